import type { AccountId, MeetingId, ReviewId } from '@handrail/core';
import type { Selectable } from 'kysely';
import { sql } from 'kysely';
import { newId } from '../new-id.ts';
import type { AccountsTable, AttributionsTable, MeetingsTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import { reopenStrayDeliveries } from './outbox.ts';
import { holdStream } from './streams.ts';

/** Which account a meeting belongs to, and why. */
export type AttributionRow = Selectable<AttributionsTable>;
export type NewAttribution = Pick<AttributionRow, 'account_id' | 'step' | 'confidence' | 'reason'>;

/** Meetings whose account is still to be found, oldest first; excluded ones are never among them. */
export async function listUnattributed(
  tx: WorkspaceTransaction,
  limit: number,
): Promise<Pick<Selectable<MeetingsTable>, 'id' | 'crm_account_id' | 'people_changed'>[]> {
  return tx.db
    .selectFrom('meetings')
    .select(['id', 'crm_account_id', 'people_changed'])
    .where('attribution', '=', 'pending')
    .where('state', '!=', 'excluded')
    .orderBy('created_at')
    .limit(limit)
    .execute();
}

/**
 * Sends meetings back to be judged: those that no rule could place, because accounts have changed, or `all`, because the
 * rules have. A person's word stays.
 */
export async function reopenAttribution(
  tx: WorkspaceTransaction,
  reach: 'unplaced' | 'all' = 'unplaced',
): Promise<void> {
  await holdStream(tx, 'signals');
  await tx.db
    .updateTable('meetings')
    .set({ attribution: 'pending', people_changed: false })
    .where((eb) => eb.or([eb('attribution', '!=', 'pending'), eb('people_changed', '=', true)]))
    .$if(reach === 'unplaced', (q) => q.where('attribution', 'in', ['review', 'none']))
    .where('attribution_decided_by', '=', 'rule')
    .where('state', '!=', 'excluded')
    .execute();
}

/**
 * Sends meetings back to be judged that stakeholders changed since a time bear on: those in which one of them took part,
 * and those that stakeholders of the same company decided. Where they stand gives way to stronger evidence alone. A
 * person's word stays.
 */
export async function reopenAttributionOfStakeholders(tx: WorkspaceTransaction, since: Date): Promise<void> {
  await holdStream(tx, 'signals');
  await sql`
    with changed as (
      select email_key, connection_id, company_gainsight_id from stakeholders
      where workspace_id = ${tx.workspaceId} and updated_at >= ${since}
    ), touched as (
      select p.meeting_id from participants p join changed c on lower(p.email) collate "C" = c.email_key
      where p.workspace_id = ${tx.workspaceId}
      union
      select t.meeting_id from attributions t
      join accounts a on a.workspace_id = t.workspace_id and a.id = t.account_id
      join changed c on c.connection_id = a.connection_id and c.company_gainsight_id = a.gainsight_id
      where t.workspace_id = ${tx.workspaceId} and t.step in (1, 3)
    )
    update meetings set attribution = 'pending', people_changed = true
    where workspace_id = ${tx.workspaceId} and id in (select meeting_id from touched)
      and attribution_decided_by = 'rule' and attribution <> 'pending' and state <> 'excluded'
  `.execute(tx.db);
}

/** The accounts above these in the stored tree, each with the one right above it; cycles are cut there. */
export async function listAccountParents(
  tx: WorkspaceTransaction,
  accountIds: readonly AccountId[],
): Promise<{ readonly accountId: AccountId; readonly parentId: AccountId }[]> {
  if (accountIds.length === 0) return [];
  const result = await sql<{ accountId: AccountId; parentId: AccountId }>`
    select distinct line.account_id as "accountId", line.parent_account_id as "parentId"
    from account_places own
    join account_places line on line.workspace_id = own.workspace_id and line.account_id = any(own.path)
    where own.workspace_id = ${tx.workspaceId} and own.account_id = any(${accountIds}::uuid[])
      and line.parent_account_id is not null
  `.execute(tx.db);
  return result.rows;
}

/** An account that a rule may choose. */
export interface CandidateAccount {
  readonly id: AccountId;
  readonly name: string;
  readonly crmId: string | null;
  readonly domains: readonly string[];
}

/**
 * Accounts that carry one of these CRM ids (or the first 15 characters of one) or domains. Those that the filter keeps out
 * are among them by what was read before: a meeting of theirs is no more another's than it was.
 */
export async function listCandidates(
  tx: WorkspaceTransaction,
  crmIds: readonly string[],
  domains: readonly string[],
): Promise<CandidateAccount[]> {
  const result = await sql<CandidateAccount>`
    select id, name, crm_id as "crmId", domains from accounts
    where workspace_id = ${tx.workspaceId} and presence in ('present', 'filtered')
      and (crm_id = any(${crmIds}) or left(crm_id, 15) = any(${crmIds.map((id) => id.slice(0, 15))})
        or domains && ${domains})
  `.execute(tx.db);
  return result.rows;
}

/** What became of a meeting's attribution: accounts, or a review with its candidates, or nobody's. */
export type Attribution =
  | { readonly kind: 'attributed'; readonly accounts: readonly NewAttribution[] }
  | { readonly kind: 'review'; readonly reason: string; readonly candidates: readonly object[] }
  | { readonly kind: 'none' };

/** Leaves meetings where they stand: they were judged, and nothing is said of them anew. */
export async function keepAttribution(
  tx: WorkspaceTransaction,
  meetingIds: readonly MeetingId[],
): Promise<void> {
  await setAttributionState(tx, meetingIds, 'attributed');
}

/** Stores the judgement in place of an earlier one by rule; what a person decided stays. */
export async function saveAttribution(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  attribution: Attribution,
  now: Date,
): Promise<void> {
  await tx.db
    .deleteFrom('attributions')
    .where('meeting_id', '=', meetingId)
    .where('decided_by', '=', 'rule')
    .execute();
  const candidates = attribution.kind === 'review' ? JSON.stringify(attribution.candidates) : null;
  await tx.db
    .updateTable('reviews')
    .set({ state: 'decided', decided_at: now })
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'open')
    // A judgement that says the same again leaves the review that a person may be looking at.
    .$if(attribution.kind === 'review', (q) =>
      q.where(
        sql<boolean>`(reason, candidates) is distinct from (${reasonOf(attribution)}, ${candidates}::jsonb)`,
      ),
    )
    .execute();
  if (attribution.kind === 'attributed') {
    await tx.db
      .insertInto('attributions')
      .values(
        attribution.accounts.map((account) => ({
          ...account,
          workspace_id: tx.workspaceId,
          meeting_id: meetingId,
          decided_by: 'rule' as const,
          created_at: now,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  } else if (attribution.kind === 'review' && (await findOpenReview(tx, meetingId)) === undefined) {
    await tx.db
      .insertInto('reviews')
      .values({
        id: newId<ReviewId>(),
        workspace_id: tx.workspaceId,
        meeting_id: meetingId,
        reason: attribution.reason,
        candidates: JSON.stringify(attribution.candidates),
        created_at: now,
      })
      .execute();
  }
  await setAttributionState(tx, [meetingId], attribution.kind);
  await reopenStrayDeliveries(tx, meetingId, now);
}

function reasonOf(attribution: Attribution): string | null {
  return attribution.kind === 'review' ? attribution.reason : null;
}

async function setAttributionState(
  tx: WorkspaceTransaction,
  ids: readonly MeetingId[],
  attribution: Selectable<MeetingsTable>['attribution'],
): Promise<void> {
  if (ids.length === 0) return;
  await tx.db
    .updateTable('meetings')
    .set({ attribution, people_changed: false })
    .where('id', 'in', ids)
    .execute();
}

/** An attribution with its account's name, as lists show it. */
export interface NamedAttribution extends AttributionRow {
  readonly account_name: string;
  readonly account_presence: Selectable<AccountsTable>['presence'];
  readonly gainsight_id: string;
}

/** The accounts of these meetings. */
export async function listAttributions(
  tx: WorkspaceTransaction,
  meetingIds: readonly MeetingId[],
): Promise<NamedAttribution[]> {
  if (meetingIds.length === 0) return [];
  return tx.db
    .selectFrom('attributions')
    .innerJoin('accounts', 'accounts.id', 'attributions.account_id')
    .selectAll('attributions')
    .select([
      'accounts.name as account_name',
      'accounts.gainsight_id',
      'accounts.presence as account_presence',
    ])
    .where('attributions.meeting_id', 'in', meetingIds)
    .execute();
}

/** The open review of a meeting, or nothing. */
export async function findOpenReview(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
): Promise<{ readonly reason: string; readonly candidates: unknown } | undefined> {
  return tx.db
    .selectFrom('reviews')
    .select(['reason', 'candidates'])
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'open')
    .executeTakeFirst();
}

/** How many meetings wait for a person. */
export async function countOpenReviews(tx: WorkspaceTransaction): Promise<number> {
  const row = await tx.db
    .selectFrom('reviews')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow();
  return row.count;
}

/** A review that waits, with the meeting it is about. */
export interface OpenReview {
  readonly id: ReviewId;
  readonly meeting_id: MeetingId;
  readonly title: string;
  readonly source: MeetingsTable['source'];
  readonly started_at: Date | null;
  readonly reason: string;
  readonly candidates: unknown;
  readonly crm_account_id: string | null;
  readonly created_at: Date;
}

/** Reviews that wait for a person, longest waiting first; `after` is the last one of the page before. */
export async function listOpenReviews(
  tx: WorkspaceTransaction,
  page: { readonly after: { readonly createdAt: Date; readonly id: string } | null; readonly limit: number },
): Promise<OpenReview[]> {
  const { after, limit } = page;
  return tx.db
    .selectFrom('reviews')
    .innerJoin('meetings', 'meetings.id', 'reviews.meeting_id')
    .select([
      'reviews.id',
      'reviews.meeting_id',
      'reviews.reason',
      'reviews.candidates',
      'reviews.created_at',
    ])
    .select(['meetings.title', 'meetings.source', 'meetings.started_at', 'meetings.crm_account_id'])
    .where('reviews.workspace_id', '=', tx.workspaceId)
    .where('reviews.state', '=', 'open')
    .$if(after !== null, (q) =>
      q.where(
        sql<boolean>`(reviews.created_at, reviews.id) > (${after?.createdAt ?? null}, ${after?.id ?? null}::uuid)`,
      ),
    )
    .orderBy('reviews.created_at')
    .orderBy('reviews.id')
    .limit(limit)
    .execute();
}

/**
 * Places a meeting by a person's word, at no account if none is named; rules do not move it again. What it leaves goes
 * last: whoever sees the meeting by that account alone could change no more of it.
 */
export async function attributeByPerson(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  accountIds: readonly AccountId[],
  now: Date,
): Promise<void> {
  await closeReview(tx, meetingId, now);
  if (accountIds.length > 0) {
    await tx.db
      .insertInto('attributions')
      .values(
        accountIds.map((accountId) => ({
          workspace_id: tx.workspaceId,
          meeting_id: meetingId,
          account_id: accountId,
          step: 0,
          confidence: 1,
          reason: 'A person said so.',
          decided_by: 'person' as const,
          created_at: now,
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['workspace_id', 'meeting_id', 'account_id']).doUpdateSet((eb) => ({
          step: eb.ref('excluded.step'),
          confidence: eb.ref('excluded.confidence'),
          reason: eb.ref('excluded.reason'),
          decided_by: eb.ref('excluded.decided_by'),
          created_at: eb.ref('excluded.created_at'),
        })),
      )
      .execute();
  }
  await tx.db
    .updateTable('meetings')
    .set({
      attribution: accountIds.length > 0 ? 'attributed' : 'none',
      attribution_decided_by: 'person',
    })
    .where('id', '=', meetingId)
    .execute();
  await leaveAllBut(tx, meetingId, accountIds);
  await reopenStrayDeliveries(tx, meetingId, now);
}

/** Takes a person's word back: the rules judge the meeting anew, as if it had just come. */
export async function attributeByRule(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  now: Date,
): Promise<void> {
  await closeReview(tx, meetingId, now);
  await tx.db
    .updateTable('meetings')
    .set({ attribution: 'pending', attribution_decided_by: 'rule' })
    .where('id', '=', meetingId)
    .execute();
  await leaveAllBut(tx, meetingId, []);
}

async function closeReview(tx: WorkspaceTransaction, meetingId: MeetingId, now: Date): Promise<void> {
  await tx.db
    .updateTable('reviews')
    .set({ state: 'decided', decided_at: now })
    .where('meeting_id', '=', meetingId)
    .where('state', '=', 'open')
    .execute();
}

async function leaveAllBut(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  kept: readonly AccountId[],
): Promise<void> {
  await tx.db
    .deleteFrom('attributions')
    .where('meeting_id', '=', meetingId)
    .$if(kept.length > 0, (q) => q.where('account_id', 'not in', kept))
    .execute();
}

/** The accounts that rules name by their id at the source, unless gone; one that was merged stands for the other. */
export async function readRuleAccounts(
  tx: WorkspaceTransaction,
  gainsightIds: readonly string[],
): Promise<ReadonlyMap<string, AccountId>> {
  if (gainsightIds.length === 0) return new Map();
  const result = await sql<{ gainsightId: string; id: AccountId }>`
    select named.gainsight_id as "gainsightId", coalesce(own.id, other.id) as id
    from accounts named
    left join accounts own on own.workspace_id = named.workspace_id and own.id = named.id
      and own.presence in ('present', 'filtered')
    left join accounts other on other.workspace_id = named.workspace_id and other.id = named.merged_into
      and other.presence in ('present', 'filtered')
    where named.workspace_id = ${tx.workspaceId} and named.gainsight_id = any(${gainsightIds})
      and coalesce(own.id, other.id) is not null
  `.execute(tx.db);
  return new Map(result.rows.map(({ gainsightId, id }) => [gainsightId, id]));
}

/** A meeting that rules place, as it stands: a person's word is not among them, nor is what is kept out. */
export interface RuledMeeting {
  readonly id: MeetingId;
  readonly crm_account_id: string | null;
  readonly title: string;
  readonly started_at: Date | null;
  readonly attribution: Selectable<MeetingsTable>['attribution'];
}

/** Meetings that rules place, in order of their id from `after` on. */
export async function listRuledMeetings(
  tx: WorkspaceTransaction,
  query: { readonly after: MeetingId | null; readonly limit: number },
): Promise<RuledMeeting[]> {
  return tx.db
    .selectFrom('meetings')
    .select(['id', 'crm_account_id', 'title', 'started_at', 'attribution'])
    .where('attribution_decided_by', '=', 'rule')
    .where('state', '!=', 'excluded')
    .$if(query.after !== null, (q) => q.where(sql<boolean>`id > ${query.after}`))
    .orderBy('id')
    .limit(query.limit)
    .execute();
}

/** Where meetings have entries in the Timeline, or may have: what is being sent is told as if it stood. */
export async function listTimelineAccounts(
  tx: WorkspaceTransaction,
  meetingIds: readonly MeetingId[],
): Promise<{ readonly meetingId: MeetingId; readonly accountId: AccountId }[]> {
  if (meetingIds.length === 0) return [];
  const result = await sql<{ meetingId: MeetingId; accountId: AccountId }>`
    select meeting_id as "meetingId", account_id as "accountId" from remote_activities
    where workspace_id = ${tx.workspaceId} and meeting_id = any(${meetingIds}::uuid[])
    union
    select subject_id, account_id from outbox
    where workspace_id = ${tx.workspaceId} and kind = 'timeline-activity'
      and subject_id = any(${meetingIds}::uuid[]) and state in ('sending', 'unknown', 'delivered')
  `.execute(tx.db);
  return result.rows;
}
