import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  configDocumentSchema,
  countDraft,
  diffConfig,
  getAccount,
  getConfig,
  getConfigSchema,
  getConfigVersion,
  getInventory,
  getWorkspace,
  listAccounts,
  listConfigVersions,
  listFields,
  listRunRecords,
  listRuns,
  previewConfig,
  readInventory,
  releaseAccountField,
  saveConfig,
  setAccountField,
  validateConfig,
} from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
await api.makeLoop();
const { accounts: _accounts, ...rest } = TEST_DOCUMENT;
const NARROW = {
  ...rest,
  accounts: {
    import: 'matching',
    filter: {
      and: [
        { field: 'Status', op: 'in', value: ['Active'] },
        { field: 'Arr', op: 'gte', value: 1 },
      ],
    },
  },
};

test('connecting reads the inventory: counts of each rule, fill rates and proposals', async () => {
  const inventory = await api.call(getInventory, {});
  assert.deepEqual([inventory.state, inventory.records, inventory.calls], ['ready', 40, 3]);
  const counts = await api.call(countDraft, { body: { document: NARROW } });
  assert.deepEqual(
    counts.rules.map((rule) => rule.path),
    ['', 'and[0]', 'and[1]'],
  );
  const [account] = (await api.call(listAccounts, { query: {} })).items;
  const listed = [account?.name.toUpperCase(), 'Nobody & Sons'];
  const filter = { field: 'Name', op: 'in', value: listed };
  const document = { ...rest, accounts: { import: 'matching', filter } };
  const pasted = await api.call(countDraft, { body: { document } });
  assert.deepEqual([pasted.imported, pasted.unfound, counts.unfound], [1, ['Nobody & Sons'], []]);
  const gsid = account?.gainsightId ?? '';
  // Ids count as they stand: what the filter does not find, nobody must take for found.
  for (const [imported, value] of [
    [1, [gsid]],
    [0, [gsid.toLowerCase(), ` ${gsid}`, gsid.slice(0, 15)]],
  ] as const) {
    const ids = { ...rest, accounts: { import: 'matching', filter: { field: 'Gsid', op: 'in', value } } };
    const counted = await api.call(countDraft, { body: { document: ids } });
    assert.deepEqual([counted.imported, counted.unfound], [imported, imported === 1 ? [] : value]);
  }
  assert.ok(counts.imported !== null && counts.imported > 0 && counts.imported < 40);
  assert.equal(
    counts.statuses?.reduce((sum, one) => sum + one.accounts, 0),
    40,
  );
  const { items, proposals } = await api.call(listFields, { query: {} });
  assert.equal(items.find((field) => field.name === 'Name')?.filled, 40);
  assert.ok(proposals.some(({ field, source }) => field === 'csm' && source === 'Csm'));
});

test('a narrower filter is carried out as previewed, and the calls of what follows are counted', async () => {
  const preview = await api.call(previewConfig, { body: { document: NARROW } });
  const { isFull, calls, streams } = preview.cost;
  assert.deepEqual(
    [isFull, streams.map(({ label, mode }) => [label, mode])],
    [
      false,
      [
        ['Account & company data', 'projection'],
        ['Relationships', 'incremental'],
        ['Stakeholders', 'incremental'],
      ],
    ],
  );
  assert.equal(streams[0]?.calls, 0);
  assert.ok(calls > 0 && calls === streams.reduce((sum, one) => sum + (one.calls ?? 0), 0));
  const before = await api.call(listAccounts, { query: {} });
  const { version } = await api.call(saveConfig, { body: { basedOn: 1, document: NARROW } });
  assert.equal(version, 2);
  await api.workRuns();
  const after = await api.call(listAccounts, { query: {} });
  assert.equal(before.total - after.total, preview.totals.leaving);
  assert.ok(preview.totals.leaving > 0 && preview.withLeaving.stakeholders > 0);
  // What left with its accounts is what would come back with them.
  const { withEntering } = await api.call(previewConfig, { body: { document: TEST_DOCUMENT } });
  const unread = { relationships: 0, stakeholders: 0 };
  assert.deepEqual(withEntering, { ...preview.withLeaving, unread });
});

