// A user leaves, or a field goes, that the saved configuration names: nothing else is kept from being saved.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  connectGainsight,
  countDraft,
  getConfig,
  listAccounts,
  listPreviewRows,
  listRuns,
  previewConfig,
  readInventory,
  saveConfig,
  syncStream,
  unforeseenInWords,
  updateWorkspace,
  validateConfig,
} from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const { timeline: _timeline, writeback: _writeback, ...INBOUND } = TEST_DOCUMENT;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const api = await startApiTest(import.meta.url, { sandbox: { companies: 40 } });
const rowsOf = (object: string) => api.sandbox.context.world.objects.get(object)?.rows ?? [];

async function atGainsight(method: string, path: string, body?: object): Promise<void> {
  const reply = await fetch(`${api.sandbox.gainsightUrl}/__sandbox${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  });
  assert.ok(reply.ok, await reply.text());
}

async function readAnew(): Promise<void> {
  api.clock.advance(MINUTE_MS);
  for (const name of ['users', 'accounts'] as const)
    await api.call(syncStream, { params: { name }, body: { mode: 'full' } });
  await api.workRuns();
  await api.call(readInventory, {});
  await api.workRuns();
}

const held = async () =>
  (await api.call(listAccounts, { query: { limit: 100 } })).items.map(({ id }) => id).toSorted();

/** The saved document with other parts. */
async function edit(part: object) {
  const { version, document } = await api.call(getConfig, {});
  return { basedOn: version, document: { ...document, ...part } };
}

async function save(part: object): Promise<void> {
  await api.call(saveConfig, { body: await edit(part) });
  await api.workRuns();
}

const warned = async (part: object) => {
  const { document } = await edit(part);
  const { isValid, warnings } = await api.call(validateConfig, { body: { document } });
  return isValid ? warnings.map(({ path }) => path) : 'invalid';
};

/** The places that Save refuses a part for; Preview refuses it for the same. */
const refused = async (part: object) => {
  const draft = await edit(part);
  const refusal = await api.refusal(saveConfig, { body: draft });
  const { document } = draft;
  const ofPreview = await api.refusal(previewConfig, { body: { document } });
  assert.deepEqual([ofPreview.code, ofPreview.issues], [refusal.code, refusal.issues]);
  return refusal.issues?.map(({ path }) => path);
};

const preview = async (part: object) => {
  const { document } = await edit(part);
  return api.call(previewConfig, { body: { document, limit: 50 } });
};

const counted = new Map<unknown, number>();
for (const { Csm } of rowsOf('company')) counted.set(Csm, (counted.get(Csm) ?? 0) + 1);
const csms = rowsOf('gsuser')
  .filter((user) => user['IsActiveUser'] === true && counted.has(user['Gsid']))
  .map((user) => ({ id: String(user['Gsid']), email: String(user['Email']) }));
const [leaver, stayer] = csms;
assert.ok(leaver && stayer);
const ruleOf = (...emails: readonly string[]) => ({
  import: 'matching',
  filter: { and: [{ field: 'Csm', op: 'in', value: emails }] },
});

test('a rule on who left goes on to mean them, and only its own part cannot be saved', async () => {
  const { accessKey } = api.sandbox.context.credentials;
  await api.call(connectGainsight, {
    body: { url: api.sandbox.gainsightUrl, credential: { kind: 'access-key', accessKey } },
  });
  await save(INBOUND);
  await readAnew();
  await save({ accounts: ruleOf(leaver.email) });
  await readAnew();
  const before = await held();
  assert.ok(before.length > 0 && before.length < 40, String(before.length));

  await atGainsight('PATCH', `/objects/gsuser/${leaver.id}`, { IsActiveUser: false });
  await readAnew();
  const path = 'accounts.filter.and[0].value[0]';
  const retention = { retention: { transcripts: 400 } };
  assert.deepEqual(await warned(retention), [path]);
  const { warnings, totals } = await preview(retention);
  assert.deepEqual([warnings.map((one) => one.path), totals.leaving], [[path], 0]);
  await save(retention);
  await api.call(updateWorkspace, { body: { timeZone: 'Asia/Tokyo' } });
  await save({ retention: { transcripts: 300 } });
  await readAnew();
  assert.deepEqual(await held(), before);

  // Another rule is changed, taken away and put in front; this one still decides as it did.
  const [left] = ruleOf(leaver.email).filter.and;
  const matching = (and: readonly object[]) => ({ accounts: { import: 'matching', filter: { and } } });
  const theirs = rowsOf('company').filter((row) => row['Csm'] === leaver.id);
  const arr = theirs.map((row) => Number(row['Arr']));
  const middle = arr.toSorted((one, other) => one - other)[Math.floor(arr.length / 2)] ?? 0;
  const rich = { field: 'Arr', op: 'gte', value: middle };
  const moved = 'accounts.filter.and[1].value[0]';
  assert.deepEqual(await warned(matching([rich, left ?? {}])), [moved]);
  const foreseen = await preview(matching([rich, left ?? {}]));
  await save(matching([rich, left ?? {}]));
  await readAnew();
  const both = arr.filter((one) => one >= middle);
  assert.deepEqual(
    [both.length, foreseen.totals.leaving],
    [(await held()).length, before.length - both.length],
  );
  assert.ok(both.length > 0 && both.length < before.length, String(both.length));
  const of = { op: 'in', value: [leaver.email] };
  assert.deepEqual(await refused(matching([rich, { field: 'Account_Owner__gc', ...of }])), [moved]);
  assert.deepEqual(await refused(matching([rich, left ?? {}, left ?? {}])), [
    'accounts.filter.and[2].value[0]',
  ]);
  assert.deepEqual(await refused(matching([rich, { field: 'Csm', ...of, op: 'not_in' }])), [moved]);
  await save(matching([left ?? {}]));
  await readAnew();
  assert.deepEqual(await held(), before);

  assert.deepEqual(await refused({ accounts: ruleOf(leaver.email, stayer.email) }), [path]);
  const churned = { field: 'Csm', op: 'eq', value: leaver.email };
  const status = { status: { ...TEST_DOCUMENT.status, churned } };
  assert.deepEqual(await refused(status), ['status.churned.value']);
});

test('a name on a field that was gone for a while is still the item that it was', async () => {
  const ofCompany = '/admin/objects/company/fields';
  const tier = api.sandbox.context.world.objects
    .get('company')
    ?.fields.find(({ name }) => name === 'Tier__gc');
  // Its label is not its system name, which names it for good.
  const label = 'Mid-Market';
  const item = tier?.items?.find((one) => one.label === label);
  assert.ok(item);
  await save({ status: { field: 'Tier__gc', churned: [label], prospect: [] } });
  await atGainsight('PATCH', `${ofCompany}/Tier__gc`, { name: 'Gone__gc' });
  api.clock.advance(DAY_MS);
  await api.workRuns();
  await readAnew();
  assert.ok((await warned({ cadence: { accounts: 60 } })).includes('status.field'));
  await save({ cadence: { accounts: 60 } });

  await atGainsight('PATCH', `${ofCompany}/Gone__gc`, { name: 'Tier__gc' });
  await atGainsight('PATCH', `${ofCompany}/Tier__gc/items/${item.gsid}`, { label: 'Lost' });
  api.clock.advance(DAY_MS);
  await api.workRuns();
  await readAnew();
  const { document } = await edit({});
  const { warnings } = await api.call(validateConfig, { body: { document } });
  assert.deepEqual(
    warnings.filter((one) => one.path.startsWith('status')),
    [
      {
        path: 'status.churned[0]',
        message: `Tier has no item ${label} any more; it is called Lost now`,
      },
    ],
  );
});

test('a field that is gone stops the run that reads it, and no Save of anything else', async () => {
  await save({ accounts: ruleOf(stayer.email), status: INBOUND.status });
  await atGainsight('DELETE', '/admin/objects/company/fields/Region__gc');
  api.clock.advance(DAY_MS);
  await api.workRuns();
  await readAnew();
  const path = 'fields.account.region';
  const stopped = async () => {
    const { items } = await api.call(listRuns, { query: { limit: 100 } });
    return items.find(({ stream }) => stream === 'accounts')?.state;
  };
  assert.deepEqual(await warned({ cadence: { accounts: 90 } }), [path]);
  await save({ cadence: { accounts: 90 } });
  assert.equal(await stopped(), 'awaiting-approval');

  const { account } = INBOUND.fields;
  const custom = { ...account.custom, area: 'Region__gc' };
  const fields = { account: { ...account, custom } };
  assert.deepEqual(await refused({ fields }), ['fields.account.custom.area']);
  const prefer = { source: 'Region__gc', prefer: ['North'] };
  assert.deepEqual(await refused({ fields: { account: { ...account, region: prefer } } }), [path]);
});

test('a preview leaves as it stands what is read from a field that is gone, and says so', async () => {
  const before = await held();
  const [first] = (await api.call(listAccounts, { query: { limit: 100 } })).items;
  assert.ok(first && before.length > 1);
  const filter = { field: 'Gsid', op: 'in', value: [first.gainsightId] };
  const narrower = { accounts: { import: 'matching', filter } };

  const kept = await preview({ cadence: { accounts: 120 } });
  assert.deepEqual(kept.unforeseen, { fields: ['Region__gc'], isDecided: true });
  assert.deepEqual([kept.unchanged, kept.totals.fields, kept.totals.leaving], [before.length, 0, 0]);
  assert.match(String(unforeseenInWords(kept)), /no field Region__gc: .* shown as it stands/u);
  const { document } = await edit({ cadence: { accounts: 120 } });
  assert.equal((await api.call(countDraft, { body: { document } })).imported, before.length);

  const left = await preview(narrower);
  assert.deepEqual([left.totals.leaving, left.totals.fields], [before.length - 1, 0]);
  const { region: _region, ...mapped } = INBOUND.fields.account;
  const mended = await preview({ ...narrower, fields: { account: mapped } });
  assert.deepEqual([mended.totals.leaving, mended.unforeseen], [before.length - 1, null]);
});

test('a preview foresees nothing of accounts while a field is gone that decides them', async () => {
  const { region: _region, ...mapped } = INBOUND.fields.account;
  const filter = { field: 'Churn_Date__gc', op: 'empty' };
  await save({ fields: { account: mapped }, accounts: { import: 'matching', filter } });
  await readAnew();
  const before = await held();
  assert.ok(before.length > 0);
  await atGainsight('DELETE', '/admin/objects/company/fields/Churn_Date__gc');
  api.clock.advance(DAY_MS);
  await api.workRuns();
  await readAnew();

  const { tier: _tier, ...fewer } = mapped;
  const part = { fields: { account: fewer } };
  const { unforeseen, totals, unchanged, warnings } = await preview(part);
  assert.deepEqual(unforeseen, { fields: ['Churn_Date__gc'], isDecided: false });
  assert.deepEqual([...new Set(Object.values(totals)), unchanged], [0, before.length]);
  assert.deepEqual(
    warnings.map(({ path }) => path),
    ['accounts.filter.field'],
  );
  const { document } = await edit(part);
  const counts = await api.call(countDraft, { body: { document } });
  assert.deepEqual([counts.gone, counts.imported, counts.rules], [['Churn_Date__gc'], null, []]);
  assert.equal(
    counts.statuses?.reduce((sum, one) => sum + one.accounts, 0),
    counts.records,
  );
  const other = { accounts: { import: 'matching', filter: { field: 'Tier__gc', op: 'not_empty' } } };
  const chosen = await api.call(countDraft, { body: { document: { ...document, ...other } } });
  assert.deepEqual([chosen.gone, chosen.rules[0]?.matches], [[], chosen.imported]);
  const rows = await api.call(listPreviewRows, { body: { document, kind: 'leaving' } });
  assert.deepEqual(rows.items, []);
  await save(part);
  assert.deepEqual(await held(), before);
});
