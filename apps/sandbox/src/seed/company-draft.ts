import type { FixedCompany } from './cast.ts';
import { FIXED_COMPANIES } from './cast.ts';
import { parentNumber } from './company-shape.ts';
import type { PicklistName } from './picklists.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import type { Scene } from './scene.ts';
import { DAY_MS, FIRST_ALIKE } from './scene.ts';
import { userNumber, USER_COUNT } from './users.ts';

/** The one company whose ModifiedDate is empty: tenants have such rows. */
const WITHOUT_MODIFIED_DATE = 97;
/** In a big world these share one instant of change, more of them than fit on a page of 5,000. */
const ONE_INSTANT = { from: 20_001, to: 25_200 };
/** Nights of mass imports, in days before now. */
const IMPORT_NIGHTS = [20, 75, 140, 205, 300] as const;

/**
 * All that is drawn for a company, as numbers and labels; its values are made from this one by one. `null` and
 * `false` stand where the company has no such value.
 */
export type CompanyDraft = ReturnType<typeof drawCompany>;

/** Draws company `number` (from 1); it depends on the world's seed and its own number alone. */
export function drawCompany(scene: Scene, number: number) {
  const { nowMs } = scene;
  const random = createRandom(scene.seed, 'company-row', number);
  const fixed = FIXED_COMPANIES[number - 1];
  const status = fixed === undefined ? drawStatus(random) : 'Active';
  const tier =
    fixed?.tier ?? random.pick(['Small', 'Small', 'Mid-Market', 'Mid-Market', 'Enterprise', 'Strategic']);
  const arr = status === 'Prospect' ? null : (fixed?.arr ?? drawArr(random, tier));
  const industry = fixed?.industry ?? drawLabel(scene, random, 'Industry');
  const csmNumber = drawCsm(random, fixed, status);
  const ageDays = random.int(60, 2200);
  const createdMs = nowMs - ageDays * DAY_MS - random.int(0, DAY_MS - 1);
  const renewalMs = nowMs + (fixed?.renewalInDays ?? random.int(-30, 364)) * DAY_MS;
  const employees = fixed?.employees ?? random.int(1, 200) * random.int(1, 60);
  const domains = number > 60 && random.chance(0.08) ? 0 : random.chance(0.1) ? 2 : 1;
  const churnMs = nowMs - random.int(5, 400) * DAY_MS;
  const score = random.int(20, 95);
  // The order of these properties is the order of the draws.
  return {
    number,
    parent: parentNumber(number),
    status,
    tier,
    arr,
    industry,
    csmNumber,
    ageDays,
    createdMs,
    renewalMs,
    employees,
    /** None, the domain of the website, or that and one for mail. */
    domains,
    churnMs,
    score,
    modifiedMs: alikeMs(scene, number, drawModified(random, nowMs, createdMs, number)),
    hasOldIndustry: random.chance(0.6),
    hasCrmId: !(number > 60 && random.chance(0.1)),
    tags: drawSome(scene, random, 'Tags', 0.15),
    users: status === 'Prospect' ? 0 : random.int(3, 900),
    stage: fixed?.stage ?? drawStage(random, status),
    houseNumber: random.int(1, 240),
    street: random.pick(['High Street', 'Harbour Road', 'Mill Lane', 'Rue du Port']),
    depots: random.chance(0.3) ? random.int(1, 40) : null,
    previousScore: Math.max(0, score - random.int(-15, 15)),
    trend: random.pick(['Up', 'Flat', 'Down']),
    nps: random.chance(0.4) ? random.int(-100, 100) : null,
    csat: random.chance(0.3) ? random.int(1, 5) : null,
    region: fixed?.region ?? drawLabel(scene, random, 'Region'),
    owner: random.pick(['dana', 'sofia']),
    products: drawSome(scene, random, 'Products', 0.45),
    hasSupportEmail: random.chance(0.5),
    isReference: random.chance(0.1),
    discount: random.int(0, 25),
    expansion: random.chance(0.4) ? random.int(1, 60) * 1000 : null,
    lastReviewMs: random.chance(0.5) ? nowMs - random.int(2, 200) * DAY_MS : null,
    openTickets: random.int(0, 12),
    responseHours: random.int(1, 72) / 2,
    modules: random.int(1, 5),
  };
}

function drawStatus(random: Random): 'Active' | 'Inactive' | 'Churn' | 'Prospect' {
  const draw = random.int(1, 100);
  if (draw <= 80) return 'Active';
  if (draw <= 88) return 'Prospect';
  return draw <= 96 ? 'Churn' : 'Inactive';
}

function drawStage(random: Random, status: string): string {
  if (status === 'Prospect') return 'New Customer';
  if (status === 'Churn') return 'Churn';
  return random.pick([
    'Kicked Off',
    'Launched',
    'Launched',
    'Adopting',
    'Adopting',
    'Adopting',
    'Will Churn',
  ]);
}

function drawArr(random: Random, tier: string): number {
  switch (tier) {
    case 'Strategic':
      return random.int(200, 900) * 1000;
    case 'Enterprise':
      return random.int(80, 400) * 1000;
    case 'Mid-Market':
      return random.int(20, 160) * 1000;
    default:
      return random.int(2, 40) * 500;
  }
}

function drawCsm(random: Random, fixed: FixedCompany | undefined, status: string): number | null {
  if (fixed !== undefined) return userNumber(fixed.csm);
  if (status === 'Prospect' || random.chance(0.05)) return null;
  // Now and then the CSM is somebody who has left: the tenant forgot to hand the company over.
  return random.chance(0.5) ? random.int(3, 8) : random.int(16, USER_COUNT);
}

function drawLabel({ picklists }: Scene, random: Random, name: PicklistName): string {
  const { activeLabels } = picklists[name];
  return activeLabels[random.int(0, activeLabels.length - 1)] ?? '';
}

function drawSome(
  { picklists }: Scene,
  random: Random,
  name: PicklistName,
  probability: number,
): string[] | null {
  const drawn: string[] = [];
  for (const item of picklists[name].items) {
    if (random.chance(probability)) drawn.push(item.gsid);
  }
  return drawn.length === 0 ? null : drawn;
}

/** The one instant of those that share it where the world is made so, else what was drawn. */
function alikeMs({ nowMs, sameSecond = 0 }: Scene, number: number, drawn: number | null): number | null {
  const isAlike = number >= FIRST_ALIKE && number < FIRST_ALIKE + sameSecond;
  return isAlike ? nowMs - (nowMs % DAY_MS) - 33 * DAY_MS : drawn;
}

/** Spread over the past year; an eighth on nights of mass imports, two thirds on whole seconds. */
function drawModified(random: Random, nowMs: number, createdMs: number, number: number): number | null {
  const midnight = nowMs - (nowMs % DAY_MS);
  if (number === WITHOUT_MODIFIED_DATE) return null;
  if (number >= ONE_INSTANT.from && number <= ONE_INSTANT.to) return midnight - 33 * DAY_MS;
  const night = midnight - random.pick(IMPORT_NIGHTS) * DAY_MS + 7_200_000;
  if (random.chance(0.125) && night > createdMs) return night;
  const span = Math.min(365 * DAY_MS, nowMs - createdMs);
  const at = nowMs - Math.floor((random.bits() / 4_294_967_296) * span);
  return random.chance(0.67) ? Math.max(createdMs, at - (at % 1000)) : at;
}
