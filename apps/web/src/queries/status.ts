import { getStatus } from '@handrail/contract';
import { useQuery } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** Counts, ages, outbox, budget and alarms of the workspace, asked again every 5 s. */
export function useStatus() {
  const client = useClient();
  return useQuery({
    queryKey: keys.status,
    queryFn: ({ signal }) => client.call(getStatus, {}, { signal }),
    refetchInterval: 5_000,
  });
}
