import { listOutbox, previewWriteback, retryOutboxItem } from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** Filters of the outbox; the page itself is the hook's business. */
export type OutboxQuery = Omit<RequestOf<typeof listOutbox>['query'], 'cursor' | 'limit'>;

/** What waits to go out and what went, 100 a page, asked again every 5 s. */
export function useOutbox(query: OutboxQuery) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: [...keys.outbox, 'list', query],
    queryFn: ({ signal, pageParam }) =>
      client.call(
        listOutbox,
        { query: { ...query, limit: 100, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 5_000,
  });
}

/** Tries a refused delivery again in the next pass. */
export function useRetryOutboxItem() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => client.call(retryOutboxItem, { params: { id } }),
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: keys.outbox }),
        cache.invalidateQueries({ queryKey: keys.status }),
      ]),
  });
}

/** The dry run: exactly what the next pass would send. Asked only when it is looked at. */
export function useWritebackPlan(isEnabled: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.outbox, 'plan'],
    queryFn: ({ signal }) => client.call(previewWriteback, {}, { signal }),
    enabled: isEnabled,
    staleTime: 0,
  });
}
