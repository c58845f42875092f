import { dismissSetAside, listSetAside, reopenSetAside, replaySetAside } from '@handrail/contract';
import { setAsideInWords } from '@handrail/core';
import {
  countListedSetAside,
  dismissSetAside as dismiss,
  listSetAside as readSetAside,
  listStreams,
  reopenSetAside as reopen,
} from '@handrail/database';
import type { StreamRow } from '@handrail/database';
import * as sync from '@handrail/sync';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { instant } from '../present/failure.ts';
import { knownStream, presentRuns } from '../present/run.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const cursorSchema = z.object({ id: z.uuid() });

/** Records that could not be taken as they are, and trying them again. */
export function recordRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(listSetAside, ({ workspace, query }) =>
      workspace.transaction(async (tx) => {
        const { limit, cursor, state, search = null } = query;
        const after = decodeCursor(cursorSchema, cursor)?.id ?? null;
        const rows = await readSetAside(tx, { state, search, after, limit: limit + 1 });
        const streams = new Map((await listStreams(tx)).map((stream) => [stream.name, stream]));
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        return {
          items: page.map(({ dismissed, ...row }) => {
            const stream = sync.streamOfObject(row.object);
            return {
              ...row,
              ...setAsideInWords(row),
              stream: knownStream(stream) ?? null,
              since: row.since.toISOString(),
              nextTryAt: dismissed === null ? nextTryAt(streams.get(stream ?? '')) : null,
              dismissed: dismissed === null ? null : { ...dismissed, at: dismissed.at.toISOString() },
            };
          }),
          nextCursor: rows.length > limit && last !== undefined ? encodeCursor({ id: last.id }) : null,
          total: await countListedSetAside(tx, { state, search }),
        };
      }),
    ),
    route(replaySetAside, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const runs = await sync.replaySetAside(tx, body.ids ?? null, clock.now());
        return { runs: presentRuns(runs, await listStreams(tx)) };
      }),
    ),
    route(dismissSetAside, ({ workspace, params, body, caller }) =>
      workspace.transaction(async (tx) => {
        const dismissal = { by: caller.userId, reason: body.reason, now: clock.now() };
        if (!(await dismiss(tx, params.id, dismissal))) throw notFound('open record');
        return {};
      }),
    ),
    route(reopenSetAside, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        if (!(await reopen(tx, params.id))) throw notFound('dismissed record');
        return {};
      }),
    ),
  ];
}

/** When a stream runs next by its schedule. */
function nextTryAt(stream: StreamRow | undefined): string | null {
  if (stream === undefined || !stream.enabled) return null;
  const due = [stream.next_due_at, stream.next_full_due_at].filter((at) => at !== null);
  return instant(due.toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null);
}
