import type { Row, Value, WorldObject } from '../world.ts';
import type { FixedCompany } from './cast.ts';
import { FIXED_COMPANIES } from './cast.ts';
import { companyFields } from './company-fields.ts';
import { companyDomain, companyName, parentNumber } from './company-shape.ts';
import { gsid, keyPrefix } from './gsid.ts';
import type { PicklistName } from './picklists.ts';
import type { Random } from './random.ts';
import { createRandom } from './random.ts';
import type { Scene } from './scene.ts';
import { DAY_MS, day, instant } from './scene.ts';
import { userNumber, USER_COUNT } from './users.ts';

/** The one company whose ModifiedDate is empty: tenants have such rows. */
const WITHOUT_MODIFIED_DATE = 97;
/** In a big world these share one instant of change, more of them than fit on a page of 5,000. */
const ONE_INSTANT = { from: 20_001, to: 25_200 };
/** Nights of mass imports, in days before now. */
const IMPORT_NIGHTS = [20, 75, 140, 205, 300] as const;

/** The companies 1 … `count`; each depends on its own number alone. */
export function makeCompanies(scene: Scene, count: number): WorldObject {
  const rows: Row[] = [];
  for (let number = 1; number <= count; number += 1) rows.push(makeCompany(scene, number));
  return {
    name: 'company',
    label: 'Company',
    objectType: 'STANDARD',
    keyPrefix: keyPrefix(scene.seed, 'company'),
    fields: companyFields(scene.picklists),
    rows,
  };
}

/** CRM account id of a company: 18 characters as Salesforce has them. */
export function crmAccountId(seed: number, number: number): string {
  return `001${gsid(seed, 'company', number).slice(-15)}`;
}

/** Makes company `number` (from 1). */
export function makeCompany(scene: Scene, number: number): Row {
  const { seed, nowMs, picklists } = scene;
  const random = createRandom(seed, 'company-row', number);
  const fixed = FIXED_COMPANIES[number - 1];
  const parent = parentNumber(number);
  const status = fixed === undefined ? drawStatus(random) : 'Active';
  const tier =
    fixed?.tier ?? random.pick(['Small', 'Small', 'Mid-Market', 'Mid-Market', 'Enterprise', 'Strategic']);
  const arr = status === 'Prospect' ? null : (fixed?.arr ?? drawArr(random, tier));
  const industry = fixed?.industry ?? drawLabel(scene, random, 'Industry');
  const csm = csmOf(scene, random, fixed, status);
  const ageDays = random.int(60, 2200);
  const createdMs = nowMs - ageDays * DAY_MS - random.int(0, DAY_MS - 1);
  const renewalMs = nowMs + (fixed?.renewalInDays ?? random.int(-30, 364)) * DAY_MS;
  const employees = fixed?.employees ?? random.int(1, 200) * random.int(1, 60);
  const domain = companyDomain(number);
  const domains =
    number > 60 && random.chance(0.08) ? null : random.chance(0.1) ? `${domain}, mail.${domain}` : domain;
  const churnMs = nowMs - random.int(5, 400) * DAY_MS;
  const score = random.int(20, 95);
  const item = (name: PicklistName, label: string): string => picklists[name].idOf(label);
  return {
    Gsid: gsid(seed, 'company', number),
    CreatedDate: instant(createdMs),
    CreatedBy: gsid(seed, 'gsuser', 1 + (number % USER_COUNT)),
    ModifiedDate: modifiedDate(random, nowMs, createdMs, number),
    ModifiedBy: gsid(seed, 'gsuser', 1 + ((number * 7) % USER_COUNT)),
    Name: companyName(seed, number),
    CompanyType: item('CompanyType', typeOf(status)),
    ParentCompany: parent === null ? null : gsid(seed, 'company', parent),
    Industry: random.chance(0.6) ? industry : null,
    IndustryNew: item('Industry', industry),
    CurrencyIsoCode: item('CurrencyIsoCode', 'USD'),
    TickerSymbol: employees > 5000 ? `LX${number}` : null,
    Employees: employees,
    SfdcAccountId: number > 60 && random.chance(0.1) ? null : crmAccountId(seed, number),
    Tags: drawSome(scene, random, 'Tags', 0.15),
    Users: status === 'Prospect' ? 0 : random.int(3, 900),
    Csm: csm,
    ManagedAs: item('ManagedAs', parent === null ? 'Single Entity' : 'Hierarchy'),
    Arr: arr,
    Mrr: arr === null ? null : Math.round((arr / 12) * 100) / 100,
    Stage: item('Stage', fixed?.stage ?? stageOf(random, status)),
    Status: item('Status', status),
    OriginalContractDate: status === 'Prospect' ? null : day(createdMs + 20 * DAY_MS),
    RenewalDate: status === 'Active' ? day(renewalMs) : null,
    CustomerLifetimeInMonths: Math.floor(ageDays / 30),
    LifecycleInWeeks: Math.floor(ageDays / 7),
    BillingAddress: `${random.int(1, 240)} ${random.pick(['High Street', 'Harbour Road', 'Mill Lane', 'Rue du Port'])}`,
    Summary: random.chance(0.3)
      ? `<p>Uses Lumenta in <strong>${random.int(1, 40)}</strong> depots &amp; sites.</p>`
      : null,
    ScorecardId: null,
    CurrentScore: score,
    PreviousScore: Math.max(0, score - random.int(-15, 15)),
    Trend: random.pick(['Up', 'Flat', 'Down']),
    Nps: random.chance(0.4) ? random.int(-100, 100) : null,
    Csat: random.chance(0.3) ? random.int(1, 5) : null,
    Tier__gc: item('Tier', tier),
    Region__gc: item('Region', fixed?.region ?? drawLabel(scene, random, 'Region')),
    Domains__gc: domains,
    Handrail_Health__gc: null,
    Handrail_Engagement__gc: null,
    Handrail_Sentiment__gc: null,
    Handrail_Health_Label__gc: null,
    Handrail_Last_Meeting__gc: null,
    Handrail_Open_Items__gc: null,
    Account_Owner__gc: gsid(seed, 'gsuser', userNumber(random.pick(['dana', 'sofia']))),
    Churn_Date__gc: status === 'Churn' ? day(churnMs) : null,
    Products__gc: drawSome(scene, random, 'Products', 0.45),
    Website__gc: `https://www.${domain}/`,
    Support_Email__gc: random.chance(0.5) ? `support@${domain}` : null,
    Is_Reference__gc: random.chance(0.1),
    Discount__gc: random.int(0, 25),
    Expansion_Potential__gc: random.chance(0.4) ? random.int(1, 60) * 1000 : null,
    Last_Review__gc: random.chance(0.5) ? instant(nowMs - random.int(2, 200) * DAY_MS) : null,
    Success_Notes__gc:
      number % 50 === 1
        ? '<p>Prefers calls <em>before</em> noon. Zürich ⇄ Malmö; “ask for Åsa” 🙂</p>'
        : null,
    Contract_Number__gc: `LX-${String(100_000 + number)}`,
    Open_Tickets__gc: random.int(0, 12),
    Response_Hours__gc: random.int(1, 72) / 2,
    Billing_Account__gc: null,
    Licensed_Modules__gc: random.int(1, 5),
    Successor__gc: number % 40 === 9 ? gsid(seed, 'company', number - 1) : null,
    Integration_State__gc: number % 25 === 3 ? `{"source":"erp","rows":${number}}` : null,
    Integration_Key__gc: number % 25 === 3 ? `erp-${number}` : null,
    Integration_Weight__gc: number % 25 === 3 ? number / 4 : null,
    Integration_Paused__gc: number % 25 === 3 ? number % 2 === 0 : null,
    Days_To_Renewal__gc: Math.round((renewalMs - nowMs) / DAY_MS),
  };
}

