import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import type { GongUser, WorldCall } from '../world.ts';
import { hostStats, questions } from './call-interaction.ts';
import { listCalls } from './call-list.ts';
import { withOffset } from './call-meta.ts';
import { cutPage, readPosition } from './page.ts';
import { parse } from './parse.ts';
import { GongRefusal, refuseEmpty } from './refusal.ts';
import { listReply } from './reply-shapes.ts';
import { listUsers } from './users.ts';

const day = z.iso.date();
const bodySchema = z.looseObject({
  cursor: z.string().nullish(),
  filter: z.looseObject({ fromDate: day, toDate: day, userIds: z.array(z.string()).nullish() }),
});
const statsDocument = documented({
  summary: 'Average figures of users over a period of days',
  area: 'Stats',
  mark: 'documented',
  body: bodySchema,
  reply: listReply('peopleInteractionStats'),
});

/** The figures of a person over many calls; the talk ratio is one of a single call only. */
const NAMES = ['Longest Monologue', 'Longest Customer Story', 'Interactivity', 'Patience'] as const;

/**
 * `POST /v2/stats/interaction`: average figures of each user over the calls hosted in a period of days in the company's
 * time zone (`toDate` exclusive and not after today). Users without such a call have no entry.
 */
export function registerInteractionStats(app: FastifyInstance, context: SandboxContext): void {
  app.post('/v2/stats/interaction', statsDocument, (request) => {
    const { cursor, filter } = parse(bodySchema, request.body);
    const nowMs = context.clock.now().getTime();
    const position = readPosition(context, cursor, filter);
    const period = { fromDateTime: startOf(filter.fromDate), toDateTime: startOf(filter.toDate) };
    if (filter.toDate > withOffset(new Date(nowMs).toISOString()).slice(0, 10))
      throw new GongRefusal(400, ['filter.toDate: must not exceed the current day']);

    const calls = listCalls(context, period, position.firstAtMs);
    const people = listUsers(context, { userIds: filter.userIds }, position.firstAtMs)
      .map((user) => presentUser(user, calls))
      .filter(({ personInteractionStats }) => personInteractionStats.length > 0);
    refuseEmpty(context, people, 'users');
    const { items, records } = cutPage(context, people, position);
    return {
      requestId: request.id,
      records,
      peopleInteractionStats: items,
      ...period,
      timeZone: 'US/Pacific',
    };
  });
}

function startOf(calendarDay: string): string {
  return `${calendarDay}T00:00:00-08:00`;
}

function presentUser(user: GongUser, calls: readonly WorldCall[]) {
  const hosted = calls.filter((call) => call.primaryUserId === user.id);
  const stats = hosted.map(hostStats).filter((ofCall) => ofCall.length > 0);
  const personInteractionStats = NAMES.map((name) => ({
    name,
    value: average(stats.flatMap((ofCall) => ofCall.filter((stat) => stat.name === name))),
  }));
  const asked = hosted.map((call) => ({ value: questions(call).companyCount }));
  return {
    userId: user.id,
    userEmailAddress: user.emailAddress,
    personInteractionStats:
      stats.length === 0 ? [] : [...personInteractionStats, { name: 'Question Rate', value: average(asked) }],
  };
}

function average(stats: readonly { readonly value: number }[]): number {
  const sum = stats.reduce((all, { value }) => all + value, 0);
  return stats.length === 0 ? 0 : Math.round((sum / stats.length) * 100) / 100;
}
