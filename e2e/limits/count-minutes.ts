import type { SyncTest } from '@handrail/sync/testing';

const MINUTE_MS = 60_000;
/** What the other integrations of the tenant call, and no run of ours does. */
export const OTHERS_PATH = '/v1/meta/services/objects/list';

/** Our calls to data and metadata by fixed minute of the sandbox's clock, with those of them that it refused. */
export interface Minutes {
  readonly calls: ReadonlyMap<number, number>;
  readonly refused: ReadonlyMap<number, number>;
  firstMs(): number;
  lastMs(): number;
}

/** Counts what the sandbox receives from now on. */
export function countMinutes(sync: SyncTest): Minutes {
  const calls = new Map<number, number>();
  const refused = new Map<number, number>();
  const times: number[] = [];
  const log = sync.sandbox.context.callLog;
  const add = log.add.bind(log);
  log.add = (entry) => {
    add(entry);
    if (entry.path === OTHERS_PATH || entry.vendor !== 'gainsight') return;
    times.push(Date.parse(entry.at));
    const minute = Math.floor(Date.parse(entry.at) / MINUTE_MS);
    calls.set(minute, (calls.get(minute) ?? 0) + 1);
    if (entry.status === 429) refused.set(minute, (refused.get(minute) ?? 0) + 1);
  };
  return {
    calls,
    refused,
    firstMs: () => times.at(0) ?? Number.NaN,
    lastMs: () => times.at(-1) ?? Number.NaN,
  };
}

/** Of all counts. */
export const sum = (counts: Iterable<number>): number => [...counts].reduce((all, one) => all + one, 0);
