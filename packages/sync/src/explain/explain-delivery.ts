import { explainDelivery as answer, parseMeetingId, parseOutboxId } from '@handrail/core';
import type { Configuration, Explanation } from '@handrail/core';
import { findMeeting, findOutboxItem, getWorkspace, listAccountsById } from '@handrail/database';
import type { OutboxRow, WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import { readConfiguration } from '../configuration.ts';
import { readEntryStandings } from '../entry-standings.ts';
import { partByConfirmation } from '../writeback/plan-values.ts';

const failureSchema = z.object({ message: z.string(), remedy: z.string() });

/** Why a delivery is in its state and what would change it; nothing for an unknown id. */
export async function explainDelivery(
  tx: WorkspaceTransaction,
  id: string,
): Promise<Explanation | undefined> {
  const row = await findOutboxItem(tx, parseOutboxId(id));
  if (row === undefined) return undefined;
  const { configuration } = await readConfiguration(tx);
  const { outgoing_paused_at: pausedAt } = await getWorkspace(tx);
  const isActivity = row.kind === 'timeline-activity';
  const meeting = isActivity ? await findMeeting(tx, parseMeetingId(row.subject_id)) : undefined;
  const [account] = await listAccountsById(tx, [row.account_id]);
  const failure = failureSchema.safeParse(row.failure);
  const standing = (await readEntryStandings(tx, [row])).get(row.id);
  return answer({
    id: row.id,
    externalId: row.external_id,
    kind: row.kind,
    state: row.state,
    meeting: meeting === undefined ? null : { id: meeting.id, title: meeting.title },
    account: { id: row.account_id, name: account?.name ?? 'an account that is gone' },
    next: standing === undefined || standing.standsSince === null ? null : standing.next,
    cause: row.cause,
    reason: standing === undefined ? row.reason : standing.reason,
    failure: failure.success ? failure.data : null,
    attempts: row.attempts,
    createdAt: row.created_at,
    notBefore: row.not_before,
    lastAttemptAt: row.last_attempt_at,
    settledAt: row.settled_at,
    heldBack: pausedAt === null ? await heldBackBy(tx, row, configuration) : 'paused',
  });
}

/** What of the configuration holds it back: a switch, or rows of the contract that lack something. */
async function heldBackBy(
  tx: WorkspaceTransaction,
  { kind, object }: OutboxRow,
  configuration: Configuration,
): Promise<'posting-off' | 'switched-off' | 'unconfirmed' | null> {
  if (kind === 'timeline-activity') return configuration.timeline.enabled ? null : 'posting-off';
  if (!configuration.writeback.enabled) return 'switched-off';
  const contract = configuration.writeback.values.filter((row) => row.object === object);
  return (await partByConfirmation(tx, contract)).confirmed.length === 0 ? 'unconfirmed' : null;
}
