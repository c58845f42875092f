import type { AccountId, MeetingId } from '@handrail/core';
import { addToOutbox } from '../tables/outbox.ts';
import type { WorkspaceTransaction } from '../transaction.ts';

/** Meetings with a summary each, spread over the accounts; without a transcript, so that nothing sums them up again. */
const SUMMARIES = `
  with wanted as (select place, points from unnest($1::integer[]) with ordinality as w(points, place)),
  account as (select id, workspace_id, row_number() over (order by id) - 1 as at, count(*) over () as n from accounts),
  made as (
    insert into meetings (id, workspace_id, source, source_meeting_id, title, started_at, duration_seconds, state,
      attribution, created_at, updated_at)
    select gen_random_uuid(), a.workspace_id, 'file', $2 || '/' || w.place, 'Meeting ' || $2 || '/' || w.place, $3, 1800,
      'no-transcript', 'attributed', $3, $3
    from wanted w join account a on a.at = w.place % a.n
    returning id, workspace_id, split_part(source_meeting_id, '/', 2)::integer as place),
  placed as (
    insert into attributions (workspace_id, meeting_id, account_id, step, confidence, reason, decided_by, created_at)
    select m.workspace_id, m.id, a.id, 1, 1, 'test', 'rule', $3
    from made m join account a on a.at = m.place % a.n
    returning meeting_id, account_id),
  summed as (
    insert into summaries (id, workspace_id, meeting_id, version, algorithm, language, created_at)
    select gen_random_uuid(), workspace_id, id, 1, 'test', 'en', $3 from made returning id, workspace_id, meeting_id),
  said as (
    insert into claims (id, workspace_id, summary_id, kind, position, text, turn, quote)
    select gen_random_uuid(), s.workspace_id, s.id, case when at = 0 then 'headline' else 'point' end, at,
      case when at = 0 then 'They renew for another year.' else $4 end, 0, 'we renew'
    from summed s join made m on m.id = s.meeting_id join wanted w on w.place = m.place
    cross join generate_series(0, w.points) as at)
  select meeting_id as "meetingId", account_id as "accountId" from placed`;

/** What is ordered. */
export interface OrderedSummaries {
  /** Tells these meetings from those of other orders. */
  readonly name: string;
  /** Points of each summary beside its headline: one summary for each number. */
  readonly points: readonly number[];
  /** What every point says. */
  readonly point: string;
  readonly now: Date;
}

/** Has as many summaries as asked for wait for the Timeline, as if meetings had just been summed up. */
export async function orderSummaries(
  tx: WorkspaceTransaction,
  { name, points, point, now }: OrderedSummaries,
): Promise<void> {
  const made = await tx.query<{ meetingId: MeetingId; accountId: AccountId }>(SUMMARIES, [
    points,
    name,
    now,
    point,
  ]);
  await addToOutbox(
    tx,
    made.map(({ meetingId, accountId }) => ({
      kind: 'timeline-activity' as const,
      subjectId: meetingId,
      accountId,
      cause: 'test',
      externalId: null,
      contentVersion: '1',
      notBefore: now,
    })),
    now,
  );
}
