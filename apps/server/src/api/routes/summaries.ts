import { addSummaryPart, correctSummary, regenerateSummary } from '@handrail/contract';
import { parseMeetingId } from '@handrail/core';
import { findMeeting, hastenStream, requestSummary } from '@handrail/database';
import * as signals from '@handrail/signals';
import { readConfiguration } from '@handrail/sync';
import { notFound } from '../../errors.ts';
import type { ApiContext } from '../context.ts';
import { presentMeetingDetail } from '../present/meeting-detail.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

/** What people correct in summaries, and have made anew. */
export function summaryRoutes({ clock }: ApiContext): readonly Route[] {
  return [
    route(addSummaryPart, ({ workspace, params, body, caller }) =>
      workspace.transaction(async (tx) => {
        const meetingId = parseMeetingId(params.id);
        const { configuration } = await readConfiguration(tx);
        const isAdded = await signals.addSummaryPart(tx, configuration, {
          meetingId,
          kind: body.kind,
          text: body.text,
          ...(body.kind === 'action-item'
            ? { item: { owner: body.owner, due_on: body.due, side: body.side } }
            : {}),
          by: caller.userId,
          now: clock.now(),
        });
        const meeting = isAdded ? await findMeeting(tx, meetingId) : undefined;
        if (meeting === undefined) throw notFound('meeting with a summary');
        return presentMeetingDetail(tx, meeting);
      }),
    ),
    route(correctSummary, ({ workspace, params, body, caller }) =>
      workspace.transaction(async (tx) => {
        const meetingId = parseMeetingId(params.id);
        const { due, ...change } = body;
        const { configuration } = await readConfiguration(tx);
        const order = { meetingId, partId: params.partId, by: caller.userId, now: clock.now() };
        const isFound =
          body.isRemoved === false
            ? await signals.restoreSummaryPart(tx, configuration, order)
            : await signals.correctSummary(tx, configuration, {
                ...order,
                change: { ...change, ...(due === undefined ? {} : { dueOn: due }) },
              });
        const meeting = isFound ? await findMeeting(tx, meetingId) : undefined;
        if (meeting === undefined) throw notFound('part of the summary');
        return presentMeetingDetail(tx, meeting);
      }),
    ),
    route(regenerateSummary, ({ workspace, params }) =>
      workspace.transaction(async (tx) => {
        const meetingId = parseMeetingId(params.id);
        const now = clock.now();
        await hastenStream(tx, 'signals', now);
        const isAsked = await requestSummary(tx, meetingId, now);
        const meeting = isAsked ? await findMeeting(tx, meetingId) : undefined;
        if (meeting === undefined) throw notFound('meeting with a transcript');
        return presentMeetingDetail(tx, meeting);
      }),
    ),
  ];
}
