import type { Alarm, AlarmWebhook, Notice } from '@handrail/contract';
import { ALARM_KINDS } from '@handrail/core';
import { findAlarm, findAlarmWebhook, listNotices } from '@handrail/database';
import type { AlarmNoticeRow, AlarmRow, WorkspaceTransaction } from '@handrail/database';
import { instant } from './failure.ts';

const SHOWN_NOTICES = 10;

/** An alarm as it is shown. */
export function presentAlarm(row: AlarmRow): Alarm {
  const { id, kind, subject, code, title, cause, remedy } = row;
  return {
    id,
    kind,
    subject,
    code,
    title,
    cause,
    remedy,
    openedAt: row.opened_at.toISOString(),
    endedAt: instant(row.ended_at),
    acknowledgedAt: instant(row.acknowledged_at),
  };
}

/** Open alarms, worst first, and among equals the oldest first. */
export function presentAlarms(rows: readonly AlarmRow[]): Alarm[] {
  const rank = (row: AlarmRow) => ALARM_KINDS.indexOf(row.kind);
  return rows.toSorted((left, right) => rank(left) - rank(right)).map(presentAlarm);
}

/** A notice with the title of its alarm. */
export async function presentNotice(tx: WorkspaceTransaction, row: AlarmNoticeRow): Promise<Notice> {
  const alarm = row.alarm_id === null ? undefined : await findAlarm(tx, row.alarm_id);
  return {
    id: row.id,
    event: row.event,
    title: alarm?.title ?? null,
    state: row.state,
    attempts: row.attempts,
    createdAt: row.created_at.toISOString(),
    triedAt: instant(row.tried_at),
    nextTryAt: row.state === 'waiting' ? row.next_try_at.toISOString() : null,
    status: row.status,
    code: row.code,
  };
}

/** The webhook without its secrets, with the last notices. */
export async function presentWebhook(tx: WorkspaceTransaction): Promise<AlarmWebhook> {
  const row = await findAlarmWebhook(tx);
  const notices: Notice[] = [];
  for (const notice of await listNotices(tx, SHOWN_NOTICES)) notices.push(await presentNotice(tx, notice));
  return {
    origin: row?.origin ?? null,
    kinds: row?.kinds ?? [...ALARM_KINDS],
    setAt: instant(row?.set_at ?? null),
    notices,
  };
}
