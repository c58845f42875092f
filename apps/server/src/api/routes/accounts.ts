import { getAccount, listAccounts, releaseAccountField, setAccountField } from '@handrail/contract';
import type { AccountDetail } from '@handrail/contract';
import { dayOf, METRICS, parseAccountId } from '@handrail/core';
import type { AccountId } from '@handrail/core';
import {
  findAccount,
  findScore,
  getWorkspace,
  listAccountMetrics,
  listAccounts as readAccounts,
  listRecordChanges,
  listRemoteValues,
} from '@handrail/database';
import type { AccountRow, WorkspaceTransaction } from '@handrail/database';
import * as sync from '@handrail/sync';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { presentFieldRow } from '../present/account-fields.ts';
import { presentAccounts } from '../present/account.ts';
import { presentChange } from '../present/change.ts';
import { readGoneDetail } from '../present/gone.ts';
import { readHierarchy } from '../present/hierarchy.ts';
import { presentHealthScore } from '../present/health-score.ts';
import { instant } from '../present/failure.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const CHANGES = 50;
const cursorSchema = z.object({
  value: z.union([z.string(), z.number(), z.null()]),
  id: z.uuid(),
  /** How many there were at the first page: counting reads them all, and the pages after it need not. */
  total: z.int().nonnegative(),
});

/** The list of accounts and one account with everything about it. */
export function accountRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(listAccounts, ({ workspace, query }) =>
      workspace.transaction(async (tx) => {
        const { limit, cursor, sort, order, presence } = query;
        const wanted = {
          search: query.search ?? null,
          status: query.status ?? null,
          health: query.health ?? null,
          tier: query.tier ?? null,
          presence,
        };
        const after = decodeCursor(cursorSchema, cursor);
        const { rows, total } = await readAccounts(tx, {
          ...wanted,
          sort,
          order,
          after,
          limit: limit + 1,
          ...(after === null ? {} : { total: after.total }),
        });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        return {
          items: await presentAccounts(tx, page),
          nextCursor:
            rows.length > limit && last !== undefined
              ? encodeCursor({ value: last.sort_value, id: last.id, total })
              : null,
          total,
        };
      }),
    ),
    route(getAccount, ({ workspace, params }) =>
      workspace.transaction((tx) => readAccountDetail(tx, params.id, clock.now())),
    ),
    route(setAccountField, ({ workspace, params, body, caller }) =>
      workspace.transaction(async (tx) => {
        const row = await getAccountRow(tx, params.id);
        const { value } = body;
        const now = clock.now();
        await sync.setAccountField(tx, row, { field: params.field, value, by: caller.userId, now });
        return readAccountDetail(tx, params.id, now);
      }),
    ),
    route(releaseAccountField, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const now = clock.now();
        await sync.releaseAccountField(tx, await getAccountRow(tx, params.id), { field: params.field, now });
        return readAccountDetail(tx, params.id, now);
      }),
    ),
  ];
}

/** The account of that id, as stored. Throws not_found. */
export async function getAccountRow(tx: WorkspaceTransaction, id: string): Promise<AccountRow> {
  const row = await findAccount(tx, parseAccountId(id));
  if (row === undefined) throw notFound('account');
  return row;
}

/** One account with everything about it, as it stands now. Throws not_found. */
export async function readAccountDetail(
  tx: WorkspaceTransaction,
  id: string,
  now: Date,
): Promise<AccountDetail> {
  return readDetail(tx, await getAccountRow(tx, id), now);
}

async function readDetail(tx: WorkspaceTransaction, row: AccountRow, now: Date): Promise<AccountDetail> {
  const [account] = await presentAccounts(tx, [row]);
  if (account === undefined) throw notFound('account');
  const { time_zone: zone } = await getWorkspace(tx);
  const today = dayOf(now, zone);
  return {
    ...account,
    ...(await readGoneDetail(tx, row)),
    healthScore: presentHealthScore(await findScore(tx, row.id, 'health', today)),
    hierarchy: await readHierarchy(tx, row),
    metrics: await readMetrics(tx, row.id),
    fieldRows: (await sync.readFieldOrigins(tx, row)).map(presentFieldRow),
    changes: (await listRecordChanges(tx, row.id, CHANGES)).map(presentChange),
    writtenValues: await readWrittenValues(tx, row.id),
  };
}

async function readMetrics(
  tx: WorkspaceTransaction,
  accountId: AccountId,
): Promise<AccountDetail['metrics']> {
  const stored = new Map((await listAccountMetrics(tx, accountId)).map((row) => [row.metric, row]));
  return METRICS.map(({ id, label, type, unit, definition, source }) => ({
    id,
    label,
    type,
    unit,
    definition,
    hasSource: source !== 'none',
    value: stored.get(id)?.value ?? null,
    measuredOn: stored.get(id)?.measuredOn ?? null,
  }));
}

async function readWrittenValues(
  tx: WorkspaceTransaction,
  accountId: AccountId,
): Promise<AccountDetail['writtenValues']> {
  const values = await listRemoteValues(tx, { object: sync.COMPANY, fields: [], accountIds: [accountId] });
  const targets = await sync.readValueFields(tx, [{ object: sync.COMPANY }]);
  return values.map(({ field, sent, sentAt, refusal }) => {
    const target = targets.get(field.toLowerCase());
    return {
      field,
      fieldLabel: target?.label ?? field,
      sent,
      sentLabel: sync.itemLabel(target, sent),
      sentAt: instant(sentAt),
      refusal,
    };
  });
}
