import * as e from '@handrail/contract';
import { parseAlarmId } from '@handrail/core';
import {
  acknowledgeAlarm,
  countAlarms,
  deleteAlarmWebhook,
  listAlarms,
  setAlarmKinds,
} from '@handrail/database';
import { sendTestNotice, setAlarmWebhook } from '@handrail/sync';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { presentAlarm, presentNotice, presentWebhook } from '../present/alarms.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const cursorSchema = z.object({ id: z.uuid().transform(parseAlarmId) });

/** What is wrong and was, who has seen it, and where it is told. */
export function alarmRoutes({ secretKey, vendors, linkOrigin, clock }: ApiContext): readonly Route[] {
  const place = { secretKey, allowOrigins: vendors.outgoing.allowOrigins };
  return [
    route(e.listAlarms, ({ workspace, query }) => {
      const before = decodeCursor(cursorSchema, query.cursor)?.id ?? null;
      const isOpen = query.state === undefined ? null : query.state === 'open';
      return workspace.transaction(async (tx) => {
        const rows = await listAlarms(tx, { before, isOpen, limit: query.limit + 1 });
        const shown = rows.slice(0, query.limit);
        const last = rows.length > query.limit ? shown.at(-1) : undefined;
        return {
          items: shown.map(presentAlarm),
          nextCursor: last === undefined ? null : encodeCursor({ id: last.id }),
          total: await countAlarms(tx, isOpen),
        };
      });
    }),
    route(e.acknowledgeAlarm, ({ workspace, params, caller }) =>
      workspace.transaction(async (tx) => {
        const seen = { by: caller.userId, at: clock.now() };
        const row = await acknowledgeAlarm(tx, parseAlarmId(params.id), seen);
        if (row === undefined) throw notFound('alarm');
        return presentAlarm(row);
      }),
    ),
    route(e.getAlarmWebhook, ({ workspace }) => workspace.transaction(presentWebhook)),
    route(e.setAlarmWebhook, ({ workspace, body, caller }) =>
      workspace.transaction(async (tx) => {
        const wanted = { ...body, by: caller.userId, now: clock.now() };
        const { signingKey } = await setAlarmWebhook(tx, wanted, place);
        return { ...(await presentWebhook(tx)), signingKey };
      }),
    ),
    route(e.setAlarmKinds, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        await setAlarmKinds(tx, body.kinds);
        return presentWebhook(tx);
      }),
    ),
    route(e.removeAlarmWebhook, ({ workspace }) =>
      workspace.transaction(async (tx) => {
        await deleteAlarmWebhook(tx);
        return presentWebhook(tx);
      }),
    ),
    route(e.testAlarmWebhook, async ({ workspace, signal }) => {
      const row = await sendTestNotice({ vendors, linkOrigin }, workspace.id, signal);
      return workspace.transaction((tx) => presentNotice(tx, row));
    }),
  ];
}
