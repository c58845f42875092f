import { GUARD_WINDOW_MS, RELATIONSHIP_LIMITS } from '@handrail/core';
import type { ConnectionId } from '@handrail/core';
import {
  addChanges,
  addRunCounts,
  countSourceRecords,
  listRecentlyMissing,
  markRecordsMissing,
  markRelationships,
  NO_COUNTS,
} from '@handrail/database';
import type { UnseenRecord, WorkspaceTransaction } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { confirmMissing } from './confirm-missing.ts';
import { RELATIONSHIP } from './relationship-context.ts';
import type { Slice, Withheld } from './stream.ts';
import { findUnseen, idsOf, startOf } from './sweep.ts';
import { explainExit, withhold } from './withhold.ts';
import type { ExitCause } from './withhold.ts';

/**
 * Ends a full run of relationships: those that stood before it and that no page showed go missing, once each is
 * confirmed absent by its id and the guard allows all of them. A record that answers after all was left out of the
 * listing: then nobody goes. Answers what is withheld.
 */
export async function settleRelationshipExits(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
): Promise<Withheld | null> {
  const connectionId = open.connection.id;
  const unseen = await findUnseen(slice, { connectionId, object: RELATIONSHIP });
  const early = await slice.transaction((tx) => judgeMissing(tx, slice, connectionId, unseen));
  if (early !== null) return early;
  return letRelationshipsGo(slice, connectionId, await confirmMissing(slice, open, RELATIONSHIP, unseen));
}

/** Has these go missing, all of them; or answers them as withheld by the guard. */
export async function letRelationshipsGo(
  slice: Slice,
  connectionId: ConnectionId,
  missing: readonly UnseenRecord[],
): Promise<Withheld | null> {
  if (missing.length === 0) return null;
  return slice.transaction(async (tx) => {
    const withheld = await judgeMissing(tx, slice, connectionId, missing);
    if (withheld !== null) return withheld;
    const cause = { run: slice.run, now: slice.clock.now(), isApproved: false };
    const exits = await removeRelationships(tx, cause, connectionId, idsOf(missing));
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, exits });
    return null;
  });
}

/** Marks relationships as missing, with the change that says so. Answers how many left the lists. */
export async function removeRelationships(
  tx: WorkspaceTransaction,
  cause: ExitCause,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<number> {
  const { run, now } = cause;
  await markRecordsMissing(tx, { connectionId, object: RELATIONSHIP }, gainsightIds, now);
  const gone = await markRelationships(tx, connectionId, gainsightIds, { presence: 'missing', now });
  await addChanges(
    tx,
    { recordKind: 'relationship', runId: run.id, now },
    gone.map((recordId) => ({ recordId, event: 'missing' as const, fields: explainExit(cause) })),
  );
  return gone.length;
}

/** What the guard withholds of these; null when all may go. Who is out with its account is no exit. */
async function judgeMissing(
  tx: WorkspaceTransaction,
  slice: Slice,
  connectionId: ConnectionId,
  unseen: readonly UnseenRecord[],
): Promise<Withheld | null> {
  const exits = unseen.filter(({ isIn }) => isIn);
  if (exits.length === 0) return null;
  const now = slice.clock.now();
  const { live } = await countSourceRecords(tx, { connectionId, object: RELATIONSHIP }, startOf(slice.run));
  return withhold({
    candidates: idsOf(exits),
    shown: exits.map((exit) => ({ ...exit, kind: 'missing' })),
    live,
    past: await listRecentlyMissing(tx, 'relationship', new Date(now.getTime() - GUARD_WINDOW_MS)),
    limits: RELATIONSHIP_LIMITS,
    now,
  });
}
