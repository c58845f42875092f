import { ACCOUNT_LIMITS, GUARD_WINDOW_MS, judgeExits } from '@handrail/core';
import {
  addChanges,
  addRunCounts,
  countSourceRecords,
  listRecentExits,
  listUnseenRecords,
  markAccounts,
  markRecordsMissing,
  NO_COUNTS,
} from '@handrail/database';
import type { UnseenRecord, WorkspaceTransaction } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { COMPANY } from './account-context.ts';
import type { AccountContext } from './account-context.ts';
import { applyAccountPage } from './apply-page.ts';
import { checkByIds } from './check-by-ids.ts';
import { GSID, MODIFIED_DATE, toSourceRecord } from './source-record.ts';
import type { Slice, SliceOutcome, Withheld } from './stream.ts';

/** Most candidates looked at in one sweep; more than these is a mass exit that the guard keeps back anyway. */
const MAX_CANDIDATES = 100_000;

/**
 * Ends a full run: who stood before it began and was not seen goes missing, after the guard allowed the number
 * and each one was confirmed absent by its id. Records that the filter keeps out leave without the guard: nobody loses
 * an account by them. Nothing is erased here; a withheld exit changes nothing.
 */
export async function sweepAccounts(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: AccountContext,
): Promise<SliceOutcome> {
  const of = { connectionId: open.connection.id, object: COMPANY };
  const { candidates, live, past } = await slice.transaction(async (tx) => ({
    candidates: await listUnseenRecords(tx, {
      runId: slice.run.id,
      ...of,
      storedBefore: slice.run.started_at ?? slice.run.created_at,
      after: '',
      limit: MAX_CANDIDATES,
    }),
    live: await countSourceRecords(tx, of),
    past: await listRecentExits(tx, new Date(slice.clock.now().getTime() - GUARD_WINDOW_MS)),
  }));
  const judge = (records: readonly UnseenRecord[]) =>
    judgeExits({
      // Who the filter keeps out is no account: counted along, it would make every exit look small.
      liveBefore: live.live + new Set(past.map((exit) => exit.gainsightId)).size,
      past,
      candidates: idsOf(records.filter((record) => record.isIn)),
      isListingWhole: true,
      limits: ACCOUNT_LIMITS,
      now: slice.clock.now(),
    });
  if (judge(candidates).kind === 'withheld') return withheld(candidates, live.live);
  const { absent, answered } = await confirmAbsent(slice, open, context, candidates);
  // A record that answers after all was left out of the listing: then nothing of that listing may remove anything.
  if (answered > 0 || absent.length < candidates.length) return { kind: 'complete', withheld: null };
  if (judge(absent).kind === 'withheld') return withheld(absent, live.live);
  const isOut = (record: UnseenRecord) => !record.isIn;
  await slice.transaction(async (tx) => {
    await markRecordsMissing(tx, of, idsOf(absent.filter(isOut)), slice.clock.now());
    const exits = idsOf(absent.filter((record) => record.isIn));
    const count = await removeAccounts(tx, slice, open.connection.id, exits);
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, exits: count });
  });
  return { kind: 'complete', withheld: null };
}

function idsOf(records: readonly UnseenRecord[]): readonly string[] {
  return records.map((record) => record.gainsightId);
}

/** Marks accounts as missing, with the change that says so. Answers how many left the lists. */
export async function removeAccounts(
  tx: WorkspaceTransaction,
  slice: Pick<Slice, 'run' | 'clock'>,
  connectionId: OpenVendor<GainsightReader>['connection']['id'],
  gainsightIds: readonly string[],
): Promise<number> {
  if (gainsightIds.length === 0) return 0;
  const now = slice.clock.now();
  await markRecordsMissing(tx, { connectionId, object: COMPANY }, gainsightIds, now);
  const gone = await markAccounts(tx, connectionId, gainsightIds, { presence: 'missing', now });
  await addChanges(
    tx,
    { recordKind: 'account', runId: slice.run.id, now },
    gone.map(({ id }) => ({ recordId: id, event: 'missing' as const, fields: {} })),
  );
  return gone.length;
}

function withheld(candidates: readonly UnseenRecord[], live: number): SliceOutcome {
  const exits = candidates
    .filter((record) => record.isIn)
    .map(({ gainsightId, name }) => ({ gainsightId, name }));
  const list: Withheld = { count: exits.length, live, sample: exits.slice(0, 5_000) };
  return { kind: 'complete', withheld: list };
}

/** What a check by id said of candidates. */
interface Confirmed {
  readonly absent: readonly UnseenRecord[];
  /** Candidates that answered after all. */
  readonly answered: number;
}

/** Asks for the candidates by id. What answers is applied like any page. */
async function confirmAbsent(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: AccountContext,
  candidates: readonly UnseenRecord[],
): Promise<Confirmed> {
  const absent: UnseenRecord[] = [];
  let answered = 0;
  if (candidates.length === 0) return { absent, answered };
  let calls = open.calls();
  const fields = [GSID, MODIFIED_DATE, ...context.sources];
  for await (const check of checkByIds(open.client, candidates, fields, slice.signal)) {
    const records = check.found
      .map((row) => toSourceRecord(row, context.sources))
      .filter((record) => record !== null);
    const made = open.calls();
    await slice.transaction(async (tx) => {
      const counts =
        records.length === 0
          ? NO_COUNTS
          : await applyAccountPage(tx, {
              run: slice.run,
              connection: open.connection,
              context,
              records,
              now: slice.clock.now(),
            });
      await addRunCounts(tx, slice.run.id, { ...counts, calls: made - calls, bytes: check.bytes });
    });
    calls = made;
    answered += records.length;
    absent.push(...check.absent);
  }
  return { absent, answered };
}
