import type { AccountId } from '@handrail/core';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import { rowsAsColumns } from '../rows-as-columns.ts';
import type { AccountListTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import type { AccountRow } from './accounts.ts';
import { readKeyset } from './keyset.ts';
import type { KeysetPage, KeysetRange } from './keyset.ts';

/** How accounts are ordered, and by which column: each has an index that row-level security lets us use. */
const SORT_COLUMNS = {
  name: sql`name_key`,
  health: sql`health_key`,
  arr: sql`arr_key`,
  renewal: sql`renewal_on`,
} as const;

/** What a list of accounts asks for. */
export interface AccountQuery extends KeysetPage {
  readonly search: string | null;
  readonly status: AccountRow['status'] | null;
  readonly health: 'High' | 'Medium' | 'Low' | 'none' | null;
  /** Accounts of one tier; left out: of any. */
  readonly tier?: string | null;
  readonly presence: AccountRow['presence'];
  readonly sort: keyof typeof SORT_COLUMNS;
}

/** An account of a list, with the value it was sorted by. */
type ListedAccount = AccountRow & { readonly sort_value: string | number | null };

/** One page of accounts, empty sort values last. */
export async function listAccounts(tx: WorkspaceTransaction, query: AccountQuery): Promise<ListedAccount[]> {
  const wanted = await matching(tx, query);
  return readKeyset(SORT_COLUMNS[query.sort], sql`account_id`, query, (range) =>
    listRange(tx, query, { ...range, condition: sql<boolean>`${wanted} and ${range.condition}` }),
  );
}

/** The ids come from the narrow table alone; of the accounts only those are read that are shown. */
function listRange(
  tx: WorkspaceTransaction,
  query: AccountQuery,
  { condition, order, direction, limit }: KeysetRange,
): Promise<ListedAccount[]> {
  const column = SORT_COLUMNS[query.sort];
  const wanted = tx.db
    .selectFrom('account_list')
    .select(['account_id', sql<string | number | null>`${column}`.as('sort_value')])
    .where('workspace_id', '=', tx.workspaceId)
    .where(condition)
    .orderBy(order)
    .limit(limit)
    .as('wanted');
  return tx.db
    .selectFrom(wanted)
    .innerJoin('accounts', 'accounts.id', 'wanted.account_id')
    .selectAll('accounts')
    .select('wanted.sort_value')
    .where('accounts.workspace_id', '=', tx.workspaceId)
    .orderBy('wanted.sort_value', direction)
    .orderBy('wanted.account_id', direction)
    .execute();
}

type Matching = Pick<AccountQuery, 'search' | 'status' | 'health' | 'tier' | 'presence'>;

/** How many accounts match. */
export async function countAccounts(tx: WorkspaceTransaction, query: Matching): Promise<number> {
  const row = await tx.db
    .selectFrom('account_list')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', tx.workspaceId)
    .where(await matching(tx, query))
    .executeTakeFirstOrThrow();
  return row.count;
}

async function matching(tx: WorkspaceTransaction, query: Matching): Promise<RawBuilder<boolean>> {
  const conditions = [sql<boolean>`presence = ${query.presence}`];
  if (query.search !== null && query.search !== '') {
    const exact = await findIdOf(tx, query.search);
    const like = sql<boolean>`name_key like ${`%${escapeLike(query.search.toLowerCase())}%`}`;
    conditions.push(exact === null ? like : sql<boolean>`(${like} or account_id = ${exact})`);
  }
  if (query.status !== null) conditions.push(sql<boolean>`status = ${query.status}`);
  if (query.health === 'none') conditions.push(sql<boolean>`health_label is null`);
  else if (query.health !== null) conditions.push(sql<boolean>`health_label = ${query.health}`);
  if (query.tier != null) conditions.push(sql<boolean>`tier = ${query.tier}`);
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/** The account whose source id a text is: looked up by itself, because the lists' indexes do not hold it. */
async function findIdOf(tx: WorkspaceTransaction, gainsightId: string): Promise<AccountId | null> {
  const row = await tx.db
    .selectFrom('accounts')
    .select('id')
    .where('workspace_id', '=', tx.workspaceId)
    .where('gainsight_id', '=', gainsightId)
    .executeTakeFirst();
  return row?.id ?? null;
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

/** The health that an account is shown with. */
export type ShownHealth = Pick<Selectable<AccountListTable>, 'health_score' | 'health_label'>;

/** A health to show on an account. */
export interface NewShownHealth {
  readonly accountId: AccountId;
  readonly score: number | null;
  readonly label: string | null;
}

/** Shows health on its accounts. All in one statement: each looks through the whole list. */
export async function showHealth(tx: WorkspaceTransaction, shown: readonly NewShownHealth[]): Promise<void> {
  if (shown.length === 0) return;
  await sql`
    update account_list l set health_score = given.score, health_label = given.label
    from ${rowsAsColumns('given', shown, { accountId: 'uuid', score: 'numeric', label: 'text' })}
    where l.workspace_id = ${tx.workspaceId} and l.account_id = given."accountId"
      and (l.health_score, l.health_label) is distinct from (given.score, given.label)
  `.execute(tx.db);
}

/** The health that these accounts are shown with. */
export async function readShownHealth(
  tx: WorkspaceTransaction,
  accountIds: readonly AccountId[],
): Promise<Map<AccountId, ShownHealth>> {
  if (accountIds.length === 0) return new Map();
  const rows = await tx.db
    .selectFrom('account_list')
    .select(['account_id', 'health_score', 'health_label'])
    .where('workspace_id', '=', tx.workspaceId)
    .where('account_id', 'in', accountIds)
    .execute();
  return new Map(rows.map(({ account_id: id, ...health }) => [id, health]));
}
