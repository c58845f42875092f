import { setTimeout as delay } from 'node:timers/promises';
import {
  budgetWindows,
  countWindow,
  spacingMs,
  windowOpensAt,
  type BudgetWindow,
  type CallLimits,
} from './budget-window.ts';
import type { Database } from './database.ts';
import { BudgetExhaustedError, DatabaseError } from './errors.ts';
import { addCall, holdCalls, lockBudget, readBudget, type BudgetState } from './tables/budgets.ts';

/** What the budget is made of. */
export interface CallBudgetSettings {
  readonly database: Database;
  /** The vendor's limits by family of calls (`sync`, `async`, …). */
  readonly limits: Readonly<Record<string, CallLimits>>;
  /** The part of each limit that is ours, 0 to 1; the rest is for the tenant's other integrations. */
  readonly share: number;
  /** Epoch milliseconds. All workers of a database must have nearly the same. */
  readonly clock: () => number;
  /** Longest wait for a turn, in milliseconds; 30,000 when left out. */
  readonly maxWaitMs?: number;
  /** Ends after so many milliseconds, or rejects when the signal aborts; tests pass their own time. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** A call that is about to be made. */
export interface CallAsked {
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
}

/** The budget of calls to vendor hosts, shared by every process on the database. */
export interface CallBudget {
  /**
   * Counts one call before it is made; waits for room, at most `maxWaitMs`. Throws `budget_exhausted` with the
   * instant when the wait would be longer, `budget_family_unknown`, and what the signal aborts with.
   */
  take(call: CallAsked): Promise<void>;
  /** Lets no worker call until then: the vendor has said so (429 with Retry-After). Never shortens a hold. */
  hold(target: { readonly host: string; readonly family: string; readonly until: Date }): Promise<void>;
  usage(host: string): Promise<readonly WindowUsage[]>;
}

/** Makes the budget. Its sliding windows are counted in PostgreSQL, one row lock per host and family. */
export function createCallBudget(settings: CallBudgetSettings): CallBudget {
  const maxWaitMs = settings.maxWaitMs ?? 30_000;
  const wait = settings.wait ?? ((ms, signal) => delay(ms, undefined, { signal }));
  const limitsOf = (family: string): CallLimits => {
    const limits = settings.limits[family];
    if (limits === undefined) throw unknownFamily(family, Object.keys(settings.limits));
    return limits;
  };
  const windowsOf = (family: string): readonly BudgetWindow[] =>
    budgetWindows(limitsOf(family), settings.share);
  const tryTake = (host: string, family: string): Promise<number> =>
    settings.database.platform().transaction(async (tx) => {
      const state = await lockBudget(tx, host, family, settings.clock());
      const opensAt = budgetOpensAt(state, windowsOf(family));
      if (opensAt <= state.nowMs) {
        await addCall(tx, host, family, state.nowMs);
        const apartMs = spacingMs(limitsOf(family), settings.share);
        if (apartMs > 0) await holdCalls(tx, host, family, state.nowMs + apartMs);
      }
      return Math.max(0, opensAt - state.nowMs);
    });
  return {
    async take({ host, family, signal }) {
      const begunMs = settings.clock();
      for (;;) {
        signal.throwIfAborted();
        const waitMs = await tryTake(host, family);
        if (waitMs === 0) return;
        const nowMs = settings.clock();
        if (nowMs + waitMs - begunMs > maxWaitMs)
          throw new BudgetExhaustedError(host, family, new Date(nowMs + waitMs));
        await wait(waitMs, signal);
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
    async usage(host) {
      const nowMs = settings.clock();
      const uses: WindowUsage[] = [];
      for (const family of Object.keys(settings.limits)) {
        const state = await settings.database
          .platform()
          .transaction((tx) => readBudget(tx, host, family, nowMs));
        for (const window of windowsOf(family)) {
          const used = countWindow(window, state.calls[window.grain], state.nowMs);
          uses.push({ family, window: window.name, used, allowance: window.allowance });
        }
      }
      return uses;
    },
  };
}

function budgetOpensAt(state: BudgetState, windows: readonly BudgetWindow[]): number {
  const opens = windows.map((window) => windowOpensAt(window, state.calls[window.grain], state.nowMs));
  return Math.max(state.nowMs, state.heldUntilMs, ...opens);
}

function unknownFamily(family: string, known: readonly string[]): DatabaseError {
  return new DatabaseError({
    code: 'budget_family_unknown',
    message: `No limit is set for calls of the family ${family}.`,
    remedy: `Use one of: ${known.join(', ')}.`,
    facts: { family },
  });
}
