import { getWorkspace, updateWorkspace } from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient, useSessionKeeper } from '../session.tsx';
import { keys } from './keys.ts';

/** The workspace with its first-run checklist, asked again every 10 s so that the list follows the state. */
export function useWorkspace() {
  const client = useClient();
  return useQuery({
    queryKey: keys.workspace,
    queryFn: ({ signal }) => client.call(getWorkspace, {}, { signal }),
    refetchInterval: 10_000,
  });
}

/** Changes the workspace; also pauses and resumes everything outgoing. */
export function useUpdateWorkspace() {
  const client = useClient();
  const keeper = useSessionKeeper();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestOf<typeof updateWorkspace>['body']) => client.call(updateWorkspace, { body }),
    onSuccess: async (workspace, body) => {
      cache.setQueryData(keys.workspace, workspace);
      // The frame of every screen says the name, and every time its zone, from the session.
      if (body.name !== undefined || body.timeZone !== undefined) await keeper.renew();
      await cache.invalidateQueries({ queryKey: keys.status });
    },
  });
}
