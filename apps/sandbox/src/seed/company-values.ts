import type { Value } from '../world.ts';
import type { CompanyDraft } from './company-draft.ts';
import { companyDomain, companyName } from './company-shape.ts';
import { gsid } from './gsid.ts';
import { ODD_NOTES } from './odd-texts.ts';
import type { PicklistName } from './picklists.ts';
import type { Scene } from './scene.ts';
import { DAY_MS, day, instant } from './scene.ts';
import { userNumber, USER_COUNT } from './users.ts';

/** How each field of Company gets its value from what was drawn, by API name. */
export type CompanyValues = Readonly<Record<string, (draft: CompanyDraft) => Value>>;

/** The makers of all fields of Company. */
export function companyValues({ seed, nowMs, picklists }: Scene): CompanyValues {
  const item = (name: PicklistName, label: string): string => picklists[name].idOf(label);
  const user = (number: number): string => gsid(seed, 'gsuser', number);
  const usDollar = item('CurrencyIsoCode', 'USD');
  const none = (): Value => null;
  return {
    Gsid: ({ number }) => gsid(seed, 'company', number),
    CreatedDate: ({ createdMs }) => instant(createdMs),
    CreatedBy: ({ number }) => user(1 + (number % USER_COUNT)),
    ModifiedDate: ({ modifiedMs }) => (modifiedMs === null ? null : instant(modifiedMs)),
    ModifiedBy: ({ number }) => user(1 + ((number * 7) % USER_COUNT)),
    Name: ({ number }) => companyName(seed, number),
    CompanyType: ({ status }) => item('CompanyType', typeOf(status)),
    ParentCompany: ({ parent }) => (parent === null ? null : gsid(seed, 'company', parent)),
    Industry: ({ hasOldIndustry, industry }) => (hasOldIndustry ? industry : null),
    IndustryNew: ({ industry }) => item('Industry', industry),
    CurrencyIsoCode: () => usDollar,
    TickerSymbol: ({ employees, number }) => (employees > 5000 ? `LX${number}` : null),
    Employees: ({ employees }) => employees,
    SfdcAccountId: ({ hasCrmId, number }) => (hasCrmId ? crmAccountId(seed, number) : null),
    Tags: ({ tags }) => tags,
    Users: ({ users }) => users,
    Csm: ({ csmNumber }) => (csmNumber === null ? null : user(csmNumber)),
    ManagedAs: ({ parent }) => item('ManagedAs', parent === null ? 'Single Entity' : 'Hierarchy'),
    Arr: ({ arr }) => arr,
    Mrr: ({ arr }) => (arr === null ? null : Math.round((arr / 12) * 100) / 100),
    Stage: ({ stage }) => item('Stage', stage),
    Status: ({ status }) => item('Status', status),
    OriginalContractDate: ({ status, createdMs }) =>
      status === 'Prospect' ? null : day(createdMs + 20 * DAY_MS),
    RenewalDate: ({ status, renewalMs }) => (status === 'Active' ? day(renewalMs) : null),
    CustomerLifetimeInMonths: ({ ageDays }) => Math.floor(ageDays / 30),
    LifecycleInWeeks: ({ ageDays }) => Math.floor(ageDays / 7),
    BillingAddress: ({ houseNumber, street }) => `${houseNumber} ${street}`,
    Summary: ({ depots }) =>
      depots === null ? null : `<p>Uses Lumenta in <strong>${depots}</strong> depots &amp; sites.</p>`,
    ScorecardId: none,
    CurrentScore: ({ score }) => score,
    PreviousScore: ({ previousScore }) => previousScore,
    Trend: ({ trend }) => trend,
    Nps: ({ nps }) => nps,
    Csat: ({ csat }) => csat,
    Tier__gc: ({ tier }) => item('Tier', tier),
    Region__gc: ({ region }) => item('Region', region),
    Domains__gc: domainsOf,
    Handrail_Health__gc: none,
    Handrail_Engagement__gc: none,
    Handrail_Sentiment__gc: none,
    Handrail_Health_Label__gc: none,
    Handrail_Last_Meeting__gc: none,
    Handrail_Open_Items__gc: none,
    Handrail_Account_Dark__gc: none,
    Account_Owner__gc: ({ owner }) => user(userNumber(owner)),
    Churn_Date__gc: ({ status, churnMs }) => (status === 'Churn' ? day(churnMs) : null),
    Products__gc: ({ products }) => products,
    Website__gc: ({ number }) => `https://www.${companyDomain(number)}/`,
    Support_Email__gc: ({ hasSupportEmail, number }) =>
      hasSupportEmail ? `support@${companyDomain(number)}` : null,
    Is_Reference__gc: ({ isReference }) => isReference,
    Discount__gc: ({ discount }) => discount,
    Expansion_Potential__gc: ({ expansion }) => expansion,
    Last_Review__gc: ({ lastReviewMs }) => (lastReviewMs === null ? null : instant(lastReviewMs)),
    Success_Notes__gc: ({ number }) =>
      number % 50 === 1 ? (ODD_NOTES[((number - 1) / 50) % ODD_NOTES.length] ?? null) : null,
    Contract_Number__gc: ({ number }) => `LX-${String(100_000 + number)}`,
    Open_Tickets__gc: ({ openTickets }) => openTickets,
    Response_Hours__gc: ({ responseHours }) => responseHours,
    Billing_Account__gc: none,
    Licensed_Modules__gc: ({ modules }) => modules,
    Successor__gc: ({ number }) => (number % 40 === 9 ? gsid(seed, 'company', number - 1) : null),
    ...integrationValues,
    Days_To_Renewal__gc: ({ renewalMs }) => Math.round((renewalMs - nowMs) / DAY_MS),
  };
}

/** What an integration keeps on one company of 25: the JSON types of the documents. */
const integrationValues: CompanyValues = {
  Integration_State__gc: ({ number }) => (isIntegrated(number) ? `{"source":"erp","rows":${number}}` : null),
  Integration_Key__gc: ({ number }) => (isIntegrated(number) ? `erp-${number}` : null),
  Integration_Weight__gc: ({ number }) => (isIntegrated(number) ? number / 4 : null),
  Integration_Paused__gc: ({ number }) => (isIntegrated(number) ? number % 2 === 0 : null),
};

function isIntegrated(number: number): boolean {
  return number % 25 === 3;
}

function domainsOf({ domains, number }: CompanyDraft): string | null {
  if (domains === 0) return null;
  const domain = companyDomain(number);
  return domains === 2 ? `${domain}, mail.${domain}` : domain;
}

function typeOf(status: string): string {
  if (status === 'Prospect') return 'Prospect';
  return status === 'Churn' ? 'Former Customer' : 'Customer';
}

/** CRM account id of a company: 18 characters as Salesforce has them. */
export function crmAccountId(seed: number, number: number): string {
  return `001${gsid(seed, 'company', number).slice(-15)}`;
}
