import type { WorkspaceId } from '@handrail/core';
import type { Database, ExitKind, Lease, RunRow, StreamRow, WorkspaceTransaction } from '@handrail/database';
import type { Clock } from '../clock.ts';

/** At most this long works one slice of a run, in ms; then the next slice is queued. */
export const SLICE_MS = 30_000;

/** One slice of a run, as a stream sees it. */
export interface Slice {
  readonly database: Database;
  readonly workspaceId: WorkspaceId;
  readonly stream: StreamRow;
  readonly run: RunRow;
  readonly lease: Lease;
  readonly clock: Clock;
  /** Aborts when the process stops; every outgoing call and wait takes it. */
  readonly signal: AbortSignal;
  /** One transaction that first makes sure of the lease. Throws LeaseLostError, and then nothing is written. */
  transaction<T>(work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T>;
  /** Makes sure of the lease in a transaction that was opened otherwise. Throws LeaseLostError. */
  hold(tx: WorkspaceTransaction): Promise<void>;
  /** Waits a moment while this process serves people: before each page of accounts, which takes long. */
  giveWay(): Promise<void>;
  /** Tells the database's planner of what the run brought since it was told last, when that is much. */
  tellPlanner(): Promise<void>;
  /** Whether this process served people in the last second: long steps are better cut. */
  isServing(): boolean;
  /** Whether the slice should save and end: its time is over, the process stops, or a person cancelled. */
  isOver(): boolean;
}

/** How a slice ended. */
export type SliceOutcome =
  | { readonly kind: 'more' }
  /** Everything was read or sent. `withheld` is what the guard keeps back until a person decides. */
  | { readonly kind: 'complete'; readonly withheld: Withheld | null };

/**
 * How a record would leave: no longer at the source, out by the filter, turned to Churned, or removed for good. A user
 * would lose access, or get a lesser role.
 */
export const EXIT_KINDS = [
  'missing',
  'filtered',
  'churned',
  'removed',
  'no-access',
  'lowered',
] as const satisfies readonly ExitKind[];

/** One exit that waits for approval. */
export interface WithheldExit {
  readonly gainsightId: string;
  readonly name: string | null;
  readonly kind: (typeof EXIT_KINDS)[number];
}

/** Exits that wait for approval: how many of how many, and the first of them by name. */
export interface Withheld {
  readonly count: number;
  readonly live: number;
  readonly sample: readonly WithheldExit[];
}

/** What a stream is: its name, its label, and the work of one slice. Positions are kept in checkpoints. */
export interface Stream {
  readonly name: string;
  readonly label: string;
  readonly direction: 'in' | 'out';
  /** Streams that run next when a run of this one is complete. */
  readonly followedBy: readonly string[];
  slice(slice: Slice): Promise<SliceOutcome>;
}
