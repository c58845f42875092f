import { makeCompany } from '../seed/companies.ts';
import { FIXED_COMPANY_COUNT } from '../seed/cast.ts';
import { gsid } from '../seed/gsid.ts';
import { ODD_NOTES } from '../seed/odd-texts.ts';
import { createRandom, type Random } from '../seed/random.ts';
import { DAY_MS, day as calendarDay } from '../seed/scene.ts';
import type { Row } from '../world.ts';
import { change, drawFrom, insertion, momentOf, type GrowthEvent } from './growth-event.ts';
import type { SeededCompany, SeededTenant } from './seeded-tenant.ts';

const NEW_A_DAY = 2;
/** A company made by mistake is deleted so many days later, every tenth day. */
const MISTAKE_DAYS = 5;
/** The first made-up company changes its CSM twice: day → number of the user. */
const HANDOVERS = new Map([
  [2, 5],
  [4, 4],
]);

/** Number of the n-th (0 or 1) company that is made on a day. */
export function newCompanyNumber({ companyCount }: SeededTenant, day: number, at: number): number {
  return companyCount + (day - 1) * NEW_A_DAY + at + 1;
}

/** What happens to companies on a day: new ones, edits, changes of status and of CSM, and a mistake undone. */
export function planCompanies(tenant: SeededTenant, day: number): GrowthEvent[] {
  const random = createRandom(tenant.scene.seed, 'growth-company', day);
  const edits = Math.min(60, Math.max(8, Math.round(tenant.companies.length / 50)));
  return [
    ...Array.from({ length: NEW_A_DAY }, (_, at) => newCompany(tenant, random, day, at)),
    ...Array.from({ length: edits }, () => edit(tenant, random, day)).flat(),
    ...turn(tenant, random, day),
    ...handover(tenant, random, day),
    ...mistake(tenant, random, day),
  ];
}

function newCompany(tenant: SeededTenant, random: Random, day: number, at: number): GrowthEvent {
  const { scene } = tenant;
  const { picklists } = scene;
  const atMs = momentOf(random, scene.nowMs, day);
  const parent = at === 0 && random.chance(0.3) ? random.int(1, FIXED_COMPANY_COUNT) : null;
  const row: Row = {
    ...makeCompany(scene, newCompanyNumber(tenant, day, at)),
    CompanyType: picklists.CompanyType.idOf('Customer'),
    Status: picklists.Status.idOf('Active'),
    Stage: picklists.Stage.idOf('New Customer'),
    ParentCompany: parent === null ? null : gsid(scene.seed, 'company', parent),
    OriginalContractDate: calendarDay(atMs),
    RenewalDate: calendarDay(atMs + 365 * DAY_MS),
    Churn_Date__gc: null,
    CustomerLifetimeInMonths: 0,
    LifecycleInWeeks: 0,
  };
  return insertion('company', row, atMs);
}

function edit({ scene, companies }: SeededTenant, random: Random, day: number): GrowthEvent[] {
  const company = drawFrom(random, companies);
  if (company === undefined) return [];
  const atMs = momentOf(random, scene.nowMs, day);
  const score = random.int(20, 95);
  const kinds: readonly [() => Row, ...(() => Row)[]] = [
    () => money(company, random),
    () => money(company, random),
    () => ({ Users: random.int(3, 900) }),
    () => ({ Stage: scene.picklists.Stage.idOf(random.pick(['Launched', 'Adopting', 'Will Churn'])) }),
    () => ({ RenewalDate: calendarDay(atMs + random.int(60, 500) * DAY_MS) }),
    () => ({ CurrentScore: score, Trend: random.pick(['Up', 'Flat', 'Down']) }),
    () => ({ Open_Tickets__gc: random.int(0, 30), Response_Hours__gc: random.int(1, 72) / 2 }),
    () => ({ Success_Notes__gc: random.pick(ODD_NOTES) }),
    () => ({ Name: `${company.name.slice(0, 200)} (${random.pick(['Group', 'neu', '集团', 'групп'])})` }),
    () => ({ Tags: scene.picklists.Tags.items.filter(() => random.chance(0.4)).map((item) => item.gsid) }),
    // A touch: only the modified date moves.
    () => ({}),
  ];
  return [change('company', company.gsid, atMs, random.pick(kinds)())];
}

function money({ arr }: SeededCompany, random: Random): Row {
  const value = Math.max(500, Math.round((arr * random.int(70, 140)) / 100));
  return { Arr: value, Mrr: Math.round((value / 12) * 100) / 100 };
}

/** A day sees one company turn: a customer leaves, or a prospect becomes one. */
function turn({ scene, companies }: SeededTenant, random: Random, day: number): GrowthEvent[] {
  const { picklists } = scene;
  const from = random.chance(0.5) ? 'Prospect' : 'Active';
  const candidates = companies.filter(
    ({ number, status }) => number > FIXED_COMPANY_COUNT && status === from,
  );
  const company = drawFrom(random, candidates);
  if (company === undefined) return [];
  const atMs = momentOf(random, scene.nowMs, day);
  const values: Row =
    from === 'Active'
      ? {
          Status: picklists.Status.idOf('Churn'),
          Stage: picklists.Stage.idOf('Churn'),
          CompanyType: picklists.CompanyType.idOf('Former Customer'),
          Churn_Date__gc: calendarDay(atMs),
          RenewalDate: null,
        }
      : {
          Status: picklists.Status.idOf('Active'),
          Stage: picklists.Stage.idOf('Kicked Off'),
          CompanyType: picklists.CompanyType.idOf('Customer'),
          Arr: random.int(10, 120) * 1000,
          OriginalContractDate: calendarDay(atMs),
          RenewalDate: calendarDay(atMs + 365 * DAY_MS),
        };
  return [change('company', company.gsid, atMs, values)];
}

function handover({ scene, companies }: SeededTenant, random: Random, day: number): GrowthEvent[] {
  const company = companies[FIXED_COMPANY_COUNT];
  const user = HANDOVERS.get(day);
  if (company === undefined || user === undefined) return [];
  const atMs = momentOf(random, scene.nowMs, day);
  return [change('company', company.gsid, atMs, { Csm: gsid(scene.seed, 'gsuser', user) })];
}

function mistake(tenant: SeededTenant, random: Random, day: number): GrowthEvent[] {
  if (day % 10 !== MISTAKE_DAYS + 1) return [];
  const { seed, nowMs } = tenant.scene;
  const number = newCompanyNumber(tenant, day - MISTAKE_DAYS, 1);
  return [
    {
      kind: 'delete',
      atMs: momentOf(random, nowMs, day),
      object: 'company',
      gsid: gsid(seed, 'company', number),
      logGsid: gsid(seed, 'record_delete_log', number),
    },
  ];
}