test('a document is held against the tenant, and each place that does not fit is named', async () => {
  const status = { ...TEST_DOCUMENT.status, churned: ['Gone'] };
  const account = { ...TEST_DOCUMENT.fields.account, arr: 'Csm' };
  const stakeholder = {
    phone: 'Person.Nowhere',
    email: 'Active',
    decisionMaker: 'Person.CreatedDate',
    custom: { shoe: 'Shoe__gc', tie: 'Title' },
  };
  const document = { ...TEST_DOCUMENT, status, fields: { account, stakeholder }, colour: 'blue' };
  const unknown = await api.call(validateConfig, { body: { document } });
  assert.deepEqual(
    unknown.issues.map((issue) => issue.path),
    ['colour'],
  );
  const { colour: _colour, ...known } = document;
  const unfit = await api.call(validateConfig, { body: { document: known } });
  assert.deepEqual(unfit.issues.map((issue) => issue.path).toSorted(), [
    'fields.account.arr',
    'fields.stakeholder.custom.shoe',
    'fields.stakeholder.decisionMaker',
    'fields.stakeholder.email',
    'fields.stakeholder.phone',
    'status.churned[0]',
  ]);
  assert.equal(
    unfit.issues.find(({ path }) => path === 'fields.stakeholder.email')?.message,
    'Active is of type boolean; choose a field of one of these: text',
  );
  const { version } = await api.call(getConfig, {});
  const refused = await api.refusal(saveConfig, { body: { basedOn: version, document: known } });
  assert.equal(refused.code, 'config_invalid');
});

test('warns of text that is to fill a number, with the share of values that can, and a preview sets the others aside', async () => {
  const account = { ...TEST_DOCUMENT.fields.account, arr: 'SfdcAccountId' };
  const document = { ...TEST_DOCUMENT, fields: { ...TEST_DOCUMENT.fields, account } };
  const said = await api.call(validateConfig, { body: { document } });
  const { label = '' } =
    (await api.call(listFields, { query: {} })).items.find(({ name }) => name === account.arr) ?? {};
  const warnings = [
    {
      path: 'fields.account.arr',
      message: `${label} is text: 0 of 40 values looked at can be read as a number; accounts with another value are set aside`,
    },
  ];
  assert.deepEqual(said, { isValid: true, issues: [], warnings });
  const preview = await api.call(previewConfig, { body: { document } });
  assert.deepEqual([preview.warnings, preview.totals['set-aside']], [warnings, 40]);
  assert.deepEqual((await api.call(previewConfig, { body: { document: TEST_DOCUMENT } })).warnings, []);
});

test('says of a document with faults what could not be done with it', async () => {
  const document = { ...TEST_DOCUMENT, colour: 'blue' };
  for (const [problem, outcome] of [
    [await api.refusal(previewConfig, { body: { document } }), 'cannot be previewed'],
    [await api.refusal(countDraft, { body: { document } }), 'cannot be previewed'],
    [await api.refusal(diffConfig, { body: { document } }), 'cannot be compared'],
    [await api.refusal(saveConfig, { body: { basedOn: 2, document } }), 'was not saved'],
  ] as const)
    assert.equal(problem.detail, `The configuration ${outcome}: it has faults.`);
});

test('shows a document in the order of its schema, whatever order it was saved in', async () => {
  const { document } = await api.call(getConfigVersion, { params: { version: 2 } });
  const order = Object.keys(configDocumentSchema.shape);
  const keys = Object.keys(document);
  assert.ok(keys.length > 3);
  assert.deepEqual(
    keys,
    order.filter((key) => keys.includes(key)),
  );
  assert.equal(JSON.stringify(document['accounts']), JSON.stringify(NARROW.accounts));
  assert.equal(JSON.stringify(document['status']), JSON.stringify(NARROW.status));
});

test('versions are listed with what each changed, and a stale draft is refused', async () => {
  const { items } = await api.call(listConfigVersions, { query: {} });
  assert.deepEqual(
    items.map((item) => item.version),
    [2, 1],
  );
  assert.deepEqual(
    items[0]?.changes.map((change) => change.path),
    ['accounts.filter', 'accounts.import'],
  );
  const first = await api.call(getConfigVersion, { params: { version: 1 } });
  assert.deepEqual([first.version, first.document['accounts']], [1, TEST_DOCUMENT.accounts]);
  assert.equal((await api.refusal(getConfigVersion, { params: { version: 99 } })).status, 404);
  const { from, changes } = await api.call(diffConfig, { body: { document: TEST_DOCUMENT } });
  assert.deepEqual([from, changes.length], [2, 2]);
  const stale = await api.refusal(saveConfig, { body: { basedOn: 1, document: TEST_DOCUMENT } });
  assert.deepEqual([stale.status, stale.code], [409, 'config_conflict']);
});

