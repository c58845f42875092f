import type { Configuration, MeetingId } from '@handrail/core';
import { addToOutbox, listAccountsById, listUndeliveredSummaries } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';

const MAX_ORDERS = 1_000;
/** With a canary list its few accounts may stand behind many others. */
const MAX_LOOKED_AT = 100_000;

/**
 * Orders the activities of attributed meetings whose newest summary is neither in the Timeline nor ordered, in the
 * transaction that made them due. `null` looks at all meetings: after the configuration began to ask for them.
 */
export async function orderActivities(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  meetingIds: readonly MeetingId[] | null,
  now: Date,
): Promise<void> {
  if (!configuration.timeline.enabled || meetingIds?.length === 0) return;
  const limit = configuration.timeline.canary.length === 0 ? MAX_ORDERS : MAX_LOOKED_AT;
  const due = await listUndeliveredSummaries(tx, { meetingIds, limit });
  const allowed = await canaryOnly(tx, configuration, due);
  await addToOutbox(
    tx,
    allowed.map((order) => ({
      kind: 'timeline-activity' as const,
      subjectId: order.meetingId,
      accountId: order.accountId,
      cause: 'summary made',
      externalId: null,
      contentVersion: order.contentVersion,
      notBefore: now,
    })),
    now,
  );
}

/** With a canary list only its accounts go first. */
async function canaryOnly<T extends { readonly accountId: Parameters<typeof listAccountsById>[1][number] }>(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  due: readonly T[],
): Promise<readonly T[]> {
  const canary = new Set(configuration.timeline.canary);
  if (canary.size === 0) return due;
  const accounts = await listAccountsById(
    tx,
    due.map((order) => order.accountId),
  );
  const allowed = new Set(
    accounts.filter((account) => canary.has(account.gainsight_id)).map((account) => account.id),
  );
  return due.filter((order) => allowed.has(order.accountId));
}
