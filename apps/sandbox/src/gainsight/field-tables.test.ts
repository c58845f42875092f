import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, startTestSandbox } from '../testing.ts';

/** Field names of reference section 18, but for the two that it leaves open (`ExternalId / SourceId`, 18.5's aliases). */
const documentedFields = {
  company: `Gsid Name CompanyType ParentCompany Industry IndustryNew CurrencyIsoCode TickerSymbol Employees SfdcAccountId
    Tags Users Csm ManagedAs ARR MRR Stage Status OriginalContractDate RenewalDate CustomerLifetimeInMonths
    LifecycleInWeeks BillingAddress Summary ScorecardId CurrentScore PreviousScore Trend Nps Csat CreatedBy ModifiedBy
    CreatedDate ModifiedDate`,
  relationship: `Gsid Name CompanyId TypeId Csm Arr Mrr OneTimeRevenue Users Stage Status OriginalContractDate
    RenewalDate CustomerLifetimeInMonths CurrentScore PreviousScore ScorecardId Nps ExternalId CreatedBy CreatedDate
    ModifiedBy ModifiedDate`,
  person: `Gsid Name Prefix FirstName MiddleName LastName Email Timezone Location LinkedinUrl Comments EmailOptOut
    DynamicResolutionKey MasterRecordID MasterAvatarTypeCode GsIngestionSource CreatedBy CreatedDate ModifiedBy
    ModifiedDate`,
  company_person: `Gsid Person_ID Company_ID Title Role Active IsPrimaryCompany Manager CreatedDate ModifiedDate`,
  relationship_person: `Gsid Person_ID Company_Person_ID Relationship_ID Relationship_Type_ID Company_ID Role Active
    CreatedBy ModifiedBy`,
  gsuser: `Gsid Name FirstName LastName Email SFDCUserName SfdcUserId IsActiveUser IsSuperAdmin LicenseType SystemType
    Manager CompanyID Title Timezone Locale Role IsPartner PartnerId PreferredNotificationSource
    GainsightLicenseEnabled ProfilePicture CreatedBy CreatedDate ModifiedBy ModifiedDate`,
  company_team: `Gsid Company_ID User_ID TeamRole AccessLevel ManagerRole1 ManagerRole2 ManagerRole3 UserSource Deleted
    CreatedAt CreatedBy ModifiedAt ModifiedBy`,
  activity_timeline: `Gsid ExternalId Subject Notes NotesPlainText ActivityDate CreatedDate LastModifiedDate contextname
    ContextId GsCompanyId GsRelationshipId GsRelationshipTypeId AuthorId TypeName ReportingCategory InternalAttendees
    ExternalAttendees DurationInMins Source ExternalSource MilestoneType Milestone_type_name Scorecard ScorecardMeasure
    ScoreDetails SfTaskId SfEventId SfdcCtaId UserId UserName UserEmail CreatedBy LastModifiedBy`,
} as const;

test('answers a query for every field of the field tables', async (t) => {
  const { send } = await startTestSandbox(t);
  for (const [object, names] of Object.entries(documentedFields)) {
    const select = names.split(/\s+/);
    const reply = await send('POST', `/v1/data/objects/query/${object}`, { select, limit: 1 });
    assert.equal(reply.status, 200, reply.text);
    assert.deepEqual(Object.keys(Object(at(reply.body, 'data', 'records', 0))), select, object);
  }
});

test('takes the names that the samples of the Company page have, and describes the fields as tenants do', async (t) => {
  const { send, query } = await startTestSandbox(t);
  const company = { Name: 'Lindqvist AB', Renewal_Date: '2027-03-31', Customer_Lifetime_in_Months: 3 };
  const saved = await send('POST', '/v1/data/objects/Company', { records: [company] });
  assert.equal(saved.status, 200, saved.text);
  const where = {
    conditions: [{ name: 'renewal_date', alias: 'A', operator: 'EQ', value: ['2027-03-31'] }],
    expression: 'A',
  };
  const select = ['Name', 'Renewal_Date', 'CustomerLifetimeInMonths'];
  const rows = await query('company', { select, where });
  assert.deepEqual(
    rows.find(({ Name }) => Name === 'Lindqvist AB'),
    { Name: 'Lindqvist AB', Renewal_Date: '2027-03-31', CustomerLifetimeInMonths: 3 },
  );
  const described = await send('GET', '/v1/meta/services/objects/Company/describe');
  assert.doesNotMatch(described.text, /Renewal_Date/);
});

test('tells of a user the role, the pictures and the ways to be told that the tenant keeps', async (t) => {
  const { query } = await startTestSandbox(t);
  const select = ['Role', 'PartnerId', 'PreferredNotificationSource', 'ProfilePicture'];
  const users = await query('gsuser', { select });
  for (const name of ['Role', 'PreferredNotificationSource', 'ProfilePicture'])
    assert.ok(new Set(users.map((user) => user[name])).size > 1, name);
});
