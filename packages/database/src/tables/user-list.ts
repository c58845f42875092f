import type { AccountId, UserId } from '@handrail/core';
import { sql } from 'kysely';
import type { WorkspaceTransaction } from '../transaction.ts';
import type { UserRow } from './users.ts';

/** A person with their manager's name and how many accounts they see; null for an admin, who sees all. */
export interface ListedUser extends UserRow {
  readonly manager_name: string | null;
  readonly accounts: number | null;
}

/** Which persons. */
export interface UserFilter {
  readonly id: UserId | null;
  readonly search: string | null;
  readonly active: boolean | null;
  /** Only who may enter by an invitation and has not come in yet. */
  readonly isAwaited: boolean;
}

function whereOf(tx: WorkspaceTransaction, { id, search, active, isAwaited }: UserFilter) {
  const text = search?.toLowerCase() ?? null;
  return sql`
    from users u where u.workspace_id = ${tx.workspaceId}
      and (not ${isAwaited}::boolean or (u.active and u.source = 'invited' and u.last_sign_in_at is null))
      and (${id}::uuid is null or u.id = ${id}) and (${active}::boolean is null or u.active = ${active})
      and (${text}::text is null or position(${text} in lower(u.name)) > 0 or position(${text} in lower(u.email)) > 0)`;
}

/** Persons by name, from after one on. */
export async function listUsers(
  tx: WorkspaceTransaction,
  query: UserFilter & {
    readonly after: { readonly name: string; readonly id: string } | null;
    readonly limit: number;
  },
): Promise<ListedUser[]> {
  const { after, limit } = query;
  const result = await sql<ListedUser>`
    with page as (
      select u.* ${whereOf(tx, query)}
        and (${after?.id ?? null}::uuid is null
          or (lower(u.name) collate "C", u.id) > (${after?.name ?? ''}, ${after?.id ?? null}::uuid))
      order by lower(u.name) collate "C", u.id limit ${limit}
    )
    select page.*, m.name as manager_name,
      case when page.role <> 'admin' then (select count(*)::int from handrail_person_accounts(page.id)) end as accounts
    from page
    left join users m on m.workspace_id = page.workspace_id and m.gainsight_id = page.manager_gainsight_id
    order by lower(page.name) collate "C", page.id
  `.execute(tx.db);
  return result.rows;
}

/** How many there are in all. */
export async function countUsers(tx: WorkspaceTransaction, filter: UserFilter): Promise<number> {
  const result = await sql<{ count: number }>`select count(*)::int as count ${whereOf(tx, filter)}`.execute(
    tx.db,
  );
  return result.rows[0]?.count ?? 0;
}

/** Whether an admin who may enter has come in through the identity provider. */
export async function hasAdminOfProvider(tx: WorkspaceTransaction): Promise<boolean> {
  const row = await tx.db
    .selectFrom('users')
    .select('id')
    .where('workspace_id', '=', tx.workspaceId)
    .where('role', '=', 'admin')
    .where('active', '=', true)
    .where('subject', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Who sees a restricted account beside its own people; null for one that is not restricted. */
export async function findRestriction(
  tx: WorkspaceTransaction,
  accountId: AccountId,
): Promise<{ readonly id: UserId; readonly name: string }[] | null> {
  const row = await tx.db
    .selectFrom('account_restrictions')
    .select('allowed')
    .where('account_id', '=', accountId)
    .executeTakeFirst();
  if (row === undefined) return null;
  if (row.allowed.length === 0) return [];
  return tx.db
    .selectFrom('users')
    .select(['id', 'name'])
    .where('id', 'in', row.allowed)
    .orderBy('name')
    .execute();
}

/** Restricts an account, or (null) lifts that. */
export async function saveRestriction(
  tx: WorkspaceTransaction,
  accountId: AccountId,
  restriction: { readonly allowed: readonly UserId[]; readonly by: UserId; readonly now: Date } | null,
): Promise<void> {
  await tx.db.deleteFrom('account_restrictions').where('account_id', '=', accountId).execute();
  if (restriction === null) return;
  const { allowed, by, now } = restriction;
  await tx.db
    .insertInto('account_restrictions')
    .values({
      workspace_id: tx.workspaceId,
      account_id: accountId,
      allowed: [...allowed],
      restricted_by: by,
      restricted_at: now,
    })
    .execute();
}
