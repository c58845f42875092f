import type { AlarmId, NoticeEvent, NoticeId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { newId } from '../new-id.ts';
import type { AlarmNoticesTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** One thing that the webhook was told, or is to be told. */
export type AlarmNoticeRow = Selectable<AlarmNoticesTable>;

/** Kept for the screen; older settled ones are dropped as new ones come. */
const KEPT = 200;

/** Orders a notice, due at once. */
export async function createNotice(
  tx: WorkspaceTransaction,
  notice: { readonly alarmId: AlarmId | null; readonly event: NoticeEvent; readonly now: Date },
): Promise<AlarmNoticeRow> {
  const kept = tx.db.selectFrom('alarm_notices').select('id').orderBy('id', 'desc').limit(KEPT);
  await tx.db
    .deleteFrom('alarm_notices')
    .where('state', '!=', 'waiting')
    .where('id', 'not in', kept)
    .execute();
  return tx.db
    .insertInto('alarm_notices')
    .values({
      id: newId<NoticeId>(),
      workspace_id: tx.workspaceId,
      alarm_id: notice.alarmId,
      event: notice.event,
      state: 'waiting',
      created_at: notice.now,
      next_try_at: notice.now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** The notice of that id, or nothing. */
export async function findNotice(
  tx: WorkspaceTransaction,
  id: NoticeId,
): Promise<AlarmNoticeRow | undefined> {
  return tx.db.selectFrom('alarm_notices').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The newest notices. */
export async function listNotices(tx: WorkspaceTransaction, limit: number): Promise<AlarmNoticeRow[]> {
  return tx.db.selectFrom('alarm_notices').selectAll().orderBy('id', 'desc').limit(limit).execute();
}

/** Notices that should have been tried before `before`: their job was lost. */
export async function listOverdueNotices(tx: WorkspaceTransaction, before: Date): Promise<AlarmNoticeRow[]> {
  return tx.db
    .selectFrom('alarm_notices')
    .selectAll()
    .where('state', '=', 'waiting')
    .where('next_try_at', '<', before)
    .orderBy('next_try_at')
    .limit(50)
    .execute();
}

/** What came of a try. */
export interface NoticeResult {
  readonly state: AlarmNoticeRow['state'];
  /** HTTP status of the reply, null without one. */
  readonly status: number | null;
  /** Code of the failure, null when it was delivered. */
  readonly code: string | null;
  readonly triedAt: Date;
  /** For one that waits on. */
  readonly nextTryAt: Date;
}

/** Keeps what came of a try; answers the row as it stands. A notice that was settled before stays as it is. */
export async function settleNotice(
  tx: WorkspaceTransaction,
  id: NoticeId,
  result: NoticeResult,
): Promise<AlarmNoticeRow | undefined> {
  return tx.db
    .updateTable('alarm_notices')
    .set((eb) => ({
      state: result.state,
      attempts: eb('attempts', '+', 1),
      status: result.status,
      code: result.code,
      tried_at: result.triedAt,
      next_try_at: result.nextTryAt,
    }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .returningAll()
    .executeTakeFirst();
}
