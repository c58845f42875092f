import {
  backfillTimeline,
  forgetRequiredField,
  getTimeline,
  listActivityTypes,
  listEarlierMeetings,
} from '@handrail/contract';
import type { Timeline } from '@handrail/contract';
import {
  backfillTimeline as lowerSince,
  countEarlierMeetings,
  countRestingDeliveries,
  forgetRequiredActivityField as forgetField,
  getWorkspace,
  hastenStream,
  listEarlierMeetings as readEarlier,
  listRequiredActivityFields,
  wakeRestingDeliveries,
} from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { orderActivities } from '@handrail/signals';
import { readActivityTypes, readConfiguration } from '@handrail/sync';
import { z } from 'zod';
import { ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { cursorInstant, decodeCursor, encodeCursor } from '../cursor.ts';
import { instant } from '../present/failure.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const cursorSchema = z.object({ heldAt: cursorInstant, id: z.uuid() });

/** Which meetings go to the Timeline, and the choice to send earlier ones too. */
export function timelineRoutes({ clock, vendors }: ApiContext): readonly Route[] {
  return [
    route(getTimeline, ({ workspace }) => workspace.transaction(present)),
    route(listEarlierMeetings, ({ workspace, query }) =>
      workspace.transaction(async (tx) => {
        const since = query.since === undefined ? null : new Date(query.since);
        const after = decodeCursor(cursorSchema, query.cursor);
        const rows = await readEarlier(tx, { since, after, limit: query.limit + 1 });
        const page = rows.slice(0, query.limit);
        const last = page.at(-1);
        return {
          items: page.map(({ id, title, heldAt, accounts }) => ({
            meetingId: id,
            title,
            heldAt: heldAt.toISOString(),
            accounts: [...accounts],
          })),
          nextCursor:
            rows.length > query.limit && last !== undefined
              ? encodeCursor({ heldAt: last.heldAt, id: last.id })
              : null,
          total: await countEarlierMeetings(tx, since),
        };
      }),
    ),
    route(listActivityTypes, async ({ workspace, signal }) => ({
      items: [...(await readActivityTypes(vendors, workspace.id, signal))],
    })),
    route(forgetRequiredField, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const now = clock.now();
        await forgetField(tx, body);
        await wakeRestingDeliveries(tx, 'field-required', now);
        await hastenStream(tx, 'timeline', now);
        return present(tx);
      }),
    ),
    route(backfillTimeline, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const since = body.since === undefined ? null : new Date(body.since);
        if (!(await lowerSince(tx, since))) throw switchedOff();
        const now = clock.now();
        await orderActivities(tx, (await readConfiguration(tx)).configuration, null, now);
        await hastenStream(tx, 'timeline', now);
        return present(tx);
      }),
    ),
  ];
}

async function present(tx: WorkspaceTransaction): Promise<Timeline> {
  const { timeline_since: since } = await getWorkspace(tx);
  const resting = await countRestingDeliveries(tx);
  return {
    enabled: since !== null,
    since: instant(since),
    earlierMeetings: since === null ? 0 : await countEarlierMeetings(tx),
    requiredFields: await listRequiredActivityFields(tx),
    resting: {
      'edited-there': resting.get('edited-there') ?? 0,
      'field-required': resting.get('field-required') ?? 0,
      held: resting.get('held') ?? 0,
    },
  };
}

function switchedOff(): ServerError {
  return new ServerError({
    code: 'stream_idle',
    message: 'The Timeline is not switched on.',
    remedy: 'Switch it on under Settings > Integrations > Gainsight > Timeline, then send earlier meetings.',
  });
}
