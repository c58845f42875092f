import { getMeeting, importMeetings, listMeetings } from '@handrail/contract';
import type { MeetingDetail } from '@handrail/contract';
import { parseAccountId, parseMeetingId } from '@handrail/core';
import {
  countMeetings,
  findAccount,
  findMeeting,
  findOpenReview,
  listAccountsById,
  listMeetings as readMeetings,
  listParticipants,
  listTurns,
  readSummaries,
} from '@handrail/database';
import type { MeetingRow, WorkspaceTransaction } from '@handrail/database';
import { importMeetings as importFile } from '@handrail/sync';
import { z } from 'zod';
import { notFound } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { cursorInstant, decodeCursor, encodeCursor } from '../cursor.ts';
import { presentMeetings } from '../present/meeting.ts';
import { presentSummary } from '../present/summary.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const cursorSchema = z.object({ startedAt: cursorInstant.nullable(), id: z.uuid() });
const candidatesSchema = z.array(z.object({ accountId: z.string(), reason: z.string() }));

/** Meetings, newest first, one with its summary beside its transcript, and importing recorded ones. */
export function meetingRoutes({ clock }: ApiContext): readonly Route[] {
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
        const row = await findMeeting(tx, parseMeetingId(params.id));
        if (row === undefined) throw notFound('meeting');
        return readDetail(tx, row);
      }),
    ),
    route(importMeetings, ({ workspace, body }) =>
      workspace.transaction(async (tx) => {
        const accountId = body.accountId === undefined ? null : parseAccountId(body.accountId);
        if (accountId !== null && (await findAccount(tx, accountId)) === undefined) throw notFound('account');
        const file = {
          content: body.content,
          format: body.format,
          title: body.fileName.replace(/\.[a-z]+$/iu, ''),
          startedAt: body.startedAt === undefined ? null : new Date(body.startedAt),
          accountId,
        };
        const outcome = await importFile(tx, file, clock.now());
        return { ...outcome, refused: [...outcome.refused], meetingIds: [...outcome.meetingIds] };
      }),
    ),
  ];
}

async function readDetail(tx: WorkspaceTransaction, row: MeetingRow): Promise<MeetingDetail> {
  const [meeting] = await presentMeetings(tx, [row]);
  if (meeting === undefined) throw notFound('meeting');
  const summary = (await readSummaries(tx, [row.id])).get(row.id);
  return {
    ...meeting,
    participants: (await listParticipants(tx, [row.id])).map(({ name, email, title, side }) => ({
      name,
      email,
      title,
      side,
    })),
    summary: summary === undefined ? null : presentSummary(summary),
    turns: (await listTurns(tx, row.id)).map(({ turn, speaker, side, text, start_ms, end_ms }) => ({
      turn,
      speaker,
      side,
      text,
      startMs: start_ms,
      endMs: end_ms,
    })),
    review: await readReview(tx, row),
  };
}

async function readReview(tx: WorkspaceTransaction, row: MeetingRow): Promise<MeetingDetail['review']> {
  const review = await findOpenReview(tx, row.id);
  if (review === undefined) return null;
  const candidates = candidatesSchema.catch([]).parse(review.candidates);
  const ids = candidates.map((candidate) => parseAccountId(candidate.accountId));
  const names = new Map(
    (await listAccountsById(tx, ids)).map((account) => [String(account.id), account.name]),
  );
  return {
    reason: review.reason,
    candidates: candidates.map(({ accountId, reason }) => ({
      accountId,
      name: names.get(accountId) ?? '',
      reason,
    })),
  };
}
