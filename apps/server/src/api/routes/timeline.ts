import { createHash } from 'node:crypto';
import {
  backfillTimeline,
  forgetRequiredField,
  getTimeline,
  listAccountActivities,
  listActivityTypes,
  listEarlierMeetings,
} from '@handrail/contract';
import type { Timeline } from '@handrail/contract';
import {
  countEarlierMeetings,
  countRestingDeliveries,
  forgetRequiredActivityField as forgetField,
  getWorkspace,
  hastenStream,
  listEarlierMeetings as readEarlier,
  listEarlierTargets,
  listMeetingsOfActivities,
  listRequiredActivityFields,
  lowerTimelineSince,
  wakeRestingDeliveries,
} from '@handrail/database';
import type { EarlierTarget, WorkspaceTransaction } from '@handrail/database';
import { orderActivities, orderEarlier } from '@handrail/signals';
import { readAccountActivities, readActivityTypes, readConfiguration } from '@handrail/sync';
import { z } from 'zod';
import { ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { cursorInstant, decodeCursor, encodeCursor } from '../cursor.ts';
import { instant } from '../present/failure.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';
import { getAccountRow } from './accounts.ts';

const cursorSchema = z.object({ heldAt: cursorInstant, id: z.uuid() });
const offsetSchema = z.object({ offset: z.int().nonnegative() });

/** Which meetings go to the Timeline, the choice to send earlier ones too, and what stands on an account's. */
export function timelineRoutes({ clock, vendors }: ApiContext): readonly Route[] {
  return [
    route(getTimeline, ({ workspace }) => workspace.transaction(present)),
    route(listEarlierMeetings, ({ workspace, query }) =>
      workspace.transaction(async (tx) => {
        const since = query.since === undefined ? null : new Date(query.since);
        const after = decodeCursor(cursorSchema, query.cursor);
        const { canary } = (await readConfiguration(tx)).configuration.timeline;
        const asked = { since, canary };
        const rows = await readEarlier(tx, { ...asked, after, limit: query.limit + 1 });
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
          total: await countEarlierMeetings(tx, asked),
          mark: markOf(await listEarlierTargets(tx, asked)),
        };
      }),
    ),
    route(listActivityTypes, async ({ workspace, signal }) => ({
      items: [...(await readActivityTypes(vendors, workspace.id, signal))],
    })),
    route(listAccountActivities, async ({ workspace, params, query, signal }) => {
      const { limit } = query;
      const account = await workspace.transaction((tx) => getAccountRow(tx, params.id));
      const offset = decodeCursor(offsetSchema, query.cursor)?.offset ?? 0;
      const wanted = { companyGsid: account.gainsight_id, offset, limit };
      const { items, hasMore } = await readAccountActivities(vendors, workspace.id, wanted, signal);
      const ours = items.flatMap(({ externalId }) => externalId ?? []);
      const meetings = await workspace.transaction((tx) => listMeetingsOfActivities(tx, ours));
      return {
        items: items.map(({ externalId, heldAt, ...item }) => ({
          ...item,
          heldAt: instant(heldAt),
          meetingId: meetings.get(externalId ?? '') ?? null,
        })),
        nextCursor: hasMore ? encodeCursor({ offset: offset + limit }) : null,
      };
    }),
    route(forgetRequiredField, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const now = clock.now();
        await hastenStream(tx, 'timeline', now);
        await forgetField(tx, body);
        await wakeRestingDeliveries(tx, 'field-required', now);
        return present(tx);
      }),
    ),
    route(backfillTimeline, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        if ((await getWorkspace(tx)).timeline_since === null) throw switchedOff();
        const { configuration } = await readConfiguration(tx);
        const since = body.since === undefined ? null : new Date(body.since);
        const targets = await listEarlierTargets(tx, { since, canary: configuration.timeline.canary });
        if (body.mark !== undefined && body.mark !== markOf(targets)) throw listChanged();
        const now = clock.now();
        await hastenStream(tx, 'timeline', now);
        await orderEarlier(tx, targets, now);
        if (since !== null) {
          await lowerTimelineSince(tx, since);
          await orderActivities(tx, configuration, null, now);
        }
        return present(tx);
      }),
    ),
  ];
}

async function present(tx: WorkspaceTransaction): Promise<Timeline> {
  const { timeline_since: since } = await getWorkspace(tx);
  const { configuration } = await readConfiguration(tx);
  const { canary } = configuration.timeline;
  const resting = await countRestingDeliveries(tx);
  return {
    enabled: since !== null,
    since: instant(since),
    earlierMeetings: since === null ? 0 : await countEarlierMeetings(tx, { since: null, canary }),
    requiredFields: await listRequiredActivityFields(tx),
    resting: {
      'edited-there': resting.get('edited-there') ?? 0,
      'field-required': resting.get('field-required') ?? 0,
      held: resting.get('held') ?? 0,
    },
  };
}

/** The same for the same meetings and accounts; a newer summary of one changes nothing. */
function markOf(targets: readonly EarlierTarget[]): string {
  const said = targets.map(({ meetingId, accountId }) => `${meetingId} ${accountId}`).join('\n');
  return createHash('sha256').update(said).digest('hex');
}

function listChanged(): ServerError {
  return new ServerError({
    code: 'earlier_meetings_changed',
    message: 'Other meetings would be sent than were listed; nothing was ordered.',
    remedy: 'Look at the list again, then send.',
  });
}

function switchedOff(): ServerError {
  return new ServerError({
    code: 'stream_idle',
    message: 'The Timeline is not switched on.',
    remedy: 'Switch it on under Settings > Integrations > Gainsight > Timeline, then send earlier meetings.',
  });
}
