import type { Outcome } from './decide.ts';
import { CoreError } from './errors.ts';

/** How much a run reads: what was modified, everything, or nothing: then it decides what is stored again. */
export const RUN_MODES = ['incremental', 'full', 'projection'] as const;

/** One of {@link RUN_MODES}. */
export type RunMode = (typeof RUN_MODES)[number];

/**
 * What began a run: its schedule, a person, a new connection, going on after a stop, a new day of relative dates, or a saved
 * configuration.
 */
export type RunCause = 'schedule' | 'manual' | 'first' | 'resumed' | 'day-change' | 'saved';

/** Every state of a run. */
export const RUN_STATES = [
  'queued',
  'running',
  'done',
  'partial',
  'failed',
  'cancelled',
  'awaiting-approval',
] as const;

/** One of {@link RUN_STATES}. */
export type RunState = (typeof RUN_STATES)[number];

/** What a run did with a record, as its page lists them. */
export const RUN_OUTCOMES = [
  'added',
  'changed',
  'unchanged',
  'filtered',
  'gone',
  'set-aside',
  'held',
] as const;

/** One of {@link RUN_OUTCOMES}. */
export type RunOutcome = (typeof RUN_OUTCOMES)[number];

/**
 * How the records that are listed with an outcome relate to those that the run counts: the same ones; what the records of
 * Gainsight were joined to; fewer, because later runs decided some again; those of which there is more than a count; or
 * those that the person who asks may see.
 */
export const RUN_LISTINGS = ['whole', 'joined', 'decided-again', 'counted', 'seen'] as const;

/** One of {@link RUN_LISTINGS}. */
export type RunListing = (typeof RUN_LISTINGS)[number];

/** Which state may follow which. A withheld decision, once approved or rejected, closes the run. */
export const RUN_STATE_CHANGES: Readonly<Record<RunState, readonly RunState[]>> = {
  queued: ['running', 'cancelled', 'failed'],
  running: ['done', 'partial', 'failed', 'cancelled', 'awaiting-approval'],
  'awaiting-approval': ['done', 'partial', 'failed', 'cancelled'],
  done: [],
  partial: [],
  failed: [],
  cancelled: [],
};

/** Whether a run in this state is over. */
export function isClosed(state: RunState): boolean {
  return RUN_STATE_CHANGES[state].length === 0;
}

/** Throws `core_run_state` when a run may not go from one state to the other. */
export function assertStateChange(from: RunState, to: RunState): void {
  if (RUN_STATE_CHANGES[from].includes(to)) return;
  throw new CoreError({
    code: 'core_run_state',
    message: `A run that is ${from} cannot become ${to}.`,
    remedy: 'Reload the run; it has moved on meanwhile.',
    facts: { from, to },
  });
}

/** What a run saw, in records. `seen` is counted at reading, the rest at applying: so the sum can be held against it. */
export interface RunCounts {
  readonly seen: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly filtered: number;
  readonly setAside: number;
}

/** A run that saw nothing yet. */
export const NO_COUNTS: RunCounts = { seen: 0, added: 0, changed: 0, unchanged: 0, filtered: 0, setAside: 0 };

/** The counts of one applied page: records read, and the outcomes of its decisions. */
export function countPage(seen: number, outcomes: Iterable<Outcome>): RunCounts {
  const counts = { ...NO_COUNTS, seen };
  for (const outcome of outcomes) counts[outcome === 'set-aside' ? 'setAside' : outcome] += 1;
  return counts;
}

/** The sum of two counts. */
export function addCounts(left: RunCounts, right: RunCounts): RunCounts {
  return {
    seen: left.seen + right.seen,
    added: left.added + right.added,
    changed: left.changed + right.changed,
    unchanged: left.unchanged + right.unchanged,
    filtered: left.filtered + right.filtered,
    setAside: left.setAside + right.setAside,
  };
}

/** The identity of a run: whatever was seen has exactly one outcome. */
export function holdsIdentity(counts: RunCounts): boolean {
  const { seen, added, changed, unchanged, filtered, setAside } = counts;
  return seen === added + changed + unchanged + filtered + setAside;
}

/** What a run's state is computed from, beside its counts. */
export interface RunFacts {
  /** Whether the source was read to its end without an error. */
  readonly isComplete: boolean;
  readonly isCancelled: boolean;
  readonly hasFailure: boolean;
  /** Whether an exit or a decision is withheld until a person approves. */
  readonly isWithheld: boolean;
}

/**
 * The state of a run that stands as told: never `done` from the mere absence of an exception, only when the
 * identity holds, all was read and nothing is set aside.
 */
export function stateOf(counts: RunCounts, facts: RunFacts): RunState {
  if (facts.hasFailure) return 'failed';
  if (facts.isCancelled) return 'cancelled';
  if (!facts.isComplete) return 'running';
  if (facts.isWithheld) return 'awaiting-approval';
  return holdsIdentity(counts) && counts.setAside === 0 ? 'done' : 'partial';
}
