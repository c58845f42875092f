import type { AccountId, CalendarDay, ConnectionId } from '@handrail/core';
import { type RawBuilder, sql, type Selectable } from 'kysely';
import { inSlices, rowsAsColumns } from '../rows-as-columns.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import type { AccountsTable } from '../schema.ts';
import { markPresence, readByGainsightId } from './by-gainsight-id.ts';
import type { PresenceMark } from './by-gainsight-id.ts';

/** An account as stored. */
export type AccountRow = Selectable<AccountsTable>;

/** The columns that a mapping fills. */
export interface AccountValues {
  readonly name: string;
  readonly status: AccountRow['status'];
  readonly owner_gainsight_id: string | null;
  readonly csm_gainsight_id: string | null;
  readonly tier: string | null;
  readonly parent_gainsight_id: string | null;
  readonly arr: number | null;
  readonly mrr: number | null;
  readonly currency: string | null;
  readonly renewal_on: string | null;
  readonly contract_start_on: string | null;
  readonly lifecycle_stage: string | null;
  readonly industry: string | null;
  readonly region: string | null;
  readonly domains: readonly string[];
  readonly employees: number | null;
  readonly crm_id: string | null;
  readonly churned_on: string | null;
  readonly fields: object;
}

/** An account as far as a mapping decides it. */
export type MappedAccount = Pick<
  AccountRow,
  'id' | 'gainsight_id' | 'presence' | 'turned_churned_on' | keyof AccountValues
>;

/** An account to store; the id is kept when the account exists. */
export interface NewAccount extends AccountValues {
  readonly id: AccountId;
  readonly gainsight_id: string;
}

const ACCOUNT_COLUMNS = {
  id: 'uuid',
  gainsight_id: 'text',
  name: 'text',
  status: 'text',
  owner_gainsight_id: 'text',
  csm_gainsight_id: 'text',
  tier: 'text',
  parent_gainsight_id: 'text',
  arr: 'numeric',
  mrr: 'numeric',
  currency: 'text',
  renewal_on: 'date',
  contract_start_on: 'date',
  lifecycle_stage: 'text',
  industry: 'text',
  region: 'text',
  domains: 'text[]',
  employees: 'integer',
  crm_id: 'text',
  churned_on: 'date',
  fields: 'jsonb',
} as const;

