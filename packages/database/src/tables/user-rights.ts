import type {
  ConnectionId,
  JsonObject,
  NoAccess,
  PlannedUser,
  Role,
  StandingUser,
  UserId,
} from '@handrail/core';
import { sql } from 'kysely';
import { newId } from '../new-id.ts';
import type { PlatformTransaction, WorkspaceTransaction } from '../transaction.ts';
import { joinPayload } from './source-records.ts';

/** A user of the source as stored. */
export interface StoredUserRecord {
  readonly gainsightId: string;
  readonly payload: JsonObject;
  readonly isGone: boolean;
}

/** Every user of the source that was ever read. */
export async function listUserRecords(
  tx: WorkspaceTransaction,
  of: { readonly connectionId: ConnectionId; readonly object: string },
): Promise<StoredUserRecord[]> {
  const result = await sql<StoredUserRecord>`
    select s.gainsight_id as "gainsightId", p.payload, s.presence = 'missing' as "isGone"
    from source_records s
    ${joinPayload('s')}
    where s.workspace_id = ${tx.workspaceId} and s.connection_id = ${of.connectionId} and s.object = ${of.object}
      and p.payload is not null
  `.execute(tx.db);
  return result.rows;
}

/** Everybody as they stand, locked: rights are worked out by one at a time. */
export async function lockUsers(tx: WorkspaceTransaction): Promise<StandingUser[]> {
  const result = await sql<StandingUser>`
    select id, gainsight_id as "gainsightId", email, name, title, licence,
      manager_gainsight_id as "managerGainsightId", email_since as "emailSince", role, no_access as "noAccess", source,
      last_sign_in_at as "lastSignInAt"
    from users where workspace_id = ${tx.workspaceId} order by id for update
  `.execute(tx.db);
  return result.rows;
}

/**
 * Stores planned users in one statement, and in the same transaction ends what those hold who lose access: sessions,
 * tokens, links. Jobs hold ids only and act for the product, so nothing of theirs is left to end. Who stands in `counted`
 * loses access or gets a lesser role by Gainsight's word alone.
 */
export async function saveUsers(
  tx: WorkspaceTransaction,
  planned: readonly PlannedUser[],
  { counted, now }: { readonly counted: ReadonlySet<UserId>; readonly now: Date },
): Promise<void> {
  if (planned.length === 0) return;
  const rows = planned.map((plan) => ({ ...plan, id: plan.id ?? newId<UserId>() }));
  await sql`
    insert into users as u (id, workspace_id, gainsight_id, email, name, title, licence, manager_gainsight_id,
      email_since, role, no_access, source, created_at)
    select id, ${tx.workspaceId}, "gainsightId", email, name, title, licence, "managerGainsightId", "emailSince", role,
      "noAccess", 'gainsight', ${now}
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as t(id uuid, "gainsightId" text, email text, name text,
      title text, licence text, "managerGainsightId" text, "emailSince" timestamptz, role text, "noAccess" text)
    on conflict (id) do update set
      gainsight_id = excluded.gainsight_id, email = excluded.email, name = excluded.name, title = excluded.title,
      licence = excluded.licence, manager_gainsight_id = excluded.manager_gainsight_id,
      email_since = excluded.email_since, role = excluded.role, no_access = excluded.no_access,
      rights_lost_at = case when u.id = any(${[...counted]}) then ${now}::timestamptz
        when (excluded.no_access, excluded.role) is distinct from (u.no_access, u.role) then null
        else u.rights_lost_at end
  `.execute(tx.db);
  await endHoldings(
    tx,
    rows.filter(({ noAccess }) => noAccess !== null).map(({ id }) => id),
    now,
  );
}

/** Gives a person a role, and access with it. */
export async function setRole(tx: WorkspaceTransaction, userId: UserId, role: Role): Promise<void> {
  await tx.db
    .updateTable('users')
    .set({ role, no_access: null, rights_lost_at: null })
    .where('id', '=', userId)
    .execute();
}

/** Takes a person's access away, and with it everything they hold. */
export async function endAccess(
  tx: WorkspaceTransaction,
  userId: UserId,
  noAccess: NoAccess,
  now: Date,
): Promise<void> {
  await tx.db
    .updateTable('users')
    .set({ no_access: noAccess, rights_lost_at: null })
    .where('id', '=', userId)
    .execute();
  await endHoldings(tx, [userId], now);
}

async function endHoldings(tx: WorkspaceTransaction, ids: readonly UserId[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await sql`delete from sessions where workspace_id = ${tx.workspaceId} and user_id = any(${ids})`.execute(
    tx.db,
  );
  await sql`delete from sign_in_links where workspace_id = ${tx.workspaceId} and user_id = any(${ids})`.execute(
    tx.db,
  );
  await sql`
    update api_tokens set revoked_at = ${now}
    where workspace_id = ${tx.workspaceId} and user_id = any(${ids}) and revoked_at is null
  `.execute(tx.db);
}

/** Persons who lost access (those are gone) or got a lesser role by what Gainsight said alone, since a time. */
export async function listRecentRightLosses(
  tx: WorkspaceTransaction,
  since: Date,
): Promise<{ readonly gainsightId: string; readonly at: Date; readonly isGone: boolean }[]> {
  const result = await sql<{ gainsightId: string; at: Date; isGone: boolean }>`
    select gainsight_id as "gainsightId", rights_lost_at as at, no_access is not null as "isGone" from users
    where workspace_id = ${tx.workspaceId} and gainsight_id is not null and rights_lost_at > ${since}
  `.execute(tx.db);
  return result.rows;
}

/** Workspaces in which somebody of Gainsight is signed in and whose users were not re-read since a time; marks them as read. */
export async function claimLiveWorkspaces(
  tx: PlatformTransaction,
  { readBefore, seenSince, now }: { readonly readBefore: Date; readonly seenSince: Date; readonly now: Date },
): Promise<WorkspaceIdRow[]> {
  const result = await sql<WorkspaceIdRow>`
    update workspaces w set users_reread_at = ${now}
    where (w.users_reread_at is null or w.users_reread_at < ${readBefore})
      and exists (select from sessions s join users u on u.id = s.user_id
        where s.workspace_id = w.id and s.expires_at > ${now} and s.last_seen_at > ${seenSince}
          and u.gainsight_id is not null)
    returning w.id
  `.execute(tx.db);
  return result.rows;
}

/** The id of a workspace. */
export interface WorkspaceIdRow {
  readonly id: WorkspaceTransaction['workspaceId'];
}

/** Source ids of the persons with live sessions. */
export async function listLiveGainsightIds(
  tx: WorkspaceTransaction,
  { seenSince, now }: { readonly seenSince: Date; readonly now: Date },
): Promise<string[]> {
  const result = await sql<{ id: string }>`
    select distinct u.gainsight_id as id from sessions s join users u on u.id = s.user_id
    where s.workspace_id = ${tx.workspaceId} and s.expires_at > ${now} and s.last_seen_at > ${seenSince}
      and u.gainsight_id is not null
  `.execute(tx.db);
  return result.rows.map(({ id }) => id);
}

/** Puts users and roles under Gainsight's rule from a time on, or (null) back under this product's. */
export async function setGovernance(tx: WorkspaceTransaction, since: Date | null): Promise<void> {
  await tx.db
    .updateTable('workspaces')
    .set({ governed_since: since })
    .where('id', '=', tx.workspaceId)
    .execute();
}
