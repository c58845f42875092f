import { dismissSetAside, listSetAside, reopenSetAside, replaySetAside } from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';
import { usePagedList } from './paged-list.ts';

/** Which records set aside are asked for. */
export type SetAsideQuery = Pick<RequestOf<typeof listSetAside>['query'], 'search' | 'state'>;

/** Records that are set aside, oldest first, page by page; asked again while somebody looks. */
export function useSetAside(query: SetAsideQuery) {
  const client = useClient();
  return usePagedList({
    key: [...keys.setAside, query],
    read: (start, signal) =>
      client.call(listSetAside, { query: { ...query, limit: 100, ...start } }, { signal }),
    refetchInterval: 10_000,
  });
}

/** A command on records that were set aside, after which all that tells of them is asked anew. */
function useSetAsideCommand<Input, Reply>(run: (input: Input) => Promise<Reply>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSettled: () =>
      Promise.all(
        [keys.setAside, keys.streams, keys.runs, keys.status].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** Tries records again: these, or all; answers the runs that do it. */
export function useReplaySetAside() {
  const client = useClient();
  return useSetAsideCommand((ids: readonly string[] | null) =>
    client.call(replaySetAside, { body: ids === null ? {} : { ids: [...ids] } }),
  );
}

/** Dismisses a record for a reason. */
export function useDismissSetAside() {
  const client = useClient();
  return useSetAsideCommand(({ id, reason }: { readonly id: string; readonly reason: string }) =>
    client.call(dismissSetAside, { params: { id }, body: { reason } }),
  );
}

/** Takes the dismissal of a record back. */
export function useReopenSetAside() {
  const client = useClient();
  return useSetAsideCommand((id: string) => client.call(reopenSetAside, { params: { id } }));
}
