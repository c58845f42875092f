import { listInsights } from '@handrail/contract';
import { INSIGHT_IDS, parseAccountId } from '@handrail/core';
import { countInsights, listInsights as readInsights } from '@handrail/database';
import * as sync from '@handrail/sync';
import { z } from 'zod';
import { cursorInstant, decodeCursor, encodeCursor } from '../cursor.ts';
import { presentInsight } from '../present/insight.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const cursorSchema = z.object({
  rank: z.number(),
  startedAt: cursorInstant,
  accountId: z.uuid().transform(parseAccountId),
  insight: z.enum(INSIGHT_IDS),
});

/** The insights that stand now. */
export function insightRoutes(): readonly Route[] {
  return [
    route(listInsights, ({ workspace, query: { cursor, limit, accountId, insight } }) =>
      workspace.transaction(async (tx) => {
        const wanted = {
          accountId: accountId === undefined ? null : parseAccountId(accountId),
          insight: insight ?? null,
        };
        const after = decodeCursor(cursorSchema, cursor);
        const rows = await readInsights(tx, { ...wanted, after, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const { configuration } = await sync.readConfiguration(tx);
        return {
          items: page.map((row) => presentInsight(row, configuration.insights)),
          nextCursor:
            rows.length > limit && last !== undefined
              ? encodeCursor({
                  rank: last.rank,
                  startedAt: last.startedAt,
                  accountId: last.accountId,
                  insight: last.insight,
                })
              : null,
          total: await countInsights(tx, wanted),
        };
      }),
    ),
  ];
}
