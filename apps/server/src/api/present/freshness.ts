import { STREAM_NAMES } from '@handrail/contract';
import type { Status } from '@handrail/contract';
import type { Freshness } from '@handrail/sync';
import { instant } from './failure.ts';

/** The age of every kind of data as the API tells it; streams that the API does not name are left out. */
export function presentFreshness(rows: readonly Freshness[], now: Date): Status['freshness'] {
  return rows.flatMap(({ stream: name, asOf, nextDueAt, ...row }) => {
    const stream = STREAM_NAMES.find((known) => known === name);
    if (stream === undefined) return [];
    const ageSeconds =
      asOf === null ? null : Math.max(0, Math.round((now.getTime() - asOf.getTime()) / 1000));
    return [{ ...row, stream, asOf: instant(asOf), ageSeconds, nextDueAt: instant(nextDueAt) }];
  });
}
