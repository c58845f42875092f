import { CALL_RANKS, rankOf } from '@handrail/database';
import type { CallPriority, RunRow } from '@handrail/database';
import type { Slice } from './stream.ts';

/** What a run is known by here. */
interface PrioritisedRun {
  readonly stream: string;
  readonly mode: RunRow['mode'];
}

const BY_STREAM: ReadonlyMap<string, CallPriority> = new Map([
  ['users', 'users'],
  ['timeline', 'writeback'],
  ['values', 'writeback'],
  ['inventory', 'preview'],
]);

/** How urgent the calls of a run are: users > writeback > increments > previews > full runs. */
function priorityOf({ stream, mode }: PrioritisedRun): CallPriority {
  return BY_STREAM.get(stream) ?? (mode === 'full' ? 'full' : 'increment');
}

/** What a slice opens its client for. */
export function openingOf({ stream, run }: Slice): { readonly priority: CallPriority } {
  return { priority: priorityOf({ stream: stream.name, mode: run.mode }) };
}

/** The priority of a run's slices in the queue, where the higher goes first: when workers are short, the same order. */
export function jobPriorityOf(run: PrioritisedRun): number {
  return CALL_RANKS - rankOf(priorityOf(run));
}
