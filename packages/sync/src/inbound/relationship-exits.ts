import { GUARD_WINDOW_MS, judgeExits, RELATIONSHIP_LIMITS } from '@handrail/core';
import type { ConnectionId } from '@handrail/core';
import {
  addChanges,
  addRunCounts,
  countSourceRecords,
  EXPLAINED_BY,
  listRecentRelationshipExits,
  markRecordsMissing,
  markRelationships,
  NO_COUNTS,
} from '@handrail/database';
import type { NewChange, RunRow, UnseenRecord, WorkspaceTransaction } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { checkByIds } from './check-by-ids.ts';
import { RELATIONSHIP } from './relationship-context.ts';
import { GSID } from './source-record.ts';
import type { Slice, SliceOutcome, Withheld } from './stream.ts';
import { findUnseen, startOf } from './sweep.ts';

/** Most exits listed by name; an approval never removes more than these. */
const MAX_SHOWN = 5_000;

/**
 * Ends a full run of relationships: those that stood before it and that no page showed go missing, once each is
 * confirmed absent by its id and the guard allows all of them. A record that answers after all was left out of the
 * listing: then nobody goes.
 */
export async function settleRelationshipExits(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
): Promise<SliceOutcome> {
  const { connection } = open;
  const unseen = await findUnseen(slice, { connectionId: connection.id, object: RELATIONSHIP });
  const early = await judgeMissing(slice, connection.id, unseen);
  if (early !== null) return { kind: 'complete', withheld: early };
  const absent = await confirmAbsent(slice, open, unseen);
  if (absent.length < unseen.length) return { kind: 'complete', withheld: null };
  const now = slice.clock.now();
  await slice.transaction(async (tx) => {
    const cause = { run: slice.run, now, isApproved: false };
    const exits = await removeRelationships(tx, cause, connection.id, absent);
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, exits });
  });
  return { kind: 'complete', withheld: null };
}

/** Marks relationships as missing, with the change that says so. Answers how many left the lists. */
export async function removeRelationships(
  tx: WorkspaceTransaction,
  cause: { readonly run: RunRow; readonly now: Date; readonly isApproved: boolean },
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<number> {
  const { run, now, isApproved } = cause;
  await markRecordsMissing(tx, { connectionId, object: RELATIONSHIP }, gainsightIds, now);
  const gone = await markRelationships(tx, connectionId, gainsightIds, { presence: 'missing', now });
  const fields: NewChange['fields'] = isApproved ? { [EXPLAINED_BY.approval]: [null, run.number] } : {};
  await addChanges(
    tx,
    { recordKind: 'relationship', runId: run.id, now },
    gone.map((recordId) => ({ recordId, event: 'missing' as const, fields })),
  );
  return gone.length;
}

/** What the guard withholds of these; null when all may go. Who is out with its account is no exit. */
async function judgeMissing(
  slice: Slice,
  connectionId: ConnectionId,
  unseen: readonly UnseenRecord[],
): Promise<Withheld | null> {
  const exits = unseen.filter(({ isIn }) => isIn);
  if (exits.length === 0) return null;
  const now = slice.clock.now();
  const { live, past } = await slice.transaction(async (tx) => ({
    live: await countSourceRecords(tx, { connectionId, object: RELATIONSHIP }, startOf(slice.run)),
    past: await listRecentRelationshipExits(tx, new Date(now.getTime() - GUARD_WINDOW_MS)),
  }));
  const verdict = judgeExits({
    liveBefore: live.live + new Set(past.filter(({ isGone }) => isGone).map((exit) => exit.gainsightId)).size,
    past,
    candidates: exits.map(({ gainsightId }) => gainsightId),
    isListingWhole: true,
    limits: RELATIONSHIP_LIMITS,
    now,
  });
  if (verdict.kind === 'allowed') return null;
  const sample = exits
    .slice(0, MAX_SHOWN)
    .map(({ gainsightId, name }) => ({ gainsightId, name, kind: 'missing' as const }));
  return { count: exits.length, live: live.live, sample };
}

async function confirmAbsent(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  unseen: readonly UnseenRecord[],
): Promise<readonly string[]> {
  const absent: string[] = [];
  const before = open.calls();
  for await (const check of checkByIds(open.client, RELATIONSHIP, unseen, [GSID], slice.signal))
    absent.push(...check.absent.map(({ gainsightId }) => gainsightId));
  const calls = open.calls() - before;
  await slice.transaction((tx) => addRunCounts(tx, slice.run.id, { ...NO_COUNTS, calls }));
  return absent;
}
