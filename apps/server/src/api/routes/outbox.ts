import {
  confirmWriteback,
  getWriteback,
  listOutbox,
  previewWriteback,
  retryOutboxItem,
  settleActivityEdit,
} from '@handrail/contract';
import type { OutboxItem } from '@handrail/contract';
import { isSameWrite, parseMeetingId, parseOutboxId } from '@handrail/core';
import type { EntryStanding } from '@handrail/core';
import {
  confirmValues,
  countOutbox,
  countRemoteValues,
  findMeeting,
  findOutboxItem,
  hastenStream,
  holdStream,
  listAccountsById,
  listOutbox as readOutbox,
  retryOutboxItem as retryItem,
} from '@handrail/database';
import type { NamedOutboxRow, OutboxRow, WorkspaceTransaction } from '@handrail/database';
import {
  KEPT,
  partByConfirmation,
  previewWriteback as preview,
  readConfiguration,
  readEntryStandings,
  readValueFields,
  settleActivityEdit as settleEdit,
} from '@handrail/sync';
import { z } from 'zod';
import { notFound, ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { cursorInstant, decodeCursor, encodeCursor } from '../cursor.ts';
import { instant, presentFailure } from '../present/failure.ts';
import { presentStanding } from '../present/standing.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const cursorSchema = z.object({ createdAt: cursorInstant, id: z.uuid() });

/** What waits to go out and what went, trying one again, and the dry run of the next pass. */
export function outboxRoutes({ vendors, clock }: ApiContext): readonly Route[] {
  return [
    route(listOutbox, ({ workspace, query }) =>
      workspace.transaction(async (tx) => {
        const { limit, state = null, kind = null } = query;
        const after = decodeCursor(cursorSchema, query.cursor);
        const rows = await readOutbox(tx, { state, kind, after, limit: limit + 1 });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const counts = await countOutbox(tx, kind ?? undefined);
        return {
          items: await present(tx, page),
          nextCursor:
            rows.length > limit && last !== undefined
              ? encodeCursor({ createdAt: last.created_at, id: last.id })
              : null,
          total: state === null ? sum(Object.values(counts)) : (counts[state] ?? 0),
        };
      }),
    ),
    route(retryOutboxItem, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const id = parseOutboxId(params.id);
        const known = await findOutboxItem(tx, id);
        if (known === undefined) throw notFound('delivery');
        const retried = await retryItem(tx, id, clock.now());
        if (retried === undefined) throw notRetryable(known);
        return presentOne(tx, retried);
      }),
    ),
    route(settleActivityEdit, ({ workspace, params, body }) =>
      workspace.transaction(async (tx) => {
        const id = parseOutboxId(params.id);
        // Decided by what stands once no pass writes it.
        await holdStream(tx, 'timeline');
        const row = await findOutboxItem(tx, id);
        if (row === undefined) throw notFound('delivery');
        await settleEdit(tx, row, body.keep, clock.now());
        return presentOne(tx, (await findOutboxItem(tx, id)) ?? row);
      }),
    ),
    route(previewWriteback, async ({ workspace, signal }) => {
      const plan = await preview(vendors, workspace.id, signal);
      return {
        activities: [...plan.activities],
        values: [...plan.values],
        unconfirmed: [...plan.unconfirmed],
        calls: plan.calls,
      };
    }),
    route(getWriteback, ({ workspace }) =>
      workspace.transaction(async (tx) => {
        const { writeback } = (await readConfiguration(tx)).configuration;
        const { confirmed } = await partByConfirmation(tx, writeback.values);
        const counts = await countRemoteValues(tx, KEPT);
        const fields = {
          Company: await readValueFields(tx, [{ object: 'Company' }]),
          Relationship: await readValueFields(tx, [{ object: 'Relationship' }]),
        };
        return {
          enabled: writeback.enabled,
          rows: writeback.values.map((row) => {
            const count = counts.find((one) => one.object === row.object && one.field === row.field);
            const { written = 0, refused = 0, kept = 0 } = count ?? {};
            const fieldLabel = fields[row.object].get(row.field.toLowerCase())?.label ?? row.field;
            return { ...row, fieldLabel, isConfirmed: confirmed.includes(row), written, refused, kept };
          }),
        };
      }),
    ),
    route(confirmWriteback, ({ workspace, body, caller }) =>
      workspace.transaction(async (tx) => {
        const { values } = (await readConfiguration(tx)).configuration.writeback;
        if (!body.rows.every((row) => values.some((value) => isSameWrite(value, row)))) {
          throw contractChanged();
        }
        const now = clock.now();
        await hastenStream(tx, 'values', now);
        await confirmValues(tx, body.rows, caller.userId, now);
        return { confirmed: body.rows.length };
      }),
    ),
  ];
}

function sum(numbers: readonly (number | undefined)[]): number {
  return numbers.reduce<number>((total, number) => total + (number ?? 0), 0);
}

async function withNames(tx: WorkspaceTransaction, row: OutboxRow): Promise<NamedOutboxRow> {
  const [account] = await listAccountsById(tx, [row.account_id]);
  const meeting =
    row.kind === 'timeline-activity' ? await findMeeting(tx, parseMeetingId(row.subject_id)) : undefined;
  const name = account?.name ?? '';
  return { ...row, account_name: name, subject: meeting?.title ?? name };
}

async function presentOne(tx: WorkspaceTransaction, row: OutboxRow): Promise<OutboxItem> {
  const standing = (await readEntryStandings(tx, [row])).get(row.id);
  return presentItem(await withNames(tx, row), standing);
}

async function present(tx: WorkspaceTransaction, rows: readonly NamedOutboxRow[]): Promise<OutboxItem[]> {
  const standings = await readEntryStandings(tx, rows);
  return rows.map((row) => presentItem(row, standings.get(row.id)));
}

function presentItem(row: NamedOutboxRow, standing: EntryStanding | undefined): OutboxItem {
  return {
    id: row.id,
    kind: row.kind,
    subjectId: row.subject_id,
    subject: row.subject,
    accountId: row.account_id,
    accountName: row.account_name,
    ...presentStanding(row, standing),
    cause: row.cause,
    externalId: row.external_id,
    attempts: row.attempts,
    notBefore: row.not_before.toISOString(),
    lastAttemptAt: instant(row.last_attempt_at),
    settledAt: instant(row.settled_at),
    createdAt: row.created_at.toISOString(),
    failure: presentFailure(row.failure),
  };
}

function contractChanged(): ServerError {
  return new ServerError({
    code: 'writeback_changed',
    message: 'The writeback contract is another one by now; nothing was confirmed.',
    remedy: 'Look at the dry run again, and confirm what it shows.',
    facts: {},
  });
}

function notRetryable(row: OutboxRow): ServerError {
  return new ServerError({
    code: 'delivery_not_retryable',
    message: `This delivery is ${row.state}; only a refused, paused or unknown one can be tried again.`,
    remedy: row.state === 'waiting' ? 'It goes out with the next pass by itself.' : 'Nothing to do.',
    facts: { state: row.state },
  });
}
