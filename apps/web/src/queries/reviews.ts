import { listReviews } from '@handrail/contract';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** Meetings that wait for a person, longest waiting first, 50 a page, asked again every 30 s. */
export function useReviews() {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: keys.reviews,
    queryFn: ({ signal, pageParam }) =>
      client.call(
        listReviews,
        { query: { limit: 50, ...(pageParam === null ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: 30_000,
  });
}
