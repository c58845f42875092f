import {
  addStakeholder,
  dismissProposedStakeholder,
  getStakeholder,
  listProposedStakeholders,
  listStakeholders,
  releaseStakeholderField,
  removeStakeholder,
  setStakeholderField,
} from '@handrail/contract';
import type { ReplyOf } from '@handrail/contract';
import { parseAccountId, parseStakeholderId } from '@handrail/core';
import type { AccountId } from '@handrail/core';
import {
  countStakeholders,
  dismissProposedStakeholder as dismiss,
  findAccount,
  listProposedStakeholders as readProposed,
  listStakeholderRoles,
  listStakeholders as readStakeholders,
  stakeholderSortValue,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import * as sync from '@handrail/sync';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { instant } from '../present/failure.ts';
import { presentStakeholders, readStakeholderDetail } from '../present/stakeholder.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const ROLES = 100;
const cursorSchema = z.object({ value: z.string().nullable(), id: z.uuid() });
const LAST_TOUCH = { never: 'never', 'over-30': 30, 'over-90': 90, 'over-180': 180 } as const;

/** The list of stakeholders, one of them, those proposed from meetings, and what is set by hand. */
export function stakeholderRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(listStakeholders, ({ workspace, query }) =>
      workspace.transaction(async (tx) => {
        const { limit, cursor, sort, order, accountId, search = null, role = null, gap = null } = query;
        const now = clock.now();
        const wanted = {
          id: null,
          accountId: accountId === undefined ? null : parseAccountId(accountId),
          search,
          role,
          lastTouch: query.lastTouch === undefined ? null : LAST_TOUCH[query.lastTouch],
          gap,
          now,
        };
        const after = decodeCursor(cursorSchema, cursor);
        const rows = await readStakeholders(tx, { ...wanted, sort, order, after, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        return {
          items: await presentStakeholders(tx, page, now),
          nextCursor:
            rows.length > limit && last !== undefined
              ? encodeCursor({ value: stakeholderSortValue(last, sort), id: last.id })
              : null,
          total: await countStakeholders(tx, wanted),
          roles: await listStakeholderRoles(tx, ROLES),
        };
      }),
    ),
    route(getStakeholder, ({ workspace, params }) =>
      workspace.transaction((tx) => readStakeholderDetail(tx, parseStakeholderId(params.id), clock.now())),
    ),
    route(addStakeholder, ({ workspace, params, body }) =>
      workspace.transaction(async (tx) => {
        const account = await getAccountId(tx, params.id);
        const { email = null, fromMeetings, ...given } = body;
        const values = Object.fromEntries(
          Object.entries(given).map(([name, value]) => [name, value ?? null]),
        );
        const now = clock.now();
        const id = await sync.addStakeholder(tx, account, { email, fromMeetings, values }, now);
        return readStakeholderDetail(tx, id, now);
      }),
    ),
    route(setStakeholderField, ({ workspace, params, body }) =>
      workspace.transaction(async (tx) => {
        const id = parseStakeholderId(params.id);
        const now = clock.now();
        await sync.setStakeholderField(tx, id, { field: params.field, value: body.value, now });
        return readStakeholderDetail(tx, id, now);
      }),
    ),
    route(releaseStakeholderField, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const id = parseStakeholderId(params.id);
        const now = clock.now();
        await sync.releaseStakeholderField(tx, id, { field: params.field, now });
        return readStakeholderDetail(tx, id, now);
      }),
    ),
    route(removeStakeholder, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const id = parseStakeholderId(params.id);
        await readStakeholderDetail(tx, id, clock.now());
        await sync.removeStakeholder(tx, id, clock.now());
        return { removed: true as const };
      }),
    ),
    route(listProposedStakeholders, ({ workspace, params }) =>
      workspace.transaction(async (tx) => readProposals(tx, await getAccountId(tx, params.id))),
    ),
    route(dismissProposedStakeholder, ({ workspace, params, body }) =>
      workspace.transaction(async (tx) => {
        const accountId = await getAccountId(tx, params.id);
        if (!(await dismiss(tx, { accountId, email: body.email }, clock.now()))) throw notFound('proposal');
        return readProposals(tx, accountId);
      }),
    ),
  ];
}

async function getAccountId(tx: WorkspaceTransaction, text: string): Promise<AccountId> {
  const row = await findAccount(tx, parseAccountId(text));
  if (row?.presence !== 'present') throw notFound('account');
  return row.id;
}

async function readProposals(
  tx: WorkspaceTransaction,
  accountId: AccountId,
): Promise<ReplyOf<typeof listProposedStakeholders>> {
  const proposed = await readProposed(tx, accountId);
  return { items: proposed.map(({ lastMetAt, ...one }) => ({ ...one, lastMetAt: instant(lastMetAt) })) };
}
