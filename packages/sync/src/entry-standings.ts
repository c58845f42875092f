import { entryStanding } from '@handrail/core';
import type { EntryStanding, OutboxId } from '@handrail/core';
import { findConnection, findStream, getWorkspace, listEntryFacts, listRuns } from '@handrail/database';
import type { OutboxRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from './configuration.ts';
import { parseDelivery } from './writeback/delivery-json.ts';

/** How the Timeline entries of these orders stand now; orders of values, and of meetings that are gone, are left out. */
export async function readEntryStandings(
  tx: WorkspaceTransaction,
  rows: readonly Pick<OutboxRow, 'id' | 'state' | 'reason' | 'delivery' | 'settled_at'>[],
): Promise<ReadonlyMap<OutboxId, EntryStanding>> {
  const ids = rows.map(({ id }) => id);
  const facts = new Map((await listEntryFacts(tx, ids)).map((one) => [one.id, one]));
  const { timeline } = (await readConfiguration(tx)).configuration;
  const standings = new Map<OutboxId, EntryStanding>();
  for (const row of rows) {
    const known = facts.get(row.id);
    if (known === undefined) continue;
    const { grounds, standsSince, companyGsid } = known;
    const isAccountHeld = timeline.hold.includes(companyGsid);
    const now = { grounds, standsSince, isSwitchedOn: timeline.enabled, isAccountHeld };
    const { state, reason, settled_at: settledAt } = row;
    const order = { state, reason, isSettled: settledAt !== null, isOutdated: isOutdated(row) };
    standings.set(row.id, entryStanding(order, now));
  }
  return standings;
}

function isOutdated({ delivery }: Pick<OutboxRow, 'delivery'>): boolean {
  if (delivery === null) return false;
  const { sentHash, wantedHash } = parseDelivery(delivery);
  return sentHash !== wantedHash;
}

/** Why nothing goes to the Timeline now, whatever is due. */
export interface Standstill {
  /** All that goes out is paused, Gainsight is not connected, or the passes fail. */
  readonly why: 'paused' | 'not-connected' | 'failing';
  /** What went wrong last, as it is stored; null where nothing did. */
  readonly failure: unknown;
}

/** Why nothing goes to the Timeline now; null where what is due goes. */
export async function readTimelineStandstill(tx: WorkspaceTransaction): Promise<Standstill | null> {
  const { outgoing_paused_at: pausedAt } = await getWorkspace(tx);
  if (pausedAt !== null) return { why: 'paused', failure: null };
  const connection = await findConnection(tx, 'gainsight');
  if (connection === undefined || connection.state !== 'connected')
    return { why: 'not-connected', failure: connection?.failure ?? null };
  const stream = await findStream(tx, 'timeline');
  const [last] = stream === undefined ? [] : await listRuns(tx, { streamId: stream.id, limit: 1 });
  return last === undefined || last.failure === null ? null : { why: 'failing', failure: last.failure };
}
