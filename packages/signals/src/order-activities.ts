import type { Configuration, MeetingId } from '@handrail/core';
import { addToOutbox, listUndeliveredSummaries } from '@handrail/database';
import type { EarlierTarget, WorkspaceTransaction } from '@handrail/database';

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
  await order(tx, due, 'summary made', now);
}

/** Orders the activities of a back-fill: these and no others. */
export async function orderEarlier(
  tx: WorkspaceTransaction,
  targets: readonly EarlierTarget[],
  now: Date,
): Promise<void> {
  await order(tx, targets, 'earlier meeting', now);
}

async function order(
  tx: WorkspaceTransaction,
  targets: readonly EarlierTarget[],
  cause: string,
  now: Date,
): Promise<void> {
  await addToOutbox(
    tx,
    targets.map(({ meetingId, accountId, contentVersion }) => ({
      kind: 'timeline-activity' as const,
      subjectId: meetingId,
      accountId,
      cause,
      externalId: null,
      contentVersion,
      notBefore: now,
    })),
    now,
  );
}
