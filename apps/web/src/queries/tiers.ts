import { listTiers } from '@handrail/contract';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** How many accounts have each tier, as saved, and which values are none. */
export function useTiers() {
  const client = useClient();
  return useQuery({
    queryKey: keys.tiers,
    queryFn: ({ signal }) => client.call(listTiers, {}, { signal }),
    refetchInterval: 30_000,
  });
}
