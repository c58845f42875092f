import { listSetAside, replaySetAside } from '@handrail/contract';
import { setAsideInWords } from '@handrail/core';
import { countListedSetAside, listSetAside as readSetAside, listStreams } from '@handrail/database';
import * as sync from '@handrail/sync';
import { z } from 'zod';
import type { ApiContext } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { knownStream, presentRuns } from '../present/run.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const cursorSchema = z.object({ id: z.uuid() });

/** Records that could not be taken as they are, and trying them again. */
export function recordRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(listSetAside, ({ workspace, query }) =>
      workspace.transaction(async (tx) => {
        const { limit, cursor, search = null } = query;
        const after = decodeCursor(cursorSchema, cursor)?.id ?? null;
        const rows = await readSetAside(tx, { search, after, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        return {
          items: page.map((row) => ({
            ...row,
            ...setAsideInWords(row.field, row.reason),
            stream: knownStream(sync.streamOfObject(row.object)) ?? null,
            since: row.since.toISOString(),
          })),
          nextCursor: rows.length > limit && last !== undefined ? encodeCursor({ id: last.id }) : null,
          total: await countListedSetAside(tx, { search }),
        };
      }),
    ),
    route(replaySetAside, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const runs = await sync.replaySetAside(tx, body.ids ?? null, clock.now());
        return { runs: presentRuns(runs, await listStreams(tx)) };
      }),
    ),
  ];
}
