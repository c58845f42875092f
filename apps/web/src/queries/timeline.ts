import {
  backfillTimeline,
  forgetRequiredField,
  getTimeline,
  listAccountActivities,
  listActivityTypes,
  listEarlierMeetings,
} from '@handrail/contract';
import type { RequestOf } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';
import { usePagedList } from './paged-list.ts';

/** Since when meetings are sent, and how many earlier ones were read; asked anew for each saved configuration. */
export function useTimeline(configVersion: number) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.timeline, configVersion],
    queryFn: ({ signal }) => client.call(getTimeline, {}, { signal }),
  });
}

/** Also sends meetings that were held before the Timeline was switched on: those of the list with this mark. */
export function useBackfillTimeline() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (mark: string) => client.call(backfillTimeline, { body: { mark } }),
    // Also when another list would be sent than was looked at: the new one is shown.
    onSettled: () =>
      Promise.all(
        [keys.timeline, keys.outbox, keys.status].map((queryKey) => cache.invalidateQueries({ queryKey })),
      ),
  });
}

/** The first of the meetings that a back-fill would send, the newest first. */
export function useEarlierMeetings(isEnabled: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.timeline, 'earlier'],
    queryFn: ({ signal }) => client.call(listEarlierMeetings, { query: { limit: 100 } }, { signal }),
    enabled: isEnabled,
  });
}

/** The activity types seen in the tenant, read once an hour at most. */
export function useActivityTypes() {
  const client = useClient();
  return useQuery({
    queryKey: ['activity-types'],
    queryFn: ({ signal }) => client.call(listActivityTypes, {}, { signal }),
    staleTime: 3_600_000,
  });
}

/** Has a type of entry tried without a field that it was refused for before. */
export function useForgetRequiredField() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestOf<typeof forgetRequiredField>['body']) =>
      client.call(forgetRequiredField, { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.timeline }),
  });
}

/** The entries on an account's Timeline, the newest first, 25 a page, read from Gainsight when they are looked at. */
export function useAccountActivities(accountId: string) {
  const client = useClient();
  return usePagedList({
    key: [...keys.timeline, 'of-account', accountId],
    read: (start, signal) =>
      client.call(
        listAccountActivities,
        { params: { id: accountId }, query: { limit: 25, ...start } },
        { signal },
      ),
    staleTime: 300_000,
  });
}
