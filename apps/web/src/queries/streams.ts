import {
  approveRun,
  cancelRun,
  getRun,
  listRunRecords,
  listRuns,
  listStreams,
  rejectRun,
  syncStream,
} from '@handrail/contract';
import type { RequestOf, Run, Stream } from '@handrail/contract';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient } from '../session.tsx';
import { keys } from './keys.ts';
import { usePagedList } from './paged-list.ts';

/** A run that is still moving: its page is asked again every second. */
export function isUnderWay(run: Run): boolean {
  return run.state === 'queued' || run.state === 'running';
}

/** Every stream; asked every second while one runs, else every 5 s. The server keeps the progress, so a reload loses nothing. */
export function useStreams() {
  const client = useClient();
  return useQuery({
    queryKey: keys.streams,
    queryFn: ({ signal }) => client.call(listStreams, {}, { signal }),
    refetchInterval: ({ state }) =>
      state.data?.items.some(({ currentRun }) => currentRun !== null && isUnderWay(currentRun))
        ? 1_000
        : 5_000,
  });
}

/** One run; asked every second while it is under way. */
export function useRun(id: string) {
  const client = useClient();
  return useQuery({
    queryKey: [...keys.runs, id],
    queryFn: ({ signal }) => client.call(getRun, { params: { id } }, { signal }),
    refetchInterval: ({ state }) => (state.data === undefined || isUnderWay(state.data) ? 1_000 : false),
  });
}

/** What a run did with a record. */
export type RunOutcome = RequestOf<typeof listRunRecords>['query']['outcome'];

/** The records of a run with an outcome, page by page; asked again with each change of its counts. */
export function useRunRecords(run: Run, outcome: RunOutcome, search: string | undefined) {
  const client = useClient();
  return usePagedList({
    key: [...keys.runs, run.id, 'records', outcome, search],
    read: (start, signal) =>
      client.call(
        listRunRecords,
        {
          query: { run: run.id, outcome, limit: 100, ...(search === undefined ? {} : { search }), ...start },
        },
        { signal },
      ),
    ...(isUnderWay(run) ? { refetchInterval: 3_000 } : {}),
  });
}

/** Runs, newest first, page by page. */
export function useRuns(stream: Run['stream'] | undefined) {
  const client = useClient();
  return usePagedList({
    key: [...keys.runs, 'list', stream],
    read: (start, signal) =>
      client.call(
        listRuns,
        { query: { limit: 100, ...(stream === undefined ? {} : { stream }), ...start } },
        { signal },
      ),
  });
}

function useRunCommand<V>(send: (variables: V) => Promise<Run>) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSettled: () =>
      Promise.all(
        [keys.streams, keys.runs, keys.status].map((queryKey) => cache.invalidateQueries({ queryKey })),
      ),
  });
}

/** Runs a stream now; answers the run that is under way when there is one. */
export function useSyncStream() {
  const client = useClient();
  return useRunCommand(({ name, ...body }: { readonly name: Stream['name'] } & SyncOrder) =>
    client.call(syncStream, { params: { name }, body }),
  );
}
/** What of a stream is to be synced. */
type SyncOrder = RequestOf<typeof syncStream>['body'];

/** Streams that hold something of one account each. */
const OF_ACCOUNT = ['accounts', 'relationships', 'stakeholders'] as const;

/** Reads one account again with its relationships and people; answers the runs that do it. */
export function useSyncAccount(accountId: string) {
  const client = useClient();
  const cache = useQueryClient();
  return useMutation({
    mutationFn: async () => {
      const runs: Run[] = [];
      for (const name of OF_ACCOUNT)
        runs.push(await client.call(syncStream, { params: { name }, body: { accountId } }));
      return runs;
    },
    onSettled: () =>
      Promise.all([keys.streams, keys.runs].map((queryKey) => cache.invalidateQueries({ queryKey }))),
  });
}
/** Stops a run after its present page. */
export function useCancelRun() {
  const client = useClient();
  return useRunCommand((id: string) => client.call(cancelRun, { params: { id } }));
}
/** Lets the withheld exits of a run take effect. */
export function useApproveRun() {
  const client = useClient();
  return useRunCommand((id: string) => client.call(approveRun, { params: { id } }));
}
/** Keeps everything that the deletion guard withheld. */
export function useRejectRun() {
  const client = useClient();
  return useRunCommand((id: string) => client.call(rejectRun, { params: { id } }));
}
