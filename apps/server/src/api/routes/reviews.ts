import { listReviews } from '@handrail/contract';
import { countOpenReviews, listOpenReviews, listParticipants } from '@handrail/database';
import { z } from 'zod';
import { cursorInstant, decodeCursor, encodeCursor } from '../cursor.ts';
import { instant } from '../present/failure.ts';
import { presentReviewReasons } from '../present/review-reason.ts';
import { presentRuleOffers } from '../present/rule-offers.ts';
import { route } from '../route.ts';
import type { Route } from '../route.ts';

const cursorSchema = z.object({ createdAt: cursorInstant, id: z.uuid() });

/** What waits for a person to say whose meeting it is. */
export function reviewRoutes(): readonly Route[] {
  return [
    route(listReviews, ({ workspace, query: { cursor, limit } }) =>
      workspace.transaction(async (tx) => {
        const rows = await listOpenReviews(tx, {
          after: decodeCursor(cursorSchema, cursor),
          limit: limit + 1,
        });
        const page = rows.slice(0, limit);
        const last = page.at(-1);
        const reasons = await presentReviewReasons(tx, page);
        const participants = Map.groupBy(
          await listParticipants(
            tx,
            page.map((row) => row.meeting_id),
          ),
          (participant) => participant.meeting_id,
        );
        const offers = await presentRuleOffers(
          tx,
          page.map((row) => ({
            id: row.meeting_id,
            crmId: row.crm_account_id,
            participants: participants.get(row.meeting_id) ?? [],
          })),
        );
        return {
          items: page.map((row, index) => ({
            id: row.id,
            ...(reasons[index] ?? { reason: row.reason, candidates: [] }),
            meeting: {
              id: row.meeting_id,
              title: row.title,
              source: row.source,
              startedAt: instant(row.started_at),
              participants: (participants.get(row.meeting_id) ?? []).map(({ name, email }) => ({
                name,
                email,
              })),
            },
            ruleOffers: offers.get(row.meeting_id) ?? [],
            createdAt: row.created_at.toISOString(),
          })),
          nextCursor:
            rows.length > limit && last !== undefined
              ? encodeCursor({ createdAt: last.created_at, id: last.id })
              : null,
          total: await countOpenReviews(tx),
        };
      }),
    ),
  ];
}
