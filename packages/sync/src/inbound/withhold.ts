import { judgeExits } from '@handrail/core';
import type { GuardLimits } from '@handrail/core';
import { EXPLAINED_BY } from '@handrail/database';
import type { NewChange, RecentExit, RunRow } from '@handrail/database';
import type { Withheld, WithheldExit } from './stream.ts';

/** Most exits listed by name; an approval never removes more than these. */
export const MAX_SHOWN = 5_000;

/** One event before the guard: what would leave, and what it is measured by. */
export interface ExitEvent {
  /** Source ids of what would leave. */
  readonly candidates: readonly string[];
  /** The same by name. */
  readonly shown: readonly WithheldExit[];
  /** Live records that stood before the run. */
  readonly live: number;
  /** Exits of the sliding window that nobody explained. */
  readonly past: readonly RecentExit[];
  readonly limits: GuardLimits;
  readonly now: Date;
}

/** What the guard keeps back of an event: all of it, or null when all of it may go. */
export function withhold({ candidates, shown, live, past, limits, now }: ExitEvent): Withheld | null {
  const gone = new Set(past.filter(({ isGone }) => isGone).map(({ gainsightId }) => gainsightId));
  const verdict = judgeExits({
    liveBefore: live + gone.size,
    past,
    candidates,
    isListingWhole: true,
    limits,
    now,
  });
  if (verdict.kind === 'allowed') return null;
  const sample = shown
    .slice(0, MAX_SHOWN)
    .map(({ gainsightId, name, kind }) => ({ gainsightId, name, kind }));
  return { count: new Set(candidates).size, live, sample };
}

/** What several events of one run keep back, as one; null when all of them may go. */
export function joinWithheld(events: readonly (Withheld | null)[]): Withheld | null {
  const kept = events.filter((event) => event !== null);
  if (kept.length === 0) return null;
  return {
    count: kept.reduce((sum, { count }) => sum + count, 0),
    live: kept.reduce((sum, { live }) => sum + live, 0),
    sample: kept.flatMap(({ sample }) => sample).slice(0, MAX_SHOWN),
  };
}

/** What carries an exit out. */
export interface ExitCause {
  readonly run: RunRow;
  readonly now: Date;
  /** Whether a person let it go: that clears one event, and does not use up what the guard allows after it. */
  readonly isApproved: boolean;
}

/** The part of a change that tells the guard whether the exit counts. */
export function explainExit({ run, isApproved }: ExitCause): NewChange['fields'] {
  return isApproved ? { [EXPLAINED_BY.approval]: [null, run.number] } : {};
}
