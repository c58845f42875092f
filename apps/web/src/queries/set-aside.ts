import { listSetAside, replaySetAside } from '@handrail/contract';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** Records that are set aside, oldest first, page by page; asked again while somebody looks. */
export function useSetAside(search: string) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: [...keys.setAside, search],
    queryFn: ({ signal, pageParam }) =>
      client.call(
        listSetAside,
        {
          query: {
            limit: 100,
            ...(search === '' ? {} : { search }),
            ...(pageParam === null ? {} : { cursor: pageParam }),
          },
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 10_000,
    placeholderData: (before) => before,
  });
}

/** Tries records again: these, or all; answers the runs that do it. */
export function useReplaySetAside() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (ids: readonly string[] | null) =>
      client.call(replaySetAside, { body: ids === null ? {} : { ids: [...ids] } }),
    onSettled: () =>
      Promise.all(
        [keys.setAside, keys.streams, keys.runs].map((queryKey) => cache.invalidateQueries({ queryKey })),
      ),
  });
}
