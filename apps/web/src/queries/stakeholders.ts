import { listStakeholders } from '@handrail/contract';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** The first 200 active stakeholders of an account, by name. */
export function useStakeholders(accountId: string) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.stakeholders, accountId],
    queryFn: ({ signal }) => client.call(listStakeholders, { query: { accountId, limit: 200 } }, { signal }),
    refetchInterval: 30_000,
  });
}
