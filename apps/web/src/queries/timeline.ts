import { backfillTimeline, getTimeline } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';

/** Since when meetings are sent, and how many earlier ones were read; asked anew for each saved configuration. */
export function useTimeline(configVersion: number) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.timeline, configVersion],
    queryFn: ({ signal }) => client.call(getTimeline, {}, { signal }),
  });
}

/** Also sends the meetings read so far that were held before the Timeline was switched on. */
export function useBackfillTimeline() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.call(backfillTimeline, { body: {} }),
    onSuccess: () =>
      Promise.all(
        [keys.timeline, keys.outbox, keys.status].map((queryKey) => cache.invalidateQueries({ queryKey })),
      ),
  });
}
