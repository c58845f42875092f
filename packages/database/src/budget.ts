import { setTimeout as delay } from 'node:timers/promises';
import {
  budgetWindows,
  correctedLimits,
  countWindow,
  limitOf,
  spacingMs,
  statedWindow,
  windowOpensAt,
  type BudgetWindow,
  type CallLimits,
  type StatedLimits,
} from './budget-window.ts';
import { goesOtherFirst, partOf, rankOf, spreadOpensAt } from './call-priority.ts';
import type { CallAsker, CallerState } from './call-priority.ts';
import type { Database } from './database.ts';
import { BudgetExhaustedError, DatabaseError } from './errors.ts';
import {
  addCall,
  holdCalls,
  listCallers,
  lockBudget,
  noteRefused,
  noteServed,
  noteStatedLimit,
  readBudget,
  type BudgetCaller,
  type BudgetLimit,
  type BudgetState,
} from './tables/budgets.ts';

/** What the budget is made of. */
export interface CallBudgetSettings {
  readonly database: Database;
  /** The vendor's limits by family of calls (`sync`, `async`, …). */
  readonly limits: Readonly<Record<string, CallLimits>>;
  /** The part of each limit that is ours, 0 to 1; the rest is for the tenant's other integrations. */
  readonly share: number;
  /** Epoch milliseconds. All workers of a database must have nearly the same. */
  readonly clock: () => number;
  /** Longest wait for a turn, in milliseconds; 10,000 when left out: who waits longer works on something else. */
  readonly maxWaitMs?: number;
  /** Ends after so many milliseconds, or rejects when the signal aborts; tests pass their own time. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A call that is about to be made. */
export interface CallAsked extends CallAsker {
  readonly host: string;
  readonly family: string;
  readonly signal: AbortSignal;
}

/** One window's use. */
export interface WindowUsage {
  readonly family: string;
  readonly window: BudgetWindow['name'];
  readonly used: number;
  readonly allowance: number;
  /** The limit of the settings, in calls; null where they have none for this window. */
  readonly limit: number | null;
  /** What the vendor's replies last stated as its limit, in calls; null when they state none. */
  readonly stated: number | null;
}

/** A limit as one of the vendor's replies states it. */
interface StatedCalls {
  readonly calls: number;
  /** Null: the reply does not say. */
  readonly windowSeconds: number | null;
}

/** A limit that the vendor states other than before, beside that of the settings (null: none for this window). */
export interface NewLimit extends BudgetLimit {
  readonly limit: number | null;
}

/** The budget of calls to vendor hosts, shared by every process on the database. */
export interface CallBudget {
  /**
   * Counts one call before it is made; waits for room and for whoever goes first, at most `maxWaitMs`. Throws
   * `budget_exhausted` with the instant when the wait would be longer, `budget_family_unknown`, and what the signal
   * aborts with. Whoever was refused goes before less urgent callers of every process when it comes back by then.
   */
  take(call: CallAsked): Promise<void>;
  /** Lets no worker call until then: the vendor has said so (429 with Retry-After). Never shortens a hold. */
  hold(target: { readonly host: string; readonly family: string; readonly until: Date }): Promise<void>;
  /**
   * Takes over what a reply states as limits: from then on our share is of the lower one of theirs and the settings', so
   * that a higher one loosens nothing. The last statement stands until another one. Answers what is new.
   */
  state(target: {
    readonly host: string;
    readonly family: string;
    readonly stated: readonly StatedCalls[];
  }): Promise<readonly NewLimit[]>;
  usage(host: string): Promise<readonly WindowUsage[]>;
}

/** So long after the time it was told, whoever had to wait is still let go first: its worker may be busy. */
const GRACE_MS = 10_000;
/** How soon is looked again whether whoever goes first is done, in ms: by who waits, and by who went away meanwhile. */
const LOOK_AGAIN_MS = 250;
const STAY_AWAY_MS = 5_000;

/** Makes the budget. Its sliding windows are counted in PostgreSQL, one row lock per host and family. */
export function createCallBudget(settings: CallBudgetSettings): CallBudget {
  const maxWaitMs = settings.maxWaitMs ?? 10_000;
  const wait = settings.wait ?? ((ms, signal) => delay(ms, undefined, { signal }));
  const limitsOf = (family: string): CallLimits => {
    const limits = settings.limits[family];
    if (limits === undefined) throw unknownFamily(family, Object.keys(settings.limits));
    return limits;
  };
  const windowsOf = (family: string, stated: StatedLimits, rank: number): readonly BudgetWindow[] =>
    budgetWindows(correctedLimits(limitsOf(family), stated), settings.share * partOf(rank));
  const tryTake = (asking: BudgetCaller): Promise<Turn> =>
    settings.database.platform().transaction(async (tx) => {
      const { host, family, rank } = asking;
      const state = await lockBudget(tx, host, family, settings.clock());
      const { nowMs } = state;
      const callers = await listCallers(tx, host, family);
      const opensAt = budgetOpensAt(state, windowsOf(family, state.stated, rank), callers, rank);
      const isOthersTurn = goesOtherFirst(callers, asking, nowMs);
      if (opensAt <= nowMs && !isOthersTurn) {
        await addCall(tx, host, family, nowMs);
        await noteServed(tx, asking, nowMs);
        const apartMs = spacingMs(limitsOf(family), settings.share);
        if (apartMs > 0) await holdCalls(tx, host, family, nowMs + apartMs);
        return { isTaken: true };
      }
      const waitMs = Math.max(opensAt - nowMs, isOthersTurn ? LOOK_AGAIN_MS : 0);
      const awayMs = Math.max(opensAt - nowMs, isOthersTurn ? STAY_AWAY_MS : 0);
      await noteRefused(tx, asking, { nowMs, claimsUntilMs: nowMs + awayMs + GRACE_MS });
      return { isTaken: false, waitMs, awayMs };
    });
  return {
    async take({ host, family, priority, caller, signal }) {
      const begunMs = settings.clock();
      for (;;) {
        signal.throwIfAborted();
        const turn = await tryTake({ host, family, rank: rankOf(priority), caller });
        if (turn.isTaken) return;
        const nowMs = settings.clock();
        if (nowMs + turn.waitMs - begunMs > maxWaitMs)
          throw new BudgetExhaustedError(host, family, new Date(nowMs + turn.awayMs));
        await wait(turn.waitMs, signal);
      }
    },
    async hold({ host, family, until }) {
      limitsOf(family);
      await settings.database.platform().transaction(async (tx) => {
        const { nowMs } = await lockBudget(tx, host, family, settings.clock());
        // Told by the vendor in our clock; kept in the budget's, which may run ahead of it.
        await holdCalls(tx, host, family, until.getTime() - settings.clock() + nowMs);
      });
    },
    async state({ host, family, stated }) {
      const limits = limitsOf(family);
      const news: NewLimit[] = [];
      for (const { calls, windowSeconds } of stated) {
        const window = statedWindow(limits, windowSeconds);
        if (window === null) continue;
        const told = { host, family, window, calls };
        const isNew = await settings.database.platform().transaction((tx) => noteStatedLimit(tx, told));
        if (isNew) news.push({ ...told, limit: limitOf(limits, window) });
      }
      return news;
    },
    async usage(host) {
      const nowMs = settings.clock();
      const uses: WindowUsage[] = [];
      for (const family of Object.keys(settings.limits)) {
        const state = await settings.database
          .platform()
          .transaction((tx) => readBudget(tx, host, family, nowMs));
        for (const window of windowsOf(family, state.stated, 0)) {
          const used = countWindow(window, state.calls[window.grain], state.nowMs);
          uses.push({
            family,
            window: window.name,
            used,
            allowance: window.allowance,
            limit: limitOf(limitsOf(family), window.name),
            stated: state.stated[window.name],
          });
        }
      }
      return uses;
    },
  };
}

/** One question for a call: taken, or how long to wait before the next, or to stay away when that is too long; in ms. */
type Turn =
  { readonly isTaken: true } | { readonly isTaken: false; readonly waitMs: number; readonly awayMs: number };

function budgetOpensAt(
  { nowMs, heldUntilMs, calls }: BudgetState,
  windows: readonly BudgetWindow[],
  callers: readonly CallerState[],
  rank: number,
): number {
  const opens = windows.flatMap((window) => {
    const counts = calls[window.grain];
    const opensAt = windowOpensAt(window, counts, nowMs);
    if (window.name !== 'minute') return [opensAt];
    const used = countWindow(window, counts, nowMs);
    return [opensAt, spreadOpensAt(callers, rank, { used, allowance: window.allowance })];
  });
  return Math.max(nowMs, heldUntilMs, ...opens);
}

function unknownFamily(family: string, known: readonly string[]): DatabaseError {
  return new DatabaseError({
    code: 'budget_family_unknown',
    message: `No limit is set for calls of the family ${family}.`,
    remedy: `Use one of: ${known.join(', ')}.`,
    facts: { family },
  });
}
