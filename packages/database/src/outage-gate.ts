import type { Database } from './database.ts';
import { VendorAwayError } from './errors.ts';
import { beginOutage, endOutage, findOutage, takeProbe } from './tables/outages.ts';

/** So many tries in a row without an answer … */
const FAILURES = 5;
/** … over at least so long, in ms, are an outage: less is met by the retries of a call. */
const SILENT_MS = 20_000;
/** Between two questions whether the host is back, in ms. */
const PROBE_MS = 90_000;

/** What the gate works with. */
export interface OutageGateSettings {
  readonly database: Database;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  /** Told of each beginning and end. */
  readonly onChange?: (host: string, isAway: boolean) => void;
}

/** Keeps calls from a host that answers nothing, for all workspaces and all processes, until it answers again. */
export interface OutageGate {
  /** Lets a call through; during an outage only one every 90 s. Throws `vendor_away` with the instant of the next one. */
  pass(host: string): Promise<void>;
  /** Hears how a try ended: with any answer of the host, or with none (or with a failure of the host itself, 5xx). */
  heard(host: string, isAway: boolean): Promise<void>;
}

/** Makes the gate. Tries are counted in this process; the outage itself stands in the database. */
export function createOutageGate({ database, clock, onChange }: OutageGateSettings): OutageGate {
  const failing = new Map<string, { count: number; sinceMs: number }>();
  /** Hosts whose outage this process has seen: an answer of theirs ends it. */
  const away = new Set<string>();
  const platform = database.platform();
  const count = (host: string): { count: number; sinceMs: number } => {
    const before = failing.get(host);
    const now = { count: (before?.count ?? 0) + 1, sinceMs: before?.sinceMs ?? clock() };
    failing.set(host, now);
    return now;
  };
  return {
    async pass(host) {
      const nowMs = clock();
      const heldUntil = await platform.transaction(async (tx) => {
        const outage = await findOutage(tx, host);
        if (outage === undefined) {
          away.delete(host);
          return null;
        }
        away.add(host);
        const nextAt = new Date(nowMs + PROBE_MS);
        if (await takeProbe(tx, { host, now: new Date(nowMs), nextAt })) return null;
        return (await findOutage(tx, host))?.next_probe_at ?? nextAt;
      });
      if (heldUntil !== null) throw new VendorAwayError(host, heldUntil);
    },
    async heard(host, isAway) {
      if (!isAway) {
        failing.delete(host);
        if (!away.delete(host)) return;
        const ended = await platform.transaction((tx) => endOutage(tx, host, new Date(clock())));
        if (ended) onChange?.(host, false);
        return;
      }
      const { count: failures, sinceMs } = count(host);
      const nowMs = clock();
      if (failures < FAILURES || nowMs - sinceMs < SILENT_MS || away.has(host)) return;
      away.add(host);
      const outage = { host, since: new Date(sinceMs), next_probe_at: new Date(nowMs + PROBE_MS) };
      if (await platform.transaction((tx) => beginOutage(tx, outage))) onChange?.(host, true);
    },
  };
}
