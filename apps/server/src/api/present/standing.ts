import type { EntryStanding as Shown } from '@handrail/contract';
import type { EntryStanding } from '@handrail/core';
import type { OutboxRow } from '@handrail/database';
import { instant } from './failure.ts';

/** How an order stands, with what stands at Gainsight of an entry; of values that is not told. */
export function presentStanding(row: OutboxRow, standing: EntryStanding | undefined): Shown {
  if (standing === undefined) return { state: row.state, standsSince: null, next: null, reason: row.reason };
  return { ...standing, standsSince: instant(standing.standsSince) };
}