/** The accounts with these source ids. */
export async function readAccounts(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<Map<string, AccountRow>> {
  return readByGainsightId(tx, 'accounts', connectionId, gainsightIds);
}

/**
 * Locks the accounts with these source ids to the end of the transaction, in one order whoever locks; answers them as they
 * stand under the lock. Until then neither a run nor a person changes a value of theirs.
 */
export async function lockAccounts(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<Map<string, MappedAccount>> {
  if (gainsightIds.length === 0) return new Map();
  const columns = ['presence', 'turned_churned_on', ...Object.keys(ACCOUNT_COLUMNS)].map((name) =>
    sql.ref(name),
  );
  const result = await sql<MappedAccount>`
    select ${sql.join(columns)} from accounts
    where workspace_id = ${tx.workspaceId} and connection_id = ${connectionId} and gainsight_id = any(${gainsightIds})
    order by gainsight_id for no key update
  `.execute(tx.db);
  return new Map(result.rows.map((row) => [row.gainsight_id, row]));
}

/** When accounts are stored, and the workspace's day then. */
export interface AccountStamp {
  readonly now: Date;
  readonly on: CalendarDay;
}

/** Stores new accounts, in a statement per thousand; one that stands already is taken back to the lists with these values. */
export async function upsertAccounts(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  accounts: readonly NewAccount[],
  stamp: AccountStamp,
): Promise<void> {
  for (const slice of inSlices(accounts)) await upsertSlice(tx, connectionId, slice, stamp);
}

async function upsertSlice(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  accounts: readonly NewAccount[],
  { now, on }: AccountStamp,
): Promise<void> {
  await sql`
    insert into accounts (id, workspace_id, connection_id, gainsight_id, name, status, owner_gainsight_id, csm_gainsight_id, tier,
      parent_gainsight_id, arr, mrr, currency, renewal_on, contract_start_on, lifecycle_stage, industry, region,
      domains, employees, crm_id, churned_on, fields, created_at, updated_at)
    select id, ${tx.workspaceId}, ${connectionId}, gainsight_id, name, status, owner_gainsight_id, csm_gainsight_id, tier,
      parent_gainsight_id, arr, mrr, currency, renewal_on, contract_start_on, lifecycle_stage, industry, region,
      domains, employees, crm_id, churned_on, fields, ${now}, ${now}
    from ${rowsAsColumns('t', accounts, ACCOUNT_COLUMNS)}
    on conflict (workspace_id, connection_id, gainsight_id) do update set
      name = excluded.name, status = excluded.status, presence = 'present', left_at = null, kept_at = null,
      kept_by = null, merged_into = null, turned_churned_on = ${turnedChurnedOn('excluded', on)},
      owner_gainsight_id = excluded.owner_gainsight_id, csm_gainsight_id = excluded.csm_gainsight_id, tier = excluded.tier,
      parent_gainsight_id = excluded.parent_gainsight_id, arr = excluded.arr, mrr = excluded.mrr,
      currency = excluded.currency, renewal_on = excluded.renewal_on,
      contract_start_on = excluded.contract_start_on, lifecycle_stage = excluded.lifecycle_stage,
      industry = excluded.industry, region = excluded.region, domains = excluded.domains,
      employees = excluded.employees, crm_id = excluded.crm_id, churned_on = excluded.churned_on,
      fields = excluded.fields, updated_at = excluded.updated_at
  `.execute(tx.db);
}

/**
 * Stores changed accounts in one statement, and only the columns in which any of them differs: what no index holds then
 * leaves the indexes alone. With `returns` they are taken back to the lists.
 */
export async function updateAccounts(
  tx: WorkspaceTransaction,
  accounts: readonly NewAccount[],
  columns: ReadonlySet<keyof AccountValues>,
  { now, on, returns }: AccountStamp & { readonly returns: boolean },
): Promise<void> {
  if (accounts.length === 0) return;
  const types = Object.fromEntries(
    (['id', ...columns] as const).map((name) => [name, ACCOUNT_COLUMNS[name]]),
  );
  const set = [
    ...[...columns].map((name) => sql`${sql.ref(name)} = ${sql.ref(`t.${name}`)}`),
    ...(columns.has('status') ? [sql`turned_churned_on = ${turnedChurnedOn('t', on)}`] : []),
    ...(returns
      ? [sql`presence = 'present', left_at = null, kept_at = null, kept_by = null, merged_into = null`]
      : []),
    sql`updated_at = ${now}`,
  ];
  await sql`
    update accounts set ${sql.join(set)}
    from ${rowsAsColumns<object>('t', accounts, types)}
    where accounts.workspace_id = ${tx.workspaceId} and accounts.id = t.id
      -- Told apart from the join, they are looked up; else each page reads the whole table.
      and accounts.id = any(${accounts.map(({ id }) => id)})
  `.execute(tx.db);
}

/** The day on which an account turned to Churned: of one that already was it stays. */
function turnedChurnedOn(next: 'excluded' | 't', on: CalendarDay): RawBuilder<unknown> {
  const status = sql.ref(`${next}.status`);
  return sql`case when ${status} <> 'churned' then null
    when accounts.status = 'churned' then accounts.turned_churned_on else ${on}::date end`;
}

/** Takes accounts out of the lists: missing at the source, or filtered out; answers whose. */
export async function markAccounts(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
  mark: PresenceMark,
): Promise<{ readonly id: AccountId; readonly gainsightId: string }[]> {
  return markPresence(tx, 'accounts', connectionId, gainsightIds, mark);
}

/** The account of that id, or nothing. */
export async function findAccount(tx: WorkspaceTransaction, id: AccountId): Promise<AccountRow | undefined> {
  return tx.db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The accounts with these ids, in no order. */
export async function listAccountsById(
  tx: WorkspaceTransaction,
  ids: readonly AccountId[],
): Promise<AccountRow[]> {
  if (ids.length === 0) return [];
  return tx.db.selectFrom('accounts').selectAll().where('id', 'in', ids).execute();
}

/** How many present accounts have each tier; null: none. */
export async function countTiers(tx: WorkspaceTransaction): Promise<Map<string | null, number>> {
  const rows = await tx.db
    .selectFrom('account_list')
    .select((eb) => ['tier', eb.fn.countAll<number>().as('count')])
    .where('workspace_id', '=', tx.workspaceId)
    .where('presence', '=', 'present')
    .groupBy('tier')
    .execute();
  return new Map(rows.map((row) => [row.tier, Number(row.count)]));
}
