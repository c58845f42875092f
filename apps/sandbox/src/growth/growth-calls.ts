import { makeCall } from '../calls/make-call.ts';
import type { CallScript } from '../calls/script.ts';
import { FIXED_COMPANIES } from '../seed/cast.ts';
import { createRandom } from '../seed/random.ts';
import { DAY_MS, instant } from '../seed/scene.ts';
import type { WorldCall } from '../world.ts';
import { CHECK_INS } from './check-ins.ts';
import { drawFrom } from './growth-event.ts';
import type { SeededTenant } from './seeded-tenant.ts';

const CALLS_A_DAY = 2;

/**
 * The calls that will be recorded while the tenant grows: two on each weekday, some with a transcript that comes hours
 * later, some private, some deleted again. They are made at once; lists show each when its time has come.
 */
export function makeGrowthCalls(tenant: SeededTenant, days: number): WorldCall[] {
  const companies = FIXED_COMPANIES.slice(0, tenant.companyCount);
  const calls: WorldCall[] = [];
  for (let day = 1; day <= days; day += 1) {
    const weekday = new Date(tenant.scene.nowMs + day * DAY_MS).getUTCDay();
    if (weekday === 0 || weekday === 6 || companies.length === 0) continue;
    for (let at = 0; at < CALLS_A_DAY; at += 1) calls.push(makeCheckIn(tenant, day, at));
  }
  return calls;
}

function makeCheckIn({ scene, companyCount }: SeededTenant, day: number, at: number): WorldCall {
  const random = createRandom(scene.seed, 'growth-call', day * CALLS_A_DAY + at);
  const number = random.int(1, Math.min(FIXED_COMPANIES.length, companyCount));
  const company = FIXED_COMPANIES[number - 1];
  const theirs = Object.keys(company?.people ?? {});
  const guest = drawFrom(random, theirs);
  const checkIn = random.pick(CHECK_INS);
  const script: CallScript = {
    key: `growth-${day}-${at}`,
    title: `${company?.name ?? ''} – ${checkIn.title}`,
    language: 'eng',
    company: number,
    daysAgo: -day,
    at: `${String(8 + at * 4 + random.int(0, 3)).padStart(2, '0')}:${random.pick(['00', '15', '30'])}`,
    ours: [company?.csm ?? 'ingrid'],
    theirs: guest === undefined ? [] : [guest],
    isPrivate: random.chance(0.05),
    hasCrmLink: random.chance(0.8),
    text: checkIn.say({ ours: company?.csm ?? 'ingrid', theirs: guest ?? company?.csm ?? 'ingrid', random }),
  };
  const call = makeCall(scene, script);
  const listedMs = Date.parse(call.listedAt);
  return {
    ...call,
    ...(random.chance(0.25) ? { transcribedAt: instant(listedMs + random.int(1, 20) * 3_600_000) } : {}),
    ...(random.chance(0.06) ? { deletedAt: instant(listedMs + random.int(1, 9) * DAY_MS) } : {}),
  };
}
