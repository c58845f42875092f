import { getRelationship, listRelationships } from '@handrail/contract';
import { parseAccountId, parseRelationshipId } from '@handrail/core';
import {
  countRelationships,
  findRelationship,
  listRecordChanges,
  listRelationshipStakeholders,
  listRelationships as readRelationships,
} from '@handrail/database';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { presentChange } from '../present/change.ts';
import { presentRelationships } from '../present/relationship.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const CHANGES = 50;
const STAKEHOLDERS = 200;
const cursorSchema = z.object({ value: z.string(), id: z.uuid() });

/** The list of relationships and one of them with its changes. */
export function relationshipRoutes(): readonly Route[] {
  return [
    route(listRelationships, ({ workspace, query }) =>
      workspace.transaction(async (tx) => {
        const { limit, cursor, search = null, accountId, presence } = query;
        const account = accountId === undefined ? null : parseAccountId(accountId);
        const wanted = { search, accountId: account, presence };
        const after = decodeCursor(cursorSchema, cursor);
        const rows = await readRelationships(tx, { ...wanted, after, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const hasMore = rows.length > limit && last !== undefined;
        return {
          items: await presentRelationships(tx, page),
          nextCursor: hasMore ? encodeCursor({ value: last.name_key, id: last.id }) : null,
          total: await countRelationships(tx, wanted),
        };
      }),
    ),
    route(getRelationship, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const row = await findRelationship(tx, parseRelationshipId(params.id));
        const [shown] = row === undefined ? [] : await presentRelationships(tx, [row]);
        if (shown === undefined) throw notFound('relationship');
        const changes = await listRecordChanges(tx, shown.id, CHANGES);
        const of = { relationshipId: parseRelationshipId(shown.id), stakeholderId: null };
        const people = await listRelationshipStakeholders(tx, of, STAKEHOLDERS);
        return {
          ...shown,
          stakeholders: people.map(({ stakeholderId, stakeholderName, email, role }) => ({
            id: stakeholderId,
            name: stakeholderName,
            email,
            role,
          })),
          changes: changes.map(presentChange),
        };
      }),
    ),
  ];
}
