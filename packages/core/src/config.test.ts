import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configDocument } from './config-document.ts';
import { accountSources } from './config.ts';
import { DEFAULT_CONFIGURATION, parseConfig } from './parse-config.ts';

const document = {
  version: 1,
  accounts: {
    import: 'matching',
    filter: {
      and: [
        { field: 'Status', op: 'in', value: ['Active', 'Churned'] },
        {
          or: [
            { field: 'Region__gc', op: 'eq', value: 'EMEA' },
            { field: 'ARR', op: 'gte', value: 50_000 },
          ],
        },
      ],
    },
    whenFiltered: { keepDays: 90 },
  },
  status: {
    field: 'Status',
    churned: ['Churned', 'Inactive'],
    prospect: ['Prospect'],
    churnedOn: 'Churn_Date__gc',
  },
  fields: {
    account: {
      name: 'Name',
      csm: 'Csm',
      owner: 'Account_Owner__gc',
      tier: 'Tier__gc',
      arr: 'ARR',
      renewalDate: 'RenewalDate',
      custom: { region: 'Region__gc' },
    },
    stakeholder: { name: 'Person.Name', email: 'Person.Email', role: 'Role', title: 'Title' },
  },
  meetings: { from: '2026-08-01', mode: 'all-but-excluded', exclude: [{ domain: 'lawfirm.example' }] },
  timeline: {
    enabled: true,
    fallbackAuthor: 'ops@acme.example',
    types: { default: 'Meeting', 'business-review': 'QBR' },
    canary: [],
  },
  writeback: {
    enabled: true,
    values: [
      {
        metric: 'health.score',
        object: 'Company',
        field: 'Handrail_Health__gc',
        whenUndefined: 'keep',
        owner: 'handrail',
      },
    ],
  },
  retention: { transcripts: 540, summaries: 'forever' },
  cadence: { accounts: 60, users: 240 },
};

test('reads the whole document of the design and names the source fields it needs, not those it writes', () => {
  const result = parseConfig(document);
  assert.ok(result.ok, JSON.stringify(result));
  assert.deepEqual(result.value.fields.account.standard.csm, {
    source: 'Csm',
    owner: 'gainsight',
    prefer: [],
  });
  assert.deepEqual(accountSources(result.value), [
    'ARR',
    'Account_Owner__gc',
    'Churn_Date__gc',
    'Csm',
    'Name',
    'Region__gc',
    'RenewalDate',
    'Status',
    'Tier__gc',
  ]);
});

test('fills every default of an empty document', () => {
  const result = parseConfig({ version: 1 });
  assert.ok(result.ok);
  assert.deepEqual(result.value, DEFAULT_CONFIGURATION);
  assert.equal(result.value.accounts.import, 'all');
  assert.equal(result.value.cadence.meetings, 15);
  assert.deepEqual(accountSources(result.value), ['Name']);
});

test('returns every issue with its path', () => {
  const result = parseConfig({
    version: 2,
    extra: 1,
    accounts: { import: 'some', filter: { and: [{ field: 'A', op: 'like', value: 1 }, { or: [] }] } },
    meetings: { from: '2026-02-30', exclude: [{ domain: 'x' }, { person: 'a@b.example', title: 'y' }] },
    timeline: { enabled: true },
    cadence: { accounts: 1 },
    retention: { transcripts: 0 },
    fields: { account: { nick: 'Nick__gc', arr: { source: 'ARR', owner: 'nobody' } } },
    health: {
      weights: { sentiment: 100, engagement: 0, openItems: 0, responseTime: 0 },
      thresholds: { high: 40 },
      windowDays: 3,
      fields: { responseTime: 'hours' },
    },
  });
  assert.ok(!result.ok);
  assert.deepEqual(result.issues.map((issue) => issue.path).toSorted(), [
    'accounts.filter.and[0].op',
    'accounts.filter.and[1].or',
    'accounts.import',
    'cadence.accounts',
    'extra',
    'fields.account.arr.owner',
    'fields.account.nick',
    'health.fields.responseTime',
    'health.thresholds.medium',
    'health.weights',
    'health.windowDays',
    'meetings.exclude[0].domain',
    'meetings.exclude[1]',
    'meetings.from',
    'retention.transcripts',
    'timeline.fallbackAuthor',
    'version',
  ]);
});

for (const other of [
  null,
  4,
  'text',
  [],
  [[]],
  { version: 1, accounts: [] },
  { version: 1, __proto__: { a: 1 } },
]) {
  test(`never throws on a document that is ${JSON.stringify(other)}`, () => {
    assert.equal(typeof parseConfig(other).ok, 'boolean');
  });
}

test('refuses a filter nested beyond its bound instead of walking it', () => {
  let filter: unknown = { field: 'A', op: 'empty' };
  for (let depth = 0; depth < 10_000; depth += 1) filter = { and: [filter] };
  const result = parseConfig({ version: 1, accounts: { import: 'matching', filter } });
  assert.ok(!result.ok);
});

test('writes a configuration as a document without its defaults, and reads the same one back', () => {
  const result = parseConfig(document);
  assert.ok(result.ok);
  const written = configDocument(result.value);
  assert.deepEqual(written['cadence'], undefined);
  assert.deepEqual(written['status'], document.status);
  assert.deepEqual(parseConfig(JSON.parse(JSON.stringify(written))), result);
  assert.deepEqual(configDocument(DEFAULT_CONFIGURATION), { version: 1 });
});

test('refuses a second row for the same field, however its name is spelled', () => {
  const row = (metric: string, field: string) => ({ metric, object: 'Company', field });
  const values = [row('health.score', 'Handrail_Health__gc'), row('engagement.score', 'handrail_health__GC')];
  assert.deepEqual(parseConfig({ version: 1, writeback: { enabled: true, values } }), {
    ok: false,
    issues: [{ path: 'writeback.values[1].field', message: 'is written by an earlier row already' }],
  });
});
