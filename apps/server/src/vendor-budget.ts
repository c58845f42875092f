import { toError } from '@handrail/core';
import { createCallBudget, createOutageGate } from '@handrail/database';
import type { CallLimits, Database, Vendor, WindowUsage } from '@handrail/database';
import type { Clock, DayUse, OutgoingBudget } from '@handrail/sync';
import type { Log } from './log.ts';

/** Calls that each vendor grants a tenant, by family. */
export type VendorLimits = Readonly<Record<Vendor, Readonly<Record<string, CallLimits>>>>;

/**
 * What the vendors state, per tenant. Gainsight: synchronous calls 100 a minute and 50,000 a day, one Timeline save
 * 200 a minute, users 100 an hour, bulk 10 an hour. Gong: 3 a second and 10,000 a day.
 */
const STATED_LIMITS: VendorLimits = {
  gainsight: {
    sync: { perMinute: 100, perDay: 50_000 },
    timeline: { perMinute: 200, perDay: 50_000 },
    users: { perMinute: 100, perHour: 100, perDay: 1_000 },
    bulk: { perMinute: 10, perHour: 10, perDay: 100 },
  },
  gong: { calls: { perSecond: 3, perMinute: 180, perDay: 10_000 } },
};

/** The budget of calls with what the screens show of it. */
export interface VendorBudget extends OutgoingBudget {
  /** What was used of each window at one host of a vendor. */
  usage(vendor: Vendor, host: string): Promise<readonly WindowUsage[]>;
  /** How many of a day's calls are used there, by family. */
  usesOfDay(vendor: Vendor, host: string): Promise<readonly DayUse[]>;
}

/** What the budget works with. */
interface BudgetParts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  /** Our part of each limit, 0 to 1; the rest is left to the tenant's other integrations. */
  readonly share: number;
}

/** What a test sets otherwise. */
interface BudgetOptions {
  readonly limits?: VendorLimits | undefined;
  /** Ends after so many milliseconds of the clock. */
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/** Joins the HTTP clients to the budget that all processes share in the database. */
export function createVendorBudget(
  { database, clock, log, share }: BudgetParts,
  { limits = STATED_LIMITS, wait }: BudgetOptions = {},
): VendorBudget {
  const budget = createCallBudget({
    database,
    limits: { ...limits.gainsight, ...limits.gong },
    share,
    clock: () => clock.now().getTime(),
    ...(wait === undefined ? {} : { wait }),
  });
  const gate = createOutageGate({
    database,
    clock: () => clock.now().getTime(),
    onChange: (host, isAway) => log.warn(isAway ? 'vendor_away' : 'vendor_back', { host }),
  });
  const never = new AbortController().signal;
  const usage = async (vendor: Vendor, host: string): Promise<readonly WindowUsage[]> => {
    const uses = await budget.usage(host);
    return uses.filter((use) => use.family in limits[vendor]);
  };
  return {
    async take({ host, family, priority, caller, signal = never }) {
      await gate.pass(host);
      await budget.take({ host, family, priority, caller, signal });
    },
    // An outage that is not noted costs some calls, no more.
    heard: (host, isAway) =>
      gate.heard(host, isAway).catch((caught: unknown) => {
        log.warn('outage_not_shared', { host, error: toError(caught).name });
      }),
    async learn({ host, family, limited, retryAfterMs, stated }) {
      // A limit that is not noted costs refused calls, no more; the next reply states it again.
      const news = await budget.state({ host, family, stated }).catch((caught: unknown) => {
        log.warn('stated_limit_not_kept', { host, family, error: toError(caught).name });
        return [];
      });
      for (const { window, calls, limit } of news)
        log.warn('vendor_limit_stated', { host, family, window, calls, limit });
      if (!limited) return;
      const until = holdUntil(clock.now(), retryAfterMs);
      log.warn('vendor_limit', { host, family, until: until.toISOString() });
      // A hold that is not saved costs a refused call elsewhere, no more.
      await budget.hold({ host, family, until }).catch((caught: unknown) => {
        log.warn('vendor_limit_not_shared', { host, family, error: toError(caught).name });
      });
    },
    usage,
    async usesOfDay(vendor, host) {
      const days = (await usage(vendor, host)).filter((use) => use.window === 'day');
      return days.map(({ family, used, allowance }) => ({ host, family, used, allowance }));
    },
  };
}

/** As long as the vendor asks, else to the end of its fixed window: the next full minute, and a second. */
function holdUntil(now: Date, retryAfterMs: number | null): Date {
  if (retryAfterMs !== null) return new Date(now.getTime() + retryAfterMs);
  return new Date((Math.floor(now.getTime() / 60_000) + 1) * 60_000 + 1_000);
}
