import type { Configuration, MeetingId } from '@handrail/core';
import { addToOutbox, listUndeliveredSummaries } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';

const MAX_ORDERS = 1_000;

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
  const { canary } = configuration.timeline;
  const due = await listUndeliveredSummaries(tx, { meetingIds, canary, limit: MAX_ORDERS });
  await addToOutbox(
    tx,
    due.map((order) => ({
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
