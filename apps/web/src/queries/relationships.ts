import { getRelationship, listRelationships } from '@handrail/contract';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** The first 200 relationships of an account, by name. */
export function useRelationships(accountId: string) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.relationships, accountId],
    queryFn: ({ signal }) => client.call(listRelationships, { query: { accountId, limit: 200 } }, { signal }),
    refetchInterval: 30_000,
  });
}

/** One relationship with its people and changes; asked once somebody wants to see it. */
export function useRelationship(id: string, isEnabled: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.relationships, 'one', id],
    queryFn: ({ signal }) => client.call(getRelationship, { params: { id } }, { signal }),
    enabled: isEnabled,
  });
}
