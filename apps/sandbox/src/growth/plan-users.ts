import { gsid } from '../seed/gsid.ts';
import { createRandom } from '../seed/random.ts';
import { instant } from '../seed/scene.ts';
import { makeGongUser, makeUser, USER_COUNT } from '../seed/users.ts';
import type { GongUser, Row } from '../world.ts';
import { change, insertion, momentOf, type GrowthEvent } from './growth-event.ts';
import type { SeededTenant } from './seeded-tenant.ts';

/** Users who join have numbers from here. */
const FIRST_JOINER = 100;
/** Users above this number were made up, and one of them may leave. */
const NAMED_USERS = 15;
const JOIN_EVERY_DAYS = 3;
const LEAVE_EVERY_DAYS = 5;
/** Companies that a leaver hands over on the next day, at most. */
const HANDED_OVER = 5;

/** What happens to users on a day: now and then one joins or leaves, and a leaver's companies get another CSM. */
export function planUsers(tenant: SeededTenant, day: number): GrowthEvent[] {
  const joiner = joinerOn(tenant, day);
  const leaver = leaverOn(tenant, day);
  const gone = { IsActiveUser: false, GainsightLicenseEnabled: false };
  return [
    ...(joiner === null ? [] : [insertion('gsuser', joiner.row, joiner.atMs)]),
    ...(leaver === null ? [] : [change('gsuser', leaver.gsid, leaver.atMs, gone)]),
    ...handOver(tenant, day),
  ];
}

/** The recorder's users once the tenant has grown so many days: later joiners are not seen yet, leavers still active. */
export function growGongUsers(tenant: SeededTenant, users: readonly GongUser[], days: number): GongUser[] {
  const grown = [...users];
  for (let day = 1; day <= days; day += 1) {
    const joiner = joinerOn(tenant, day);
    if (joiner !== null) {
      const user = makeGongUser(tenant.scene, joiner.number, joiner.row, users[1]?.id ?? null);
      grown.push({ ...user, createdAt: instant(joiner.atMs) });
    }
    const leaver = leaverOn(tenant, day);
    const at = leaver === null ? -1 : leaver.number - 1;
    const user = users[at];
    if (leaver !== null && user !== undefined && user.isAvatar !== true && grown[at]?.leftAt === undefined)
      grown[at] = { ...user, leftAt: instant(leaver.atMs) };
  }
  return grown;
}

function joinerOn({ scene }: SeededTenant, day: number): { number: number; row: Row; atMs: number } | null {
  if (day % JOIN_EVERY_DAYS !== 0) return null;
  const number = FIRST_JOINER + day / JOIN_EVERY_DAYS;
  const atMs = momentOf(createRandom(scene.seed, 'growth-joiner', day), scene.nowMs, day);
  const row = { ...makeUser(scene, number), IsActiveUser: true, GainsightLicenseEnabled: true };
  return { number, row, atMs };
}

function leaverOn(
  { scene }: SeededTenant,
  day: number,
): { number: number; gsid: string; atMs: number } | null {
  if (day < 1 || day % LEAVE_EVERY_DAYS !== 0) return null;
  const random = createRandom(scene.seed, 'growth-leaver', day);
  const number = random.int(NAMED_USERS + 1, USER_COUNT);
  return { number, gsid: gsid(scene.seed, 'gsuser', number), atMs: momentOf(random, scene.nowMs, day) };
}

function handOver(tenant: SeededTenant, day: number): GrowthEvent[] {
  const leaver = leaverOn(tenant, day - 1);
  if (leaver === null) return [];
  const { scene, companies } = tenant;
  const random = createRandom(scene.seed, 'growth-handover', day);
  return companies
    .filter(({ csm }) => csm === leaver.gsid)
    .slice(0, HANDED_OVER)
    .map((company) => {
      const next = gsid(scene.seed, 'gsuser', random.int(3, 8));
      return change('company', company.gsid, momentOf(random, scene.nowMs, day), { Csm: next });
    });
}
