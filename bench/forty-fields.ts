/**
 * A configuration that selects 40 fields of the sandbox's Company: 16 standard ones, status and the day of the
 * churn, 22 custom ones.
 */
const CUSTOM = {
  companyType: 'CompanyType',
  oldIndustry: 'Industry',
  ticker: 'TickerSymbol',
  users: 'Users',
  managedAs: 'ManagedAs',
  lifetimeMonths: 'CustomerLifetimeInMonths',
  lifecycleWeeks: 'LifecycleInWeeks',
  billingAddress: 'BillingAddress',
  summary: 'Summary',
  currentScore: 'CurrentScore',
  previousScore: 'PreviousScore',
  trend: 'Trend',
  nps: 'Nps',
  csat: 'Csat',
  website: 'Website__gc',
  supportEmail: 'Support_Email__gc',
  isReference: 'Is_Reference__gc',
  discount: 'Discount__gc',
  expansionPotential: 'Expansion_Potential__gc',
  lastReview: 'Last_Review__gc',
  contractNumber: 'Contract_Number__gc',
  openTickets: 'Open_Tickets__gc',
} as const;

const STANDARD = {
  name: 'Name',
  owner: 'Account_Owner__gc',
  csm: 'Csm',
  tier: 'Tier__gc',
  parent: 'ParentCompany',
  arr: 'Arr',
  mrr: 'Mrr',
  currency: 'CurrencyIsoCode',
  renewalDate: 'RenewalDate',
  contractStart: 'OriginalContractDate',
  lifecycleStage: 'Stage',
  industry: 'IndustryNew',
  region: 'Region__gc',
  domains: 'Domains__gc',
  employees: 'Employees',
  crmId: 'SfdcAccountId',
} as const;

export const FORTY_FIELDS = {
  config: {
    version: 1,
    accounts: { import: 'all' },
    status: {
      field: 'Status',
      churned: ['Churn', 'Inactive'],
      prospect: ['Prospect'],
      churnedOn: 'Churn_Date__gc',
    },
    fields: { account: { ...STANDARD, custom: CUSTOM } },
  },
  standard: STANDARD,
  custom: CUSTOM,
  /** What both the product and the floor select beside Gsid and ModifiedDate. */
  select: [...Object.values(STANDARD), ...Object.values(CUSTOM), 'Status', 'Churn_Date__gc'],
} as const;