function drawStatus(random: Random): 'Active' | 'Inactive' | 'Churn' | 'Prospect' {
  const draw = random.int(1, 100);
  if (draw <= 80) return 'Active';
  if (draw <= 88) return 'Prospect';
  return draw <= 96 ? 'Churn' : 'Inactive';
}

function typeOf(status: string): string {
  if (status === 'Prospect') return 'Prospect';
  return status === 'Churn' ? 'Former Customer' : 'Customer';
}

function stageOf(random: Random, status: string): string {
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

function csmOf(
  { seed }: Scene,
  random: Random,
  fixed: FixedCompany | undefined,
  status: string,
): string | null {
  if (fixed !== undefined) return gsid(seed, 'gsuser', userNumber(fixed.csm));
  if (status === 'Prospect' || random.chance(0.05)) return null;
  // Now and then the CSM is somebody who has left: the tenant forgot to hand the company over.
  return gsid(seed, 'gsuser', random.chance(0.5) ? random.int(3, 8) : random.int(16, USER_COUNT));
}

function drawLabel({ picklists }: Scene, random: Random, name: PicklistName): string {
  const active = picklists[name].items.filter((item) => item.active);
  return active[random.int(0, active.length - 1)]?.label ?? '';
}

function drawSome({ picklists }: Scene, random: Random, name: PicklistName, probability: number): Value {
  const drawn: string[] = [];
  for (const item of picklists[name].items) {
    if (random.chance(probability)) drawn.push(item.gsid);
  }
  return drawn.length === 0 ? null : drawn;
}

/** Spread over the past year; an eighth on nights of mass imports, two thirds on whole seconds. */
function modifiedDate(random: Random, nowMs: number, createdMs: number, number: number): string | null {
  const midnight = nowMs - (nowMs % DAY_MS);
  if (number === WITHOUT_MODIFIED_DATE) return null;
  if (number >= ONE_INSTANT.from && number <= ONE_INSTANT.to) return instant(midnight - 33 * DAY_MS);
  const night = midnight - random.pick(IMPORT_NIGHTS) * DAY_MS + 7_200_000;
  if (random.chance(0.125) && night > createdMs) return instant(night);
  const span = Math.min(365 * DAY_MS, nowMs - createdMs);
  const at = nowMs - Math.floor((random.bits() / 4_294_967_296) * span);
  return instant(random.chance(0.67) ? Math.max(createdMs, at - (at % 1000)) : at);
}
