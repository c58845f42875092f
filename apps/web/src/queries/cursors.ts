import { listCursors } from '@handrail/contract';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** Where the next increment of each object begins, of all that a complete run has read. */
export function useCursors() {
  const client = useClient();
  return useQuery({
    queryKey: keys.cursors,
    queryFn: ({ signal }) => client.call(listCursors, {}, { signal }),
    refetchInterval: 30_000,
  });
}
