import type { Selectable } from 'kysely';
import type { BucketCount, StatedLimits, WindowName } from '../budget-window.ts';
import type { CallerState } from '../call-priority.ts';
import type { BudgetsTable } from '../schema.ts';
import type { PlatformTransaction } from '../transaction.ts';

/** A budget as it stands; times in epoch milliseconds of the budget's own clock, which never goes back. */
export interface BudgetState {
  readonly nowMs: number;
  readonly heldUntilMs: number;
  readonly stated: StatedLimits;
  readonly calls: { readonly second: readonly BucketCount[]; readonly minute: readonly BucketCount[] };
}

const SECONDS_KEPT = 62;
const MINUTES_KEPT = 24 * 60 + 1;

/**
 * Waits for its turn and reads the budget. A clock behind the latest time seen (set back, or of another
 * machine) is lifted to it, and stays lifted: else calls just made would lie in the future and never leave.
 */
export async function lockBudget(
  tx: PlatformTransaction,
  host: string,
  family: string,
  clockMs: number,
): Promise<BudgetState> {
  await tx.query('insert into budgets (host, family) values ($1, $2) on conflict do nothing', [host, family]);
  const [row] = await tx.query<BudgetColumns>(
    'select * from budgets where host = $1 and family = $2 for update',
    [host, family],
  );
  const { latest_ms: latestMs = 0, skew_ms: skewMs = 0, held_until_ms: heldUntilMs = 0 } = row ?? {};
  const nowMs = Math.max(Math.floor(clockMs) + skewMs, latestMs);
  await tx.query('update budgets set latest_ms = $3, skew_ms = $4 where host = $1 and family = $2', [
    host,
    family,
    nowMs,
    skewToKeep(Math.floor(clockMs), nowMs, skewMs),
  ]);
  return { nowMs, heldUntilMs, stated: statedBy(row), calls: await readCalls(tx, host, family, nowMs) };
}

/** Reads a budget without taking a turn. */
export async function readBudget(
  tx: PlatformTransaction,
  host: string,
  family: string,
  clockMs: number,
): Promise<BudgetState> {
  const row = await tx.db
    .selectFrom('budgets')
    .selectAll()
    .where('host', '=', host)
    .where('family', '=', family)
    .executeTakeFirst();
  const nowMs = Math.max(Math.floor(clockMs) + (row?.skew_ms ?? 0), row?.latest_ms ?? 0);
  const heldUntilMs = row?.held_until_ms ?? 0;
  return { nowMs, heldUntilMs, stated: statedBy(row), calls: await readCalls(tx, host, family, nowMs) };
}

/** Counts one call now, and drops the buckets that no window reaches any more. */
export async function addCall(
  tx: PlatformTransaction,
  host: string,
  family: string,
  nowMs: number,
): Promise<void> {
  const second = Math.floor(nowMs / 1_000);
  const minute = Math.floor(nowMs / 60_000);
  await tx.query(
    `insert into budget_calls (host, family, grain, bucket, calls)
     values ($1, $2, 'second', $3, 1), ($1, $2, 'minute', $4, 1)
     on conflict (host, family, grain, bucket) do update set calls = budget_calls.calls + 1`,
    [host, family, second, minute],
  );
  await tx.query(
    `delete from budget_calls
     where host = $1 and family = $2
       and ((grain = 'second' and bucket < $3) or (grain = 'minute' and bucket < $4))`,
    [host, family, second - SECONDS_KEPT, minute - MINUTES_KEPT],
  );
}

/** Lets no call through before an instant of the budget's clock, in epoch milliseconds; never shortens a hold. */
export async function holdCalls(
  tx: PlatformTransaction,
  host: string,
  family: string,
  untilMs: number,
): Promise<void> {
  await tx.query(
    'update budgets set held_until_ms = greatest(held_until_ms, $3) where host = $1 and family = $2',
    [host, family, Math.ceil(untilMs)],
  );
}

