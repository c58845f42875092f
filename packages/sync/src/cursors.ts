import { judgeCursors } from '@handrail/core';
import type { CursorMove, Issue, StandingCursor, WantedCursor } from '@handrail/core';
import {
  findOpenRun,
  listIncrementCheckpoints,
  listStreams,
  lockStream,
  saveCheckpoint,
} from '@handrail/database';
import type { RunRow, StreamRow, WorkspaceTransaction } from '@handrail/database';
import { COMPANY, USER } from './inbound/account-context.ts';
import { CALLS, findMeetingsCursor, saveMeetingsCursor } from './inbound/meetings-cursor.ts';
import { cursorOf, withCursor } from './inbound/position.ts';
import { RELATIONSHIP } from './inbound/relationship-context.ts';
import { PEOPLE_OBJECTS } from './inbound/stakeholder-context.ts';
import { DELETE_LOGS } from './inbound/streams/deletions.ts';
import { COMPANY_TEAM } from './inbound/user-page.ts';

/** Every stream whose increments begin at a cursor, with the objects that have one each. */
const OBJECTS: Readonly<Record<string, readonly string[]>> = {
  accounts: [COMPANY],
  relationships: [RELATIONSHIP],
  stakeholders: PEOPLE_OBJECTS,
  users: [USER, COMPANY_TEAM],
  deletions: DELETE_LOGS,
  meetings: [CALLS],
};

/** What came of setting cursors. */
export type SetCursorsOutcome =
  | { readonly kind: 'set'; readonly moves: readonly CursorMove[] }
  | { readonly kind: 'invalid'; readonly issues: readonly Issue[] }
  /** A run of the stream is open, and would save its own cursor; null when something else holds the stream just now. */
  | { readonly kind: 'busy'; readonly stream: string; readonly run: RunRow | null };

/** Cursors that are to stand. */
export interface CursorsOrder {
  readonly cursors: readonly WantedCursor[];
  /** Judges as if they were set, and sets none. */
  readonly isTrial: boolean;
  readonly now: Date;
}

/** All cursors, those that no complete run has set yet among them, always in the same order. */
export async function readCursors(tx: WorkspaceTransaction): Promise<readonly StandingCursor[]> {
  const streams = new Map((await listStreams(tx)).map((row) => [row.name, row]));
  const saved = new Map(
    (await listIncrementCheckpoints(tx)).map((row) => [`${row.stream}/${row.object}`, row.position]),
  );
  const standing: StandingCursor[] = [];
  for (const [stream, objects] of Object.entries(OBJECTS)) {
    for (const object of objects) {
      const place = { stream, object, cursor: null, reached: null };
      const position = saved.get(`${stream}/${object}`);
      const row = streams.get(stream);
      if (object === CALLS) standing.push({ ...place, ...(row && (await findMeetingsCursor(tx, row))) });
      else standing.push({ ...place, ...(position !== undefined && cursorOf(position)) });
    }
  }
  return standing;
}

/**
 * Sets cursors, all or none. A stream that moves is locked first: a slice holds the same lock while it reads or saves its
 * cursor, so a run either is seen here as open, or begins at what is set here.
 */
export async function setCursors(
  tx: WorkspaceTransaction,
  { cursors, isTrial, now }: CursorsOrder,
): Promise<SetCursorsOutcome> {
  const planned = judgeCursors(await readCursors(tx), cursors, now);
  if (planned.issues.length > 0) return { kind: 'invalid', issues: planned.issues };
  const moving = new Set(planned.moves.map(({ stream }) => stream));
  const streams = new Map<string, StreamRow>();
  for (const { id, name } of await listStreams(tx)) {
    if (!moving.has(name)) continue;
    const stream = await lockStream(tx, id);
    const run = await findOpenRun(tx, id);
    if (stream === undefined || run !== undefined) return { kind: 'busy', stream: name, run: run ?? null };
    streams.set(name, stream);
  }
  // A run may have ended between the first look and the lock.
  const judged = judgeCursors(await readCursors(tx), cursors, now);
  if (judged.issues.length > 0) return { kind: 'invalid', issues: judged.issues };
  const moves = judged.moves.filter(({ stream }) => streams.has(stream));
  if (!isTrial) await saveMoves(tx, moves, streams, now);
  return { kind: 'set', moves };
}

async function saveMoves(
  tx: WorkspaceTransaction,
  moves: readonly CursorMove[],
  streams: ReadonlyMap<string, StreamRow>,
  now: Date,
): Promise<void> {
  const saved = await listIncrementCheckpoints(tx);
  for (const { stream, object, to } of moves) {
    const row = streams.get(stream);
    const checkpoint = saved.find((one) => one.stream === stream && one.object === object);
    if (object === CALLS && row !== undefined) await saveMeetingsCursor(tx, row, to, now);
    else if (checkpoint !== undefined) {
      const { streamId, runId, position } = checkpoint;
      const key = { streamId, object, mode: 'incremental' as const };
      await saveCheckpoint(tx, key, { runId, position: withCursor(position, to), now });
    }
  }
}
