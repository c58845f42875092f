import { listInsights } from '@handrail/contract';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** The worst insights that stand now, of one account or of all. */
export function useInsights(query: { accountId?: string }, limit: number) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.insights, query, limit],
    queryFn: ({ signal }) => client.call(listInsights, { query: { ...query, limit } }, { signal }),
    refetchInterval: 30_000,
  });
}
