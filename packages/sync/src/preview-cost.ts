import type { Configuration } from '@handrail/core';
import type { StreamRow } from '@handrail/database';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import { reachOf } from './save-configuration.ts';

/** What carrying out a draft takes. */
export interface PreviewCost {
  /** Whether everything is read anew; else stored records are decided again without a call. */
  readonly isFull: boolean;
  /** Calls to Gainsight, at most. */
  readonly calls: number;
  /** About how long, in seconds. */
  readonly seconds: number;
}

/** Calls of a full run beside its pages: description, users, the last id. */
const EXTRA_CALLS = 3;
/** Measured on two cores, the vendor's latency apart. */
const RECORDS_PER_SECOND = 8_000;
/** What a page of 5,000 takes at the vendor, about. */
const SECONDS_PER_CALL = 1;

/** Says beforehand what a draft costs; `saved` is null while nothing was saved yet. */
export function estimateCost(of: {
  readonly saved: Configuration | null;
  readonly draft: Configuration;
  readonly stream: StreamRow | undefined;
  readonly openSetAside: number;
  readonly records: number;
  readonly now: Date;
}): PreviewCost {
  const { saved, draft, records, ...rest } = of;
  const reach = saved === null ? null : reachOf({ before: saved, after: draft, ...rest });
  const isFull = reach === null || reach.fullRuns.accounts;
  const calls = isFull ? callsOf(records) + EXTRA_CALLS : 0;
  const isDecided = isFull || reach.isProjected;
  const seconds = isDecided ? Math.ceil(records / RECORDS_PER_SECOND + calls * SECONDS_PER_CALL) : 0;
  return { isFull, calls, seconds };
}

/** Calls that reading this many records takes. */
export function callsOf(records: number): number {
  return Math.max(1, Math.ceil(records / MAX_QUERY_ROWS));
}