test('the published schema takes the document that Save takes, and no unknown key', async () => {
  const schema = await api.call(getConfigSchema, {});
  assert.equal(schema['$schema'], 'https://json-schema.org/draft/2020-12/schema');
  assert.ok(configDocumentSchema.safeParse(NARROW).success);
  assert.ok(!configDocumentSchema.safeParse({ ...NARROW, colour: 'blue' }).success);
});

test('a value set by hand stays over a full run, and removing it restores the source at once', async () => {
  const [account] = (await api.call(listAccounts, { query: {} })).items;
  assert.ok(account !== undefined);
  const params = { id: account.id, field: 'tier' };
  const set = await api.call(setAccountField, { params, body: { value: 'Platinum' } });
  assert.equal(set.tier, 'Platinum');
  api.clock.advance(25 * 3_600_000);
  await api.workRuns();
  const held = await api.call(getAccount, { params: { id: account.id } });
  assert.equal(held.tier, 'Platinum');
  assert.equal(held.fieldRows.find((row) => row.field === 'tier')?.isManual, true);
  assert.equal((await api.call(releaseAccountField, { params })).tier, account.tier);
  const refusal = await api.refusal(setAccountField, {
    params: { ...params, field: 'arr' },
    body: { value: 'x' },
  });
  assert.equal(refusal.code, 'account_field_unfit');
});

test('a run marks what Gainsight changed or lost since the preview that Save rested on', async () => {
  const tooOld = await api.refusal(previewConfig, { body: { document: NARROW } });
  assert.equal(tooOld.code, 'inventory_missing');
  const { rows } = api.sandbox.context.world.objects.get('company') ?? { rows: [] };
  const [company, goneBefore, goneAfter] = rows.map((row) => ({ row, gainsightId: String(row['Gsid']) }));
  assert.ok(company && goneBefore && goneAfter);
  const lose = (id: string) =>
    fetch(`${api.sandbox.gainsightUrl}/__sandbox/objects/company/${id}`, { method: 'DELETE' });
  await lose(goneBefore.gainsightId);
  assert.equal((await api.call(readInventory, {})).state, 'reading');
  await api.workRuns();
  const { readAt } = await api.call(getInventory, {});
  const { version } = await api.call(saveConfig, { body: { basedOn: 2, document: { ...rest, status: {} } } });
  api.clock.advance(60_000);
  await lose(goneAfter.gainsightId);
  Object.assign(company.row, { Name: 'Renamed in between', ModifiedDate: api.clock.now().toISOString() });
  await api.workRuns();
  const runs = await api.call(listRuns, { query: { stream: 'accounts' } });
  const run = runs.items.find((one) => one.configVersion === version);
  assert.ok(run !== undefined && run.mode === 'full');
  const records = async (outcome: 'added' | 'changed' | 'gone') =>
    (await api.call(listRunRecords, { query: { run: run.id, outcome, limit: 200 } })).items;
  const all = [...(await records('added')), ...(await records('changed'))];
  const marked = all.filter(({ changedSincePreviewOf }) => changedSincePreviewOf !== null);
  assert.deepEqual(
    marked.map(({ name, changedSincePreviewOf }) => [name, changedSincePreviewOf]),
    [['Renamed in between', readAt]],
  );
  assert.ok(all.length > 1, 'the others are as they were previewed');
  const gone = (await records('gone')).map((one) => [one.gainsightId, one.changedSincePreviewOf] as const);
  assert.deepEqual(
    new Map(gone),
    new Map([
      [goneBefore.gainsightId, null],
      [goneAfter.gainsightId, readAt],
    ]),
  );
});

test('the workspace tells how many the filter keeps out where nobody is in', async () => {
  assert.equal((await api.call(getWorkspace, {})).absentAccounts, null);
  const missing = (await api.call(listAccounts, { query: { presence: 'missing' } })).total;
  const { total } = await api.call(listAccounts, { query: {} });
  const filter = { field: 'Name', op: 'eq', value: 'Nobody & Sons' };
  const { version } = await api.call(getConfig, {});
  const document = { ...rest, accounts: { import: 'matching', filter } };
  await api.call(saveConfig, { body: { basedOn: version, document } });
  await api.workRuns();
  const { absentAccounts, checklist } = await api.call(getWorkspace, {});
  assert.ok(missing > 0);
  assert.deepEqual(absentAccounts, { filtered: total, missing });
  const step = checklist.find((one) => one.step === 'accounts');
  assert.deepEqual([step?.done, step?.detail], [false, `0 imported, ${total} filtered out`]);
});
