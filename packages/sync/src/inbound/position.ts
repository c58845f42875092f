import { findCheckpoint, saveCheckpoint } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import type { Slice } from './stream.ts';
import { FIRST_READING, tallySchema } from './tally.ts';

const dateSchema = z.iso
  .datetime()
  .transform((text) => new Date(text))
  .nullable();

/** The saved position in one object: of the run that is under way, and the cursor that the next increment begins at. */
const positionSchema = z
  .object({
    cursor: dateSchema,
    /** Left out by older versions, whose cursors nobody had set back. */
    reached: dateSchema.optional(),
    since: dateSchema,
    anchor: dateSchema,
    /** The greatest date of the first page of a full run: it was there when the run began, and takes no call. */
    firstPageTo: dateSchema.default(null),
    gsidAfter: z.string().nullable(),
    /** The greatest id that stood when a full run began: its pages reach to it. */
    until: z.string().nullable().default(null),
    page: z.number().int(),
    /** What the readings of this run held, where pages go by offset. */
    tally: tallySchema.default(FIRST_READING),
  })
  .transform((position) => ({ ...position, reached: position.reached ?? position.cursor }));
export type Position = z.infer<typeof positionSchema>;

/** Where a run stands that has read nothing yet. */
export const AT_BEGIN = {
  since: null,
  anchor: null,
  firstPageTo: null,
  gsidAfter: null,
  until: null,
  page: 0,
  tally: FIRST_READING,
} satisfies Partial<Position>;

/** Where increments of an object begin. */
export interface Cursor {
  /** What was modified at or after this is read next; null before the first complete run. */
  readonly cursor: Date | null;
  /** Up to where complete runs have read: all that was modified before, wherever the cursor stands. */
  readonly reached: Date | null;
}

/** Where this run stands in an object; nothing when it has not begun with it. */
export async function findPosition(slice: Slice, object: string): Promise<Position | undefined> {
  const key = { streamId: slice.stream.id, object, mode: slice.run.mode };
  const saved = await slice.transaction((tx) => findCheckpoint(tx, key));
  if (saved === undefined || saved.runId !== slice.run.id) return undefined;
  return positionSchema.parse(saved.position);
}

/** Where the last complete run left the cursor of increments, or a person set it back to. */
export async function findCursor(slice: Slice, object: string): Promise<Cursor> {
  const key = { streamId: slice.stream.id, object, mode: 'incremental' as const };
  const saved = await slice.transaction((tx) => findCheckpoint(tx, key));
  return saved === undefined ? { cursor: null, reached: null } : cursorOf(saved.position);
}

/** The cursor in a saved position. */
export function cursorOf(saved: unknown): Cursor {
  const { cursor, reached } = positionSchema.parse(saved);
  return { cursor, reached };
}

/** A saved position with another cursor. */
export function withCursor(saved: unknown, cursor: Date): object {
  return toJson({ ...positionSchema.parse(saved), cursor });
}

/** Saves where this run stands, in the transaction of the page it stands after. */
export async function savePosition(
  slice: Slice,
  tx: WorkspaceTransaction,
  object: string,
  position: Position,
): Promise<void> {
  const key = { streamId: slice.stream.id, object, mode: slice.run.mode };
  await saveCheckpoint(tx, key, { runId: slice.run.id, position: toJson(position), now: slice.clock.now() });
}

/** Saves the cursor that the next increment begins at, with the furthest one that was reached. */
export async function saveCursor(
  slice: Slice,
  tx: WorkspaceTransaction,
  object: string,
  position: Position,
): Promise<void> {
  const key = { streamId: slice.stream.id, object, mode: 'incremental' as const };
  const reached = laterOf(position.reached, position.cursor);
  const saved = toJson({ ...position, reached });
  await saveCheckpoint(tx, key, { runId: slice.run.id, position: saved, now: slice.clock.now() });
}

function laterOf(left: Date | null, right: Date | null): Date | null {
  if (left === null || right === null) return left ?? right;
  return left > right ? left : right;
}

function toJson(position: Position): object {
  return {
    ...position,
    cursor: position.cursor?.toISOString() ?? null,
    reached: position.reached?.toISOString() ?? null,
    since: position.since?.toISOString() ?? null,
    anchor: position.anchor?.toISOString() ?? null,
    firstPageTo: position.firstPageTo?.toISOString() ?? null,
  };
}
