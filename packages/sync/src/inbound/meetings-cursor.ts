import { floorToSecond } from '@handrail/core';
import { findCheckpoint, listRuns, saveCheckpoint } from '@handrail/database';
import type { StreamRow, WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import type { Cursor } from './position.ts';

/** How far before the end of the last complete run an increment lists meetings again. */
export const MEETINGS_REREAD_MS = 48 * 3_600_000;

/** What the cursor of meetings is called. */
export const CALLS = 'calls';

const instantSchema = z.iso.datetime().transform((text) => new Date(text));
/** Where a person set the listing back to, until the next complete run. */
const setBackSchema = z.object({ cursor: instantSchema, completedAt: instantSchema });

/** Where the next listing begins at the latest: a window before the last complete run, or where a person set it back to. */
export async function findMeetingsCursor(tx: WorkspaceTransaction, stream: StreamRow): Promise<Cursor> {
  const completedAt = stream.last_completed_at;
  if (completedAt === null) return { cursor: null, reached: null };
  const reached = floorToSecond(new Date(completedAt.getTime() - MEETINGS_REREAD_MS));
  const saved = setBackSchema.safeParse((await findCheckpoint(tx, keyOf(stream)))?.position);
  const isSetBack = saved.success && saved.data.completedAt.getTime() === completedAt.getTime();
  return { cursor: isSetBack ? saved.data.cursor : reached, reached };
}

/** Has the next run list from there; once it is complete the window goes by its end again. */
export async function saveMeetingsCursor(
  tx: WorkspaceTransaction,
  stream: StreamRow,
  cursor: Date,
  now: Date,
): Promise<void> {
  const [last] = await listRuns(tx, { streamId: stream.id, limit: 1 });
  if (last === undefined || stream.last_completed_at === null) return;
  const position = { cursor: cursor.toISOString(), completedAt: stream.last_completed_at.toISOString() };
  await saveCheckpoint(tx, keyOf(stream), { runId: last.id, position, now });
}

function keyOf(stream: StreamRow) {
  return { streamId: stream.id, object: `${CALLS}/set-back`, mode: 'incremental' as const };
}
