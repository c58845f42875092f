// Rows of the writeback contract whose field says a value otherwise than it is measured.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  connectGainsight,
  getConfig,
  getWriteback,
  saveConfig,
  syncStream,
  validateConfig,
} from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const LABEL = 'Handrail_Health_Label__gc';
const WORDS = { High: 'Good', Medium: 'Fair', Low: 'Poor' };
const api = await startApiTest(import.meta.url, { sandbox: { companies: 20 } });
const adminDoor = `${api.sandbox.gainsightUrl}/__sandbox/admin/objects/company/fields`;
const headers = { 'content-type': 'application/json' };

const { accessKey } = api.sandbox.context.credentials;
await api.call(connectGainsight, {
  body: { url: api.sandbox.gainsightUrl, credential: { kind: 'access-key', accessKey } },
});

const row = (metric: string, field: string, conversion?: object) => ({ metric, field, conversion });
const documentOf = (...values: readonly object[]) => ({ ...TEST_DOCUMENT, writeback: { values } });
async function validate(...values: readonly object[]) {
  const { issues, warnings } = await api.call(validateConfig, { body: { document: documentOf(...values) } });
  const told = (found: readonly { path: string; message: string }[]) =>
    found.map(({ path, message }) => `${path.replace('writeback.values[0].', '')}: ${message}`);
  return { issues: told(issues), warnings: told(warnings) };
}
/** Reads what the tenant's fields are by now. */
async function describe(): Promise<void> {
  api.clock.advance(86_400_000);
  await api.workRuns();
  await api.call(syncStream, { params: { name: 'accounts' }, body: { mode: 'full' } });
  await api.workRuns();
}
const save = async (...values: readonly object[]) =>
  api.call(saveConfig, {
    body: { basedOn: (await api.call(getConfig, {})).version, document: documentOf(...values) },
  });

test('a picklist with other words takes a label once each word has an item that it has', async () => {
  assert.deepEqual((await validate(row('health.label', LABEL))).issues, [
    'field: Handrail Health Label has no item High, Medium, Low: say which item each word becomes',
  ]);
  const off = await validate(row('health.label', LABEL, { words: { ...WORDS, Medium: 'Middling' } }));
  assert.deepEqual(off.issues, ['conversion.words.Medium: Handrail Health Label has no item Middling']);
  assert.deepEqual(await validate(row('health.label', LABEL, { words: WORDS })), {
    issues: [],
    warnings: [],
  });
});

test('warns of decimals that the field loses only where the converted number has them', async () => {
  const whole = { name: 'Whole__gc', label: 'Whole', type: 'NUMBER' };
  assert.ok((await fetch(adminDoor, { method: 'POST', headers, body: JSON.stringify(whole) })).ok);
  await save();
  await describe();
  const rounded = ['field: Whole: Health score is rounded to 0 decimals by Gainsight'];
  assert.deepEqual((await validate(row('health.score', 'Whole__gc', { outOf: 10 }))).warnings, rounded);
  const told = await validate(row('health.score', 'Whole__gc', { outOf: 10, decimals: 0 }));
  assert.deepEqual(told, { issues: [], warnings: [] });
});

test('refuses to write over what Handrail reads itself, and says what that is', async () => {
  const remedy = 'write to a field that was made for it, or read that from another one';
  for (const [metric, field, reader] of [
    ['health.score', 'ARR', 'ARR is where Handrail reads the field ARR'],
    ['meetings.last', 'RenewalDate', 'Renewal Date is where Handrail reads the field Renewal date'],
    ['health.label', 'Tier__gc', 'Tier is where Handrail reads the field Tier'],
    ['health.label', 'Status', 'Status is where Handrail reads the status'],
  ] as const) {
    assert.deepEqual((await validate(row(metric, field))).issues, [`field: ${reader}: ${remedy}`]);
  }
});

test('refuses to read from a field that is written by now', async () => {
  await save(row('health.score', 'Handrail_Health__gc'));
  const { account } = TEST_DOCUMENT.fields;
  const custom = { health: 'handrail_health__GC' };
  const document = {
    ...documentOf(row('health.score', 'Handrail_Health__gc')),
    fields: { account: { ...account, custom } },
  };
  const { issues } = await api.call(validateConfig, { body: { document } });
  assert.deepEqual(
    issues.map(({ path }) => path),
    ['writeback.values[0].field'],
  );
});

test('an item that is renamed after Save is still the one that was meant', async () => {
  const rename = async (id: string, label: string) => {
    const address = `${adminDoor}/${LABEL}/items/${id}`;
    const reply = await fetch(address, { method: 'PATCH', headers, body: JSON.stringify({ label }) });
    assert.equal(reply.status, 200, await reply.text());
    await describe();
  };
  const idsOf = async () => {
    const conversion = (await api.call(getWriteback, {})).rows[0]?.conversion;
    assert.ok(conversion != null && 'words' in conversion);
    return conversion.words;
  };
  await save(row('health.label', LABEL, { words: WORDS }));
  const before = await idsOf();
  const good = before['High'] ?? '';
  assert.match(good, /^1I00/u);
  await rename(good, 'Great');
  // Its system name stays, by which it is found as before; named by its label it is found by what Save knew.
  const byLabel = row('health.label', LABEL, { words: { ...WORDS, High: 'Great' } });
  await save(byLabel);
  await rename(good, 'Splendid');
  const renamed = 'Handrail Health Label has no item Great any more; it is called Splendid now';
  assert.deepEqual(await validate(byLabel), {
    issues: [],
    warnings: [`conversion.words.High: ${renamed}`],
  });
  await save(byLabel, row('meetings.last', 'Handrail_Last_Meeting__gc'));
  assert.deepEqual(await idsOf(), before);
});
