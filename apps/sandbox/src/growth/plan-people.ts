import { FIRST_NAMES, LAST_NAMES } from '../seed/names.ts';
import { ODD_PEOPLE } from '../seed/odd-texts.ts';
import { makePerson } from '../seed/people.ts';
import { createRandom, type Random } from '../seed/random.ts';
import type { Row } from '../world.ts';
import { change, drawFrom, insertion, momentOf, type GrowthEvent } from './growth-event.ts';
import { newCompanyNumber } from './plan-companies.ts';
import type { SeededTenant } from './seeded-tenant.ts';

const JOINERS_A_DAY = 2;
/** Places of a company's people that are kept for those who join. */
const PLACES = { from: 40, count: 80 } as const;

/** What happens to people on a day: some join, some leave, one moves to another company, one gets a new title or name. */
export function planPeople(tenant: SeededTenant, day: number): GrowthEvent[] {
  const random = createRandom(tenant.scene.seed, 'growth-person', day);
  const joined = Array.from({ length: JOINERS_A_DAY }, (_, at) => joinOld(tenant, random, day, at));
  return [
    ...joined.flat(),
    ...join(tenant, random, { day, at: JOINERS_A_DAY, company: newCompanyNumber(tenant, day, 0) }),
    ...leave(tenant, random, day),
    ...rename(tenant, random, day),
    ...(day % 3 === 0 ? move(tenant, random, day) : []),
  ];
}

function joinOld(tenant: SeededTenant, random: Random, day: number, at: number): GrowthEvent[] {
  const company = drawFrom(random, tenant.companies);
  return company === undefined ? [] : join(tenant, random, { day, at, company: company.number });
}

function join(
  { scene }: SeededTenant,
  random: Random,
  { day, at, company }: { day: number; at: number; company: number },
): GrowthEvent[] {
  const name = random.chance(0.3)
    ? random.pick(ODD_PEOPLE)
    : { first: random.pick(FIRST_NAMES), last: random.pick(LAST_NAMES) };
  const role = random.pick(['Champion', 'Decision Maker', 'User']);
  const place = placeOf(day, at);
  const made = makePerson(scene, company, place, { ...name, title: 'New colleague', role });
  const atMs = momentOf(random, scene.nowMs, day);
  // The place keeps the address apart from that of a namesake.
  const email = String(made.person['Email']).replace('@', `.${place}@`);
  return [
    insertion('person', { ...made.person, Email: email }, atMs),
    insertion('company_person', made.companyPerson, atMs + 1),
  ];
}

function leave({ scene, ties }: SeededTenant, random: Random, day: number): GrowthEvent[] {
  const tie = drawFrom(random, ties);
  if (tie === undefined) return [];
  return [change('company_person', tie.gsid, momentOf(random, scene.nowMs, day), { Active: false })];
}

function rename({ scene, ties }: SeededTenant, random: Random, day: number): GrowthEvent[] {
  const tie = drawFrom(random, ties);
  if (tie === undefined) return [];
  const atMs = momentOf(random, scene.nowMs, day);
  const last = random.pick(LAST_NAMES);
  return random.chance(0.5)
    ? [
        change('company_person', tie.gsid, atMs, {
          Title: `Head of ${random.pick(['IT', 'Einkauf', '運用'])}`,
        }),
      ]
    : [change('person', tie.person, atMs, { LastName: last, Name: `${random.pick(FIRST_NAMES)} ${last}` })];
}

/** Somebody changes sides: the old tie ends, and the one to the new company is the primary one. */
function move({ scene, ties, companies }: SeededTenant, random: Random, day: number): GrowthEvent[] {
  const tie = drawFrom(random, ties);
  const company = drawFrom(random, companies);
  if (tie === undefined || company === undefined) return [];
  const atMs = momentOf(random, scene.nowMs, day);
  const place = placeOf(day, JOINERS_A_DAY + 1);
  const made = makePerson(scene, company.number, place, { first: '', last: '', title: 'Director' });
  const next: Row = { ...made.companyPerson, Person_ID: tie.person };
  return [
    change('company_person', tie.gsid, atMs, { Active: false, IsPrimaryCompany: false }),
    insertion('company_person', next, atMs + 1),
  ];
}

function placeOf(day: number, at: number): number {
  return PLACES.from + ((day * (JOINERS_A_DAY + 2) + at) % PLACES.count);
}
