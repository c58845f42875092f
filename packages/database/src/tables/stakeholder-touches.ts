import type { TouchCadence } from '@handrail/core';
import { parseTouchFrequency } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';

/**
 * Brings every stakeholder's last touch up to date with the meetings as they are placed, and the day by which the next
 * one is due: by their own frequency, else by role, tier or the default. Who was never met is due counted from when they
 * came here. What stands is not written.
 */
export async function refreshTouches(
  tx: WorkspaceTransaction,
  cadence: TouchCadence,
  now: Date,
): Promise<void> {
  const own = await sql<{ text: string }>`
    select distinct touch_frequency as text from stakeholders
    where workspace_id = ${tx.workspaceId} and touch_frequency is not null
  `.execute(tx.db);
  const days = Object.fromEntries(own.rows.map(({ text }) => [text, parseTouchFrequency(text)]));
  await sql`
    with touches as materialized (
      select t.account_id, lower(p.email) collate "C" as email_key, max(m.started_at) as at
      from attributions t
      join meetings m on m.workspace_id = t.workspace_id and m.id = t.meeting_id and m.state <> 'excluded'
        and m.started_at <= ${now}
      join participants p on p.workspace_id = m.workspace_id and p.meeting_id = m.id and p.email is not null
      where t.workspace_id = ${tx.workspaceId}
      group by 1, 2
    ), due as (
      select s.id, touches.at as last_touch_at, coalesce(touches.at, s.created_at) + make_interval(days => coalesce(
        (${JSON.stringify(days)}::jsonb ->> s.touch_frequency)::int,
        (${JSON.stringify(cadence.byRole)}::jsonb ->> s.role)::int,
        (${JSON.stringify(cadence.byTier)}::jsonb ->> a.tier)::int,
        ${cadence.touchEveryDays}::int)) as touch_due_at
      from stakeholders s
      join accounts a on a.workspace_id = s.workspace_id and a.connection_id = s.connection_id
        and a.gainsight_id = s.company_gainsight_id
      left join touches on touches.account_id = a.id and touches.email_key = s.email_key
      where s.workspace_id = ${tx.workspaceId} and s.presence = 'present'
    )
    update stakeholders s set last_touch_at = due.last_touch_at, touch_due_at = due.touch_due_at
    from due
    where s.workspace_id = ${tx.workspaceId} and s.id = due.id
      and (s.last_touch_at, s.touch_due_at) is distinct from (due.last_touch_at, due.touch_due_at)
  `.execute(tx.db);
}
