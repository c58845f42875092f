import {
  addSummaryPart,
  attributeMeeting,
  getMeeting,
  importMeetings,
  listMeetings,
  correctSummary,
  regenerateSummary,
  previewActivities,
  wishTimeline,
} from '@handrail/contract';
import type { MeetingDetail, RequestOf } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';
import { usePagedList } from './paged-list.ts';

/** Filters of the meetings list; the page itself is the hook's business. */
export type MeetingsQuery = Omit<RequestOf<typeof listMeetings>['query'], 'cursor' | 'limit'>;

/** Meetings, newest first, 100 a page. */
export function useMeetings(query: MeetingsQuery) {
  const client = useClient();
  return usePagedList({
    key: [...keys.meetings, 'list', query],
    read: (start, signal) =>
      client.call(listMeetings, { query: { ...query, limit: 100, ...start } }, { signal }),
  });
}

/** The newest few meetings, of one account or of all. */
export function useFewMeetings(query: MeetingsQuery, limit: number) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.meetings, 'few', query, limit],
    queryFn: ({ signal }) => client.call(listMeetings, { query: { ...query, limit } }, { signal }),
    refetchInterval: 30_000,
  });
}

/** One meeting with summary and transcript; asked often while a new summary is awaited. */
export function useMeeting(id: string) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.meetings, id],
    queryFn: ({ signal }) => client.call(getMeeting, { params: { id } }, { signal }),
    refetchInterval: ({ state }) => (state.data?.summaryAskedAt == null ? 15_000 : 2_000),
  });
}

/** The Timeline entries of a meeting to the letter, as they would be sent now. Asked only when they are looked at. */
export function useActivityPreview(id: string, isEnabled: boolean) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.meetings, id, 'activities'],
    queryFn: ({ signal }) => client.call(previewActivities, { params: { id } }, { signal }),
    enabled: isEnabled,
  });
}

/** Holds a meeting's Timeline entries back, sends them (again), or takes them back. */
export function useWishTimeline(id: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (wish: RequestOf<typeof wishTimeline>['body']['wish']) =>
      client.call(wishTimeline, { params: { id }, body: { wish } }),
    onSuccess: () =>
      Promise.all(
        [keys.meetings, keys.outbox, keys.timeline, keys.status].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      ),
  });
}

/** Imports recorded meetings from a file; the same content twice changes nothing. */
export function useImportMeetings() {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: RequestOf<typeof importMeetings>['body']) => client.call(importMeetings, { body }),
    onSuccess: () => cache.invalidateQueries({ queryKey: keys.meetings }),
  });
}

/** Where a person says that a meeting belongs; null gives it back to the rules. */
export type Placing = {
  readonly meetingId: string;
  readonly accounts: readonly { readonly id: string; readonly name: string }[] | null;
};

/**
 * Places a meeting by a person's word, or gives it back to the rules; all that shows where it belongs is asked anew.
 * `onPlaced` is called before that, and also when what asked has left the screen meanwhile.
 */
export function useAttributeMeeting(
  onPlaced: (placing: Placing, meeting: MeetingDetail) => void = () => undefined,
) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: ({ meetingId, accounts }: Placing) =>
      client.call(attributeMeeting, {
        params: { id: meetingId },
        body: accounts === null ? { by: 'rule' } : { by: 'person', accountIds: accounts.map(({ id }) => id) },
      }),
    onSuccess: (meeting, placing) => {
      onPlaced(placing, meeting);
      return Promise.all(
        [keys.meetings, keys.reviews, keys.accounts, keys.status, keys.outbox].map((queryKey) =>
          cache.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
}

/**
 * Corrects a part of a meeting's summary. `onCorrected` is called also when what asked has left the screen: each version
 * has parts of its own.
 */
export function useCorrectSummary(
  meetingId: string,
  onCorrected: (change: SummaryChange) => void = () => undefined,
) {
  const client = useClient();
  const showCorrected = useShowCorrected(meetingId);
  return useMutation({
    mutationFn: ({ partId, change }: { partId: string; change: SummaryChange }) =>
      client.call(correctSummary, { params: { id: meetingId, partId }, body: change }),
    onSuccess: (meeting, { change }) => {
      onCorrected(change);
      return showCorrected(meeting);
    },
  });
}

/** Adds to a meeting's summary what it misses. */
export function useAddSummaryPart(meetingId: string) {
  const client = useClient();
  return useMutation({
    mutationFn: (body: SummaryAddition) => client.call(addSummaryPart, { params: { id: meetingId }, body }),
    onSuccess: useShowCorrected(meetingId),
  });
}

/** Shows a meeting as it came back; every list that shows its words or its open items is asked anew. */
function useShowCorrected(meetingId: string) {
  const cache = useQueryClient();
  return (meeting: MeetingDetail) => {
    cache.setQueryData([...keys.meetings, meetingId], meeting);
    return Promise.all(
      [keys.meetings, keys.accounts, keys.insights, keys.outbox].map((queryKey) =>
        cache.invalidateQueries({ queryKey }),
      ),
    );
  };
}

/** What a person adds to a summary. */
export type SummaryAddition = RequestOf<typeof addSummaryPart>['body'];

/** What a person changes of a part; what is left out stays. */
export type SummaryChange = RequestOf<typeof correctSummary>['body'];

/** Asks for a meeting's summary to be made anew; the page is asked until it is there. */
export function useRegenerateSummary(meetingId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: () => client.call(regenerateSummary, { params: { id: meetingId } }),
    onSuccess: (meeting) => cache.setQueryData([...keys.meetings, meetingId], meeting),
  });
}
