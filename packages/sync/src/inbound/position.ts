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
const positionSchema = z.object({
  cursor: dateSchema,
  since: dateSchema,
  anchor: dateSchema,
  gsidAfter: z.string().nullable(),
  /** The greatest id that stood when a full run began: its pages reach to it. */
  until: z.string().nullable().default(null),
  page: z.number().int(),
  /** What the readings of this run held, where pages go by offset. */
  tally: tallySchema.default(FIRST_READING),
});
export type Position = z.infer<typeof positionSchema>;

/** Where this run stands in an object; nothing when it has not begun with it. */
export async function findPosition(slice: Slice, object: string): Promise<Position | undefined> {
  const key = { streamId: slice.stream.id, object, mode: slice.run.mode };
  const saved = await slice.transaction((tx) => findCheckpoint(tx, key));
  if (saved === undefined || saved.runId !== slice.run.id) return undefined;
  return positionSchema.parse(saved.position);
}

/** Where the last complete run left the cursor of increments. */
export async function findCursor(slice: Slice, object: string): Promise<Date | null> {
  const key = { streamId: slice.stream.id, object, mode: 'incremental' as const };
  const saved = await slice.transaction((tx) => findCheckpoint(tx, key));
  return saved === undefined ? null : positionSchema.parse(saved.position).cursor;
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

/** Saves the cursor that the next increment begins at. */
export async function saveCursor(
  slice: Slice,
  tx: WorkspaceTransaction,
  object: string,
  position: Position,
): Promise<void> {
  const key = { streamId: slice.stream.id, object, mode: 'incremental' as const };
  await saveCheckpoint(tx, key, { runId: slice.run.id, position: toJson(position), now: slice.clock.now() });
}

function toJson(position: Position): object {
  return {
    ...position,
    cursor: position.cursor?.toISOString() ?? null,
    since: position.since?.toISOString() ?? null,
    anchor: position.anchor?.toISOString() ?? null,
  };
}
