import { changeView, deleteView, listViews, saveView } from '@handrail/contract';
import type { ListView, ReplyOf, RequestOf } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** A list that views are kept of. */
export type ViewedList = RequestOf<typeof listViews>['query']['list'];
type Views = ReplyOf<typeof listViews>;

/** The views that the reader keeps of a list. */
export function useViews(list: ViewedList) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.views, list],
    queryFn: ({ signal }) => client.call(listViews, { query: { list } }, { signal }),
    staleTime: 60_000,
  });
}

/** A command on the views of a list; its answer is how they then stand. */
function useViewCommand<Input>(list: ViewedList, run: (input: Input) => Promise<Views>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: (views) => cache.setQueryData([...keys.views, list], views),
  });
}

/** Keeps filters, order and columns under a name; a view of the same name is replaced. */
export function useSaveView(list: ViewedList) {
  const client = useClient();
  return useViewCommand(list, (body: Omit<RequestOf<typeof saveView>['body'], 'list'>) =>
    client.call(saveView, { body: { ...body, list } }),
  );
}

/** Gives a view another name, or has the list open with it. */
export function useChangeView(list: ViewedList) {
  const client = useClient();
  return useViewCommand(list, ({ id, name, isDefault }: Pick<ListView, 'id' | 'name' | 'isDefault'>) =>
    client.call(changeView, { params: { id }, body: { name, isDefault } }),
  );
}

/** Forgets a view. */
export function useDeleteView(list: ViewedList) {
  const client = useClient();
  return useViewCommand(list, (id: string) => client.call(deleteView, { params: { id } }));
}
