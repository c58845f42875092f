import type { AccountId } from '@handrail/core';
import { sql, type RawBuilder, type Selectable } from 'kysely';
import { rowsAsColumns } from '../rows-as-columns.ts';
import type { AccountListTable } from '../schema.ts';
import type { WorkspaceTransaction } from '../transaction.ts';
import { listAccountsById, type AccountRow } from './accounts.ts';
import { firstRange, readKeyset } from './keyset.ts';
import type { KeysetPage, KeysetRange } from './keyset.ts';
import { sourceNames } from './source-names.ts';

/** How accounts are ordered, and by which column: each has an index that row-level security lets us use. */
const SORT_COLUMNS = {
  name: sql`name_key`,
  health: sql`health_key`,
  arr: sql`arr_key`,
  renewal: sql`renewal_on`,
} as const;

/** A page that so many along an index do not fill is gathered from the whole list: to look at them takes some ms. */
const LOOKED_ALONG = 2_000;

/** What a list of accounts asks for. */
export interface AccountQuery extends KeysetPage {
  readonly search: string | null;
  readonly status: AccountRow['status'] | null;
  readonly health: 'High' | 'Medium' | 'Low' | 'none' | null;
  /** Accounts of one tier; left out: of any. */
  readonly tier?: string | null;
  readonly presence: AccountRow['presence'];
  readonly sort: keyof typeof SORT_COLUMNS;
  /** How many match, where an earlier page told it: counting reads them all. */
  readonly total?: number;
}

/** An account of a list, with the value it was sorted by. */
type ListedAccount = AccountRow & Pick<Place, 'sort_value'>;

/** A page of accounts, and how many match on all pages. */
export interface AccountListPage {
  readonly rows: readonly ListedAccount[];
  readonly total: number;
}

/** One page of accounts, empty sort values last. */
export async function listAccounts(tx: WorkspaceTransaction, query: AccountQuery): Promise<AccountListPage> {
  const { places, total } = await findPlaces(tx, query);
  const accounts = await listAccountsById(
    tx,
    places.map((place) => place.account_id),
  );
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const rows = places.flatMap(({ account_id: id, sort_value }) => {
    const account = byId.get(id);
    return account === undefined ? [] : [{ ...account, sort_value }];
  });
  return { rows, total };
}

/** Where an account stands in an order: read from the narrow table alone. */
interface Place {
  readonly account_id: AccountId;
  readonly sort_value: string | number | null;
}

interface Places {
  readonly places: readonly Place[];
  readonly total: number;
}

/**
 * A page is read along the index of its order. What a filter keeps may all lie at the far end of it, because the two hang
 * together: where the next of the index do not fill the page, all that match are gathered, counted and sorted at once.
 */
async function findPlaces(tx: WorkspaceTransaction, query: AccountQuery): Promise<Places> {
  const wanted = await matching(tx, query);
  const places = isFiltered(query)
    ? await findAlong(tx, query, wanted)
    : await readKeyset(SORT_COLUMNS[query.sort], sql`account_id`, query, (range) =>
        readPlaces(tx, query, range),
      );
  if (places === null) return sortMatching(tx, query, wanted);
  const isWhole = query.after === null && places.length < query.limit;
  return { places, total: query.total ?? (isWhole ? places.length : await countMatching(tx, wanted)) };
}

function isFiltered({ search, status, health, tier }: Matching): boolean {
  return [search, status, health, tier ?? null].some((wanted) => wanted !== null && wanted !== '');
}

async function readPlaces(
  tx: WorkspaceTransaction,
  { sort, presence }: AccountQuery,
  { condition, order, limit }: KeysetRange,
): Promise<Place[]> {
  const { rows } = await sql<Place>`
    select account_id, ${SORT_COLUMNS[sort]} as sort_value from account_list
    where workspace_id = ${tx.workspaceId} and presence = ${presence} and ${condition}
    order by ${order} limit ${limit}`.execute(tx.db);
  return rows;
}

