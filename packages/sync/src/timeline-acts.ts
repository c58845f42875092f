import { sendAgain, settleEdit } from '@handrail/core';
import type { Delivery, MeetingId, TimelineWish } from '@handrail/core';
import {
  addToOutbox,
  hastenStream,
  holdStream,
  listAttributions,
  listDeliveriesOf,
  reopenDeliveries,
  restWaitingDeliveries,
  setTimelineWish,
  stepOutbox,
} from '@handrail/database';
import type { OutboxRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from './configuration.ts';
import { SyncError } from './errors.ts';
import { parseDelivery } from './writeback/delivery-json.ts';

/**
 * Carries out what a person wants of a meeting's Timeline entries: hold them back, send them (again), or take them back.
 * What stands at Gainsight is changed by the next pass, which begins at once. Throws timeline_off where sending is off.
 */
export async function wishTimeline(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  wish: TimelineWish,
  now: Date,
): Promise<void> {
  const { configuration } = await readConfiguration(tx);
  if (!configuration.timeline.enabled && wish === 'send') throw switchedOff();
  await holdStream(tx, 'timeline');
  await setTimelineWish(tx, meetingId, wish);
  if (wish === 'hold') return restWaitingDeliveries(tx, meetingId, 'held');
  if (wish === 'withdraw') await reopenDeliveries(tx, meetingId, 'taken back by a person', now);
  else await sendAll(tx, meetingId, now);
  await hastenStream(tx, 'timeline', now);
}

async function sendAll(tx: WorkspaceTransaction, meetingId: MeetingId, now: Date): Promise<void> {
  const cause = 'sent by a person';
  for (const row of await listDeliveriesOf(tx, meetingId)) {
    if (row.delivery !== null) await keep(tx, row, sendAgain(parseDelivery(row.delivery)));
  }
  const accounts = await listAttributions(tx, [meetingId]);
  await addToOutbox(
    tx,
    accounts.map(({ account_id: accountId }) => ({
      kind: 'timeline-activity' as const,
      subjectId: meetingId,
      accountId,
      cause,
      externalId: null,
      contentVersion: null,
      notBefore: now,
    })),
    now,
  );
  await reopenDeliveries(tx, meetingId, cause, now);
}

/**
 * Ends the wait of an activity that a person edited: theirs stays until a newer summary, or ours is written over it by the
 * next pass. Throws no_edit_waits when none does.
 */
export async function settleActivityEdit(
  tx: WorkspaceTransaction,
  row: OutboxRow,
  choice: 'theirs' | 'ours',
  now: Date,
): Promise<void> {
  if (row.state !== 'paused' || row.reason !== 'edited-there' || row.delivery === null) throw noEdit();
  const settled = settleEdit(parseDelivery(row.delivery), choice);
  const isOver = choice === 'theirs';
  await stepOutbox(tx, row, {
    state: settled.state,
    delivery: settled,
    reason: isOver ? 'their-words-stay' : null,
    notBefore: now,
    settledAt: isOver ? now : null,
  });
  if (!isOver) await hastenStream(tx, 'timeline', now);
}

async function keep(tx: WorkspaceTransaction, row: OutboxRow, delivery: Delivery): Promise<void> {
  await stepOutbox(tx, row, {
    state: row.state,
    delivery,
    notBefore: row.not_before,
    settledAt: row.settled_at,
  });
}

function switchedOff(): SyncError {
  return new SyncError({
    code: 'timeline_off',
    message: 'The Timeline is switched off.',
    remedy: 'Switch it on under Settings > Integrations > Gainsight > Timeline.',
  });
}

function noEdit(): SyncError {
  return new SyncError({
    code: 'no_edit_waits',
    message: 'No edit of a person waits at this delivery.',
    remedy: 'Reload the meeting: it may have been decided meanwhile.',
  });
}