/** Keeps what the vendor states as its limit for a window; answers whether it is another than before. */
export async function noteStatedLimit(
  tx: PlatformTransaction,
  { host, family, window, calls }: BudgetLimit,
): Promise<boolean> {
  const column = `stated_${window}`;
  const changed = await tx.query(
    `insert into budgets (host, family, ${column}) values ($1, $2, $3)
     on conflict (host, family) do update set ${column} = excluded.${column}
       where budgets.${column} is distinct from excluded.${column}
     returning family`,
    [host, family, calls],
  );
  return changed.length > 0;
}

/** A limit of one window of a budget. */
export interface BudgetLimit {
  readonly host: string;
  readonly family: string;
  readonly window: WindowName;
  readonly calls: number;
}

/** Whoever asked this budget for calls, as of its last question. */
export async function listCallers(
  tx: PlatformTransaction,
  host: string,
  family: string,
): Promise<readonly CallerState[]> {
  return tx.query<CallerState & Record<string, unknown>>(
    `select rank, caller, served_ms as "servedMs", refused_ms as "refusedMs", claims_until_ms as "claimsUntilMs"
     from budget_callers where host = $1 and family = $2`,
    [host, family],
  );
}

/** Keeps that a caller got a call, and forgets those who asked for none in a day. */
export async function noteServed(
  tx: PlatformTransaction,
  { host, family, rank, caller }: BudgetCaller,
  nowMs: number,
): Promise<void> {
  await tx.query(
    `insert into budget_callers (host, family, rank, caller, served_ms) values ($1, $2, $3, $4, $5)
     on conflict (host, family, rank, caller) do update set served_ms = $5, claims_until_ms = 0`,
    [host, family, rank, caller, nowMs],
  );
  await tx.query(
    `delete from budget_callers
     where host = $1 and family = $2 and greatest(served_ms, refused_ms) < $3 and claims_until_ms < $4`,
    [host, family, nowMs - MINUTES_KEPT * 60_000, nowMs],
  );
}

/** Keeps that a caller has to wait, and until when it is expected back. */
export async function noteRefused(
  tx: PlatformTransaction,
  { host, family, rank, caller }: BudgetCaller,
  { nowMs, claimsUntilMs }: { readonly nowMs: number; readonly claimsUntilMs: number },
): Promise<void> {
  await tx.query(
    `insert into budget_callers (host, family, rank, caller, refused_ms, claims_until_ms)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (host, family, rank, caller) do update set refused_ms = $5, claims_until_ms = $6`,
    [host, family, rank, caller, nowMs, Math.ceil(claimsUntilMs)],
  );
}

/** Who asks which budget. */
export interface BudgetCaller {
  readonly host: string;
  readonly family: string;
  readonly rank: number;
  readonly caller: string;
}

function statedBy(row: StatedColumns | undefined): StatedLimits {
  return {
    minute: row?.stated_minute ?? null,
    hour: row?.stated_hour ?? null,
    day: row?.stated_day ?? null,
  };
}

type BudgetColumns = Selectable<BudgetsTable>;
type StatedColumns = Pick<BudgetColumns, 'stated_minute' | 'stated_hour' | 'stated_day'>;

/** Clocks of several machines differ by a little all the time; only a step back is worth keeping. */
function skewToKeep(clockMs: number, nowMs: number, skewMs: number): number {
  return nowMs - clockMs > skewMs + STEP_MS ? nowMs - clockMs : skewMs;
}

const STEP_MS = 2_000;

async function readCalls(
  tx: PlatformTransaction,
  host: string,
  family: string,
  nowMs: number,
): Promise<BudgetState['calls']> {
  const rows = await tx.query<BucketCount & { grain: 'second' | 'minute' }>(
    `select grain, bucket, calls from budget_calls
     where host = $1 and family = $2
       and ((grain = 'second' and bucket >= $3) or (grain = 'minute' and bucket >= $4))`,
    [host, family, Math.floor(nowMs / 1_000) - SECONDS_KEPT, Math.floor(nowMs / 60_000) - MINUTES_KEPT],
  );
  return {
    second: rows.filter(({ grain }) => grain === 'second'),
    minute: rows.filter(({ grain }) => grain === 'minute'),
  };
}
