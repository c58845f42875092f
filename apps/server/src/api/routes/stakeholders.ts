import { getStakeholder, listStakeholders } from '@handrail/contract';
import type { Stakeholder } from '@handrail/contract';
import { isJsonObject, parseAccountId, parseStakeholderId } from '@handrail/core';
import type { JsonValue } from '@handrail/core';
import { countStakeholders, listStakeholders as readStakeholders } from '@handrail/database';
import type { ListedStakeholder } from '@handrail/database';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { instant } from '../present/failure.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const cursorSchema = z.object({ name: z.string(), id: z.uuid() });

/** The list of stakeholders and one of them. */
export function stakeholderRoutes(): readonly Route[] {
  return [
    route(listStakeholders, ({ workspace, query: { limit, cursor, accountId, search } }) =>
      workspace.transaction(async (tx) => {
        const wanted = {
          id: null,
          accountId: accountId === undefined ? null : parseAccountId(accountId),
          search: search ?? null,
        };
        const after = decodeCursor(cursorSchema, cursor);
        const rows = await readStakeholders(tx, { ...wanted, after, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        return {
          items: page.map(presentStakeholder),
          nextCursor:
            rows.length > limit && last !== undefined
              ? encodeCursor({ name: last.name_key, id: last.id })
              : null,
          total: await countStakeholders(tx, wanted),
        };
      }),
    ),
    route(getStakeholder, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const wanted = { id: parseStakeholderId(params.id), accountId: null, search: null };
        const [row] = await readStakeholders(tx, { ...wanted, after: null, limit: 1 });
        if (row === undefined) throw notFound('stakeholder');
        return presentStakeholder(row);
      }),
    ),
  ];
}

function presentStakeholder(row: ListedStakeholder): Stakeholder {
  const fields = row.fields as JsonValue;
  return {
    id: row.id,
    gainsightId: row.gainsight_id,
    accountId: row.account_id,
    accountName: row.account_name,
    name: row.name,
    email: row.email,
    title: row.title,
    role: row.role,
    phone: row.phone,
    decisionMaker: row.decision_maker,
    touchFrequency: row.touch_frequency,
    fields: isJsonObject(fields) ? fields : {},
    lastTouchAt: instant(row.last_touch_at),
  };
}