/** The page out of the next along the index that match; null when they do not fill it. */
async function findAlong(
  tx: WorkspaceTransaction,
  query: AccountQuery,
  wanted: RawBuilder<boolean>,
): Promise<readonly Place[] | null> {
  const { condition, order, limit } = firstRange(SORT_COLUMNS[query.sort], sql`account_id`, query);
  const { rows } = await sql<Place>`
    select account_id, ${SORT_COLUMNS[query.sort]} as sort_value from (
      select * from account_list
      where workspace_id = ${tx.workspaceId} and presence = ${query.presence} and ${condition}
      order by ${order} limit ${LOOKED_ALONG}) as looked
    where ${wanted} order by ${order} limit ${limit}`.execute(tx.db);
  return rows.length === limit ? rows : null;
}

/** The page out of all that match, which are read once. */
async function sortMatching(
  tx: WorkspaceTransaction,
  { sort, order, after, limit }: AccountQuery,
  wanted: RawBuilder<boolean>,
): Promise<Places> {
  const beyond = order === 'asc' ? sql`>` : sql`<`;
  const isBeyond =
    after === null
      ? sql`true`
      : after.value === null
        ? sql`sort_value is null and account_id > ${after.id}`
        : sql`(sort_value is null or (sort_value, account_id) ${beyond} (${after.value}, ${after.id}))`;
  const direction = order === 'asc' ? sql`asc` : sql`desc`;
  const sorted = sql`sort_value ${direction} nulls last, case when sort_value is null then account_id end,
    account_id ${direction}`;
  const { rows } = await sql<{
    total: number;
    account_id: AccountId | null;
    sort_value: Place['sort_value'];
  }>`
    with matching as materialized (
      select account_id, ${SORT_COLUMNS[sort]} as sort_value from account_list
      where workspace_id = ${tx.workspaceId} and ${wanted})
    select counted.total, page.account_id, page.sort_value
    from (select count(*)::integer as total from matching) as counted
    left join lateral (
      select account_id, sort_value from matching where ${isBeyond} order by ${sorted} limit ${limit}) as page on true
    order by ${sorted}`.execute(tx.db);
  return {
    total: rows[0]?.total ?? 0,
    places: rows.flatMap(({ account_id, sort_value }) =>
      account_id === null ? [] : [{ account_id, sort_value }],
    ),
  };
}

type Matching = Pick<AccountQuery, 'search' | 'status' | 'health' | 'tier' | 'presence'>;

/** How many accounts match. */
export async function countAccounts(tx: WorkspaceTransaction, query: Matching): Promise<number> {
  return countMatching(tx, await matching(tx, query));
}

async function countMatching(tx: WorkspaceTransaction, wanted: RawBuilder<boolean>): Promise<number> {
  const row = await tx.db
    .selectFrom('account_list')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('workspace_id', '=', tx.workspaceId)
    .where(wanted)
    .executeTakeFirstOrThrow();
  return row.count;
}

async function matching(tx: WorkspaceTransaction, query: Matching): Promise<RawBuilder<boolean>> {
  const conditions = [sql<boolean>`presence = ${query.presence}`];
  if (query.search !== null && query.search !== '') {
    const like = `%${escapeLike(query.search.toLowerCase())}%`;
    const named = sql<boolean>`name_key like ${like}`;
    const others = await findOthers(tx, query.search, like);
    conditions.push(others.length === 0 ? named : sql<boolean>`(${named} or account_id = any(${others}))`);
  }
  if (query.status !== null) conditions.push(sql<boolean>`status = ${query.status}`);
  if (query.health === 'none') conditions.push(sql<boolean>`health_label is null`);
  else if (query.health !== null) conditions.push(sql<boolean>`health_label = ${query.health}`);
  if (query.tier != null) conditions.push(sql<boolean>`tier = ${query.tier}`);
  return sql<boolean>`(${sql.join(conditions, sql` and `)})`;
}

/**
 * The accounts that a text means by what the lists' indexes do not hold, and which are looked up by themselves for that:
 * whose source id it is, and whose name at the source has it where a person gave them another here.
 */
async function findOthers(tx: WorkspaceTransaction, text: string, like: string): Promise<AccountId[]> {
  const { rows } = await sql<{ id: AccountId }>`
    select id from accounts where workspace_id = ${tx.workspaceId} and gainsight_id = ${text}
    union
    select account_id from ${await sourceNames(tx)} n where lower(source_name) like ${like}
  `.execute(tx.db);
  return rows.map(({ id }) => id);
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
