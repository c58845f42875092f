import type { RunOutcome } from '@handrail/core';
import type { ReplyOf } from './endpoint.ts';
import { counted, formatCount } from './format-count.ts';
import type { listRunRecords, Run } from './streams.ts';

/** How many records a run counts with an outcome. */
export function countOfOutcome({ counts, withheld }: Run, outcome: RunOutcome): number {
  switch (outcome) {
    case 'held':
      return withheld?.count ?? 0;
    case 'gone':
      return counts.exits;
    case 'set-aside':
      return counts.setAside;
    default:
      return counts[outcome];
  }
}

/**
 * What must be said beside the records of an outcome where they are not those that the run counts, else null; screen and
 * command line say the same.
 */
export function runListingInWords(
  { listing, total }: Pick<ReplyOf<typeof listRunRecords>, 'listing' | 'total'>,
  count: number,
): string | null {
  switch (listing) {
    case 'whole':
      return null;
    case 'joined':
      if (count === 0 && total === 0) return null;
      return `The run counts persons and their ties as Gainsight has them: ${counted(count, 'record')}. Listed are the stakeholders that they make: ${formatCount(total)}.`;
    case 'decided-again':
      return `Decided again by later runs: the run counted ${formatCount(count)} then, and ${formatCount(total)} of them can still be listed.`;
    case 'counted':
      return total === 0
        ? `Only counted: no list is kept of ${counted(count, 'such record')}.`
        : `The run counts ${formatCount(count)}, and ${formatCount(total)} are listed.`;
    case 'seen':
      return `The run counts ${counted(count, 'record')} of all accounts. Listed are those that you may see: ${formatCount(total)}.`;
  }
}
