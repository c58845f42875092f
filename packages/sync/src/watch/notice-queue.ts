import type { NoticeId, WorkspaceId } from '@handrail/core';
import { enqueue } from '@handrail/database';
import type { AlarmNoticeRow, QueueSettings, WorkspaceTransaction } from '@handrail/database';

/** Queue of notices to the webhook. */
const NOTICE_QUEUE = 'alarm-notices';

/** How it is made: one waiting job a notice. A try that failed orders its next one itself; the engine repeats only what crashed. */
export const NOTICE_QUEUE_SETTINGS: QueueSettings = {
  name: NOTICE_QUEUE,
  policy: 'short',
  retryLimit: 2,
  retryDelay: 30,
  retryBackoff: true,
  expireInSeconds: 120,
  deleteAfterSeconds: 3_600,
};

/** The ids that a notice's job carries. */
export interface NoticeJob {
  readonly workspaceId: WorkspaceId;
  readonly noticeId: NoticeId;
}

/** Puts the job of a notice into the transaction, to be worked after `waitMs`; one that waits already stands for it. */
export async function enqueueNotice(
  tx: WorkspaceTransaction,
  notice: AlarmNoticeRow,
  waitMs: number,
): Promise<void> {
  const job: NoticeJob = { workspaceId: tx.workspaceId, noticeId: notice.id };
  await enqueue(tx, NOTICE_QUEUE, job, { singletonKey: notice.id, startAfter: Math.ceil(waitMs / 1000) });
}
