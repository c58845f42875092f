import {
  attributeMeeting,
  getMeeting,
  importMeetings,
  listMeetings,
  previewActivities,
  wishTimeline,
} from '@handrail/contract';
import { parseAccountId, parseMeetingId } from '@handrail/core';
import {
  attributeByPerson,
  attributeByRule,
  countMeetings,
  findAccount,
  findMeeting,
  hastenStream,
  listAccountsById,
  listMeetings as readMeetings,
} from '@handrail/database';
import type { MeetingRow, WorkspaceTransaction } from '@handrail/database';
import * as sync from '@handrail/sync';
import { z } from 'zod';
import { notFound, ServerError } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { cursorInstant, decodeCursor, encodeCursor } from '../cursor.ts';
import { mayDo, notAllowed, outOfSight, requireAllSeen, requireTimelines } from '../meeting-rights.ts';
import { presentMeetingDetail } from '../present/meeting-detail.ts';
import { presentMeetings } from '../present/meeting.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const cursorSchema = z.object({ startedAt: cursorInstant.nullable(), id: z.uuid() });

/** Meetings, newest first, one with its summary beside its transcript, and importing recorded ones. */
export function meetingRoutes({ clock, vendors }: ApiContext): readonly Route[] {
  return [
    route(listMeetings, ({ workspace, query }) =>
      workspace.transaction(async (tx) => {
        const wanted = {
          accountId: query.accountId === undefined ? null : parseAccountId(query.accountId),
          search: query.search ?? null,
          attribution: query.attribution ?? null,
        };
        const after = decodeCursor(cursorSchema, query.cursor);
        const rows = await readMeetings(tx, { ...wanted, after, limit: query.limit + 1 });
        const page = rows.slice(0, query.limit);
        const last = page.at(-1);
        return {
          items: await presentMeetings(tx, page),
          nextCursor:
            rows.length > query.limit && last !== undefined
              ? encodeCursor({ startedAt: last.started_at, id: last.id })
              : null,
          total: await countMeetings(tx, wanted),
        };
      }),
    ),
    route(getMeeting, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        return presentMeetingDetail(tx, await getMeetingRow(tx, params.id));
      }),
    ),
    route(attributeMeeting, ({ workspace, params, body }) =>
      workspace.transaction(async (tx) => {
        const now = clock.now();
        const meeting = await getMeetingRow(tx, params.id);
        if (meeting.state === 'excluded') throw excludedMeeting();
        await hastenStream(tx, 'signals', now);
        await requireAllSeen(tx, meeting.id);
        if (body.by === 'rule') await attributeByRule(tx, meeting.id, now);
        else await placeAt(tx, meeting, body.accountIds, now);
        const placed = await findMeeting(tx, meeting.id);
        if (placed === undefined) throw outOfSight();
        return presentMeetingDetail(tx, placed);
      }),
    ),
    route(previewActivities, async ({ workspace, caller, params, signal }) => {
      const { id } = await workspace.transaction(async (tx) => {
        const meeting = await getMeetingRow(tx, params.id);
        await requireTimelines(tx, caller, meeting.id);
        return meeting;
      });
      const activities = await sync.previewActivities(vendors, workspace.id, id, signal);
      return {
        items: activities.map((activity) => ({
          ...activity,
          heldAt: activity.heldAt.toISOString(),
          internalEmails: [...activity.internalEmails],
          externalEmails: [...activity.externalEmails],
          missingFields: [...activity.missingFields],
        })),
      };
    }),
    route(wishTimeline, ({ workspace, caller, params, body }) =>
      workspace.transaction(async (tx) => {
        const { id } = await getMeetingRow(tx, params.id);
        // What stands at Gainsight goes with the edits of people there, for good.
        if (body.wish === 'withdraw' && !mayDo(caller, 'send')) throw notAllowed();
        await requireTimelines(tx, caller, id);
        await sync.wishTimeline(tx, id, body.wish, clock.now());
        return presentMeetingDetail(tx, await getMeetingRow(tx, params.id));
      }),
    ),
    route(importMeetings, ({ workspace, body, caller }) =>
      workspace.transaction(async (tx) => {
        const accountId = body.accountId === undefined ? null : parseAccountId(body.accountId);
        if (accountId !== null && (await findAccount(tx, accountId)) === undefined) throw notFound('account');
        const file = {
          fileName: body.fileName,
          importedBy: caller.userId,
          content: body.content,
          format: body.format,
          title: body.fileName.replace(/\.[a-z]+$/iu, ''),
          startedAt: body.startedAt === undefined ? null : new Date(body.startedAt),
          accountId,
        };
        const outcome = await sync.importFile(tx, file, clock.now());
        const { added, changed, unchanged, refused, meetingIds } = outcome;
        return { added, changed, unchanged, refused: [...refused], meetingIds: [...meetingIds] };
      }),
    ),
  ];
}

async function getMeetingRow(tx: WorkspaceTransaction, id: string): Promise<MeetingRow> {
  const row = await findMeeting(tx, parseMeetingId(id));
  if (row === undefined) throw notFound('meeting');
  return row;
}

async function placeAt(
  tx: WorkspaceTransaction,
  meeting: MeetingRow,
  accountIds: readonly string[],
  now: Date,
): Promise<void> {
  const ids = [...new Set(accountIds)].map(parseAccountId);
  if ((await listAccountsById(tx, ids)).length < ids.length) throw notFound('account');
  await attributeByPerson(tx, meeting.id, ids, now);
}

function excludedMeeting(): ServerError {
  return new ServerError({
    code: 'meeting_excluded',
    message: 'An excluded meeting belongs to no account.',
    remedy: 'Change the exclusion under Settings first; the meeting is read again then.',
    facts: {},
  });
}
