import { listReviews } from '@handrail/contract';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';
import { usePagedList } from './paged-list.ts';

/** Meetings that wait for a person, longest waiting first, 50 a page, asked again every 30 s. */
export function useReviews() {
  const client = useClient();
  return usePagedList({
    key: keys.reviews,
    read: (start, signal) => client.call(listReviews, { query: { limit: 50, ...start } }, { signal }),
    refetchInterval: 30_000,
  });
}
