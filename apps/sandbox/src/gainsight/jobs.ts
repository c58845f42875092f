import { randomUUID } from 'node:crypto';
import type { SandboxContext } from '../context.ts';

/** How far a job is; `ended` is what the switch `jobEnding` says, and only `completed` ones did their work. */
export type JobPhase = 'submitted' | 'not-started' | 'in-progress' | 'completed' | 'failed' | 'aborted';

/** A piece of work that is done later. */
export interface Job<Result> {
  readonly id: string;
  phase(): JobPhase;
  /** What the work came to; null until it is completed. */
  result(): Result | null;
}

/** Work that the sandbox's clock drives: no timer runs, whatever is due is done when somebody looks. */
export interface JobBoard {
  /**
   * Takes work that is done when the clock has moved on by the switch `jobSeconds`. The switch `jobEnding` may let it
   * fail, where the vendor's call knows such an end.
   */
  start<Result>(work: () => Result, options?: { readonly mayFail: boolean }): Job<Result>;
  /** Does what is due; called before every request is answered. */
  settle(): void;
}

interface Waiting {
  readonly dueMs: number;
  settle(): void;
}

/** Makes an empty board. Jobs live in memory: a restart forgets them, with the work not done yet. */
export function createJobBoard({ clock, switches }: SandboxContext): JobBoard {
  let waiting: Waiting[] = [];

  return {
    start: <Result>(work: () => Result, { mayFail } = { mayFail: true }) => {
      const startedMs = clock.now().getTime();
      const dueMs = startedMs + switches.jobSeconds * 1_000;
      let ended: { readonly phase: JobPhase; readonly result: Result | null } | null = null;
      const settle = () => {
        const phase = mayFail ? switches.jobEnding : 'completed';
        ended = { phase, result: phase === 'completed' ? work() : null };
      };
      waiting.push({ dueMs, settle });
      return {
        id: randomUUID(),
        phase: () => ended?.phase ?? runningPhase((clock.now().getTime() - startedMs) / (dueMs - startedMs)),
        result: () => ended?.result ?? null,
      };
    },
    settle: () => {
      const nowMs = clock.now().getTime();
      const due = waiting.filter(({ dueMs }) => dueMs <= nowMs);
      if (due.length === 0) return;
      waiting = waiting.filter(({ dueMs }) => dueMs > nowMs);
      for (const job of due.toSorted((left, right) => left.dueMs - right.dueMs)) job.settle();
    },
  };
}

/** The states on the way, at a part of the time between 0 and 1. */
function runningPhase(part: number): JobPhase {
  if (part < 0.25) return 'submitted';
  return part < 0.5 ? 'not-started' : 'in-progress';
}

/** A phase as the Timeline and the bulk export spell it: `NOT_STARTED`. */
export function jobStatus(phase: JobPhase): string {
  return phase.toUpperCase().replace('-', '_');
}
