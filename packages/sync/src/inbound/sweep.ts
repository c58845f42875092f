import { ACCOUNT_LIMITS, GUARD_WINDOW_MS, judgeExits } from '@handrail/core';
import {
  addChanges,
  addRunCounts,
  countSourceRecords,
  deleteRunPages,
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
import { GSID, MODIFIED_DATE, toSourceRecord } from './source-record.ts';
import type { Slice, SliceOutcome, Withheld } from './stream.ts';

/** Ids asked for in one confirming call; one of them is known to be there. */
const CONFIRM_IDS = 199;
/** Most candidates looked at in one sweep; more than these is a mass exit that the guard keeps back anyway. */
const MAX_CANDIDATES = 100_000;

/**
 * Ends a full run: who stood before it began and was not seen goes missing, after the guard allowed the number
 * and each one was confirmed absent by its id. Nothing is erased here; a withheld exit changes nothing.
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
  const judge = (ids: readonly string[], isListingWhole: boolean) =>
    judgeExits({
      liveBefore: live.present + past.length,
      past,
      candidates: ids,
      isListingWhole,
      limits: ACCOUNT_LIMITS,
      now: slice.clock.now(),
    });
  const idsOf = (records: readonly UnseenRecord[]) => records.map((record) => record.gainsightId);
  if (judge(idsOf(candidates), true).kind === 'withheld') return withheld(candidates, live.present);
  const absent: UnseenRecord[] = [];
  let answered = 0;
  for (let from = 0; from < candidates.length; from += CONFIRM_IDS) {
    const batch = candidates.slice(from, from + CONFIRM_IDS);
    const confirmed = await confirmAbsent(slice, open, context, batch);
    absent.push(...confirmed);
    answered += batch.length - confirmed.length;
  }
  // A record that answers after all was left out of the listing: then nothing of that listing may remove anything.
  const verdict = judge(idsOf(absent), answered === 0);
  if (verdict.kind === 'withheld' && verdict.reason === 'too-many') return withheld(absent, live.present);
  const exits = verdict.kind === 'allowed' ? verdict.exits : [];
  await slice.transaction(async (tx) => {
    const count = await removeAccounts(tx, slice, open.connection.id, exits);
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, exits: count });
    await deleteRunPages(tx, slice.run.id);
  });
  return { kind: 'complete', withheld: null };
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
  const list: Withheld = { count: candidates.length, live, sample: candidates.slice(0, 5_000) };
  return { kind: 'complete', withheld: list };
}

/**
 * Asks for the candidates by id, together with one record that this run has seen: an answer without that one is
 * not to be trusted, and confirms nothing. What answers is applied like any page.
 */
async function confirmAbsent(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  context: AccountContext,
  batch: readonly UnseenRecord[],
): Promise<readonly UnseenRecord[]> {
  const before = open.calls();
  const witness = await open.client.query(
    COMPANY,
    { select: [GSID], orderBy: [[GSID, 'asc']], limit: 1 },
    { signal: slice.signal },
  );
  const witnessId = witness.rows[0]?.[GSID];
  if (typeof witnessId !== 'string') return [];
  const ids = [...batch.map((record) => record.gainsightId), witnessId];
  const page = await open.client.query(
    COMPANY,
    {
      select: [GSID, MODIFIED_DATE, ...context.sources],
      where: [{ name: GSID, operator: 'IN', value: ids }],
      orderBy: [[GSID, 'asc']],
      limit: ids.length,
    },
    { signal: slice.signal },
  );
  const found = page.rows
    .map((row) => toSourceRecord(row, context.sources))
    .filter((record) => record !== null);
  const foundIds = new Set(found.map((record) => record.gainsightId));
  const calls = open.calls() - before;
  const answered = found.filter((record) => record.gainsightId !== witnessId);
  await slice.transaction(async (tx) => {
    const counts =
      answered.length === 0
        ? NO_COUNTS
        : await applyAccountPage(tx, {
            run: slice.run,
            connection: open.connection,
            context,
            records: answered,
            now: slice.clock.now(),
          });
    await addRunCounts(tx, slice.run.id, { ...counts, calls, bytes: page.bytes });
  });
  if (!foundIds.has(witnessId)) return [];
  return batch.filter((record) => !foundIds.has(record.gainsightId));
}
