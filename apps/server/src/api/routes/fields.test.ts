import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  connectGainsight,
  getConfig,
  getInventory,
  listFields,
  listRuns,
  listStakeholders,
  readInventory,
  saveConfig,
} from '@handrail/contract';
import { startApiTest, TEST_DOCUMENT } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
const { objects } = api.sandbox.context.world;
const person = objects.get('person');
const tie = objects.get('company_person');
const url = person?.fields.find(({ name }) => name === 'LinkedinUrl');
assert.ok(person && tie && url);
person.fields = [...person.fields, { ...url, name: 'Mobile__gc', label: 'Mobile phone' }];
// Every fifth person has a telephone, and as many a title that is empty.
for (const [at, row] of person.rows.entries()) row['Mobile__gc'] = at % 5 === 0 ? `+46 70 ${at}` : null;
for (const [at, row] of tie.rows.entries()) if (at % 5 === 0) row['Title'] = '';

const ask = (object: string) => api.call(listFields, { query: { object } });
type Reply = Awaited<ReturnType<typeof ask>>;
const find = ({ items }: Reply, name: string) => items.find((field) => field.name === name);

test('before a run has read people, their fields are told by type, and proposed by name alone', async () => {
  const { accessKey } = api.sandbox.context.credentials;
  const credential = { kind: 'access-key', accessKey } as const;
  await api.call(connectGainsight, { body: { url: api.sandbox.gainsightUrl, credential } });
  const told = await ask('person');
  assert.deepEqual([told.records, told.total, told.sampled], [null, null, null]);
  const email = find(told, 'Email');
  assert.deepEqual([email?.type, email?.filled, email?.lookedAt], ['text', null, null]);
  assert.deepEqual(
    told.proposals.find(({ field }) => field === 'phone'),
    { field: 'phone', source: 'Person.Mobile__gc', evidence: 'Mobile phone: named like it, text' },
  );
});

test('counts and samples the stored people and their places, in any letter case of the object', async () => {
  await api.makeLoop();
  const ofTie = await ask('Company_Person');
  const titles = tie.rows.map((row) => row['Title']);
  const title = find(ofTie, 'Title');
  assert.deepEqual([ofTie.records, ofTie.total], [tie.rows.length, tie.rows.length]);
  assert.equal(title?.filled, titles.filter((held) => held !== '').length);
  assert.ok(title.samples.length === 4 && title.samples.every((held) => titles.includes(held)));
  // Items stand under the labels that people read, not under the ids that records hold.
  const role = find(ofTie, 'Role');
  const labels = new Set(role?.options.map(({ label }) => label));
  assert.ok(role?.samples.length && role.samples.every((held) => labels.has(held)));
  const ofPerson = await ask('person');
  assert.equal(find(ofPerson, 'Email')?.filled, ofPerson.records);
  const atRelationship = await ask('relationship_person');
  assert.ok(atRelationship.records && find(atRelationship, 'Role')?.filled === atRelationship.records);
  const relationships = await ask('relationship');
  assert.equal(find(relationships, 'Name')?.filled, relationships.records);
});

test('tells fields of people that no run reads from a sample, read with the inventory in one call an object', async () => {
  const { calls } = await api.call(readInventory, {});
  await api.workRuns();
  const { items: runs } = await api.call(listRuns, { query: { stream: 'inventory', limit: 1 } });
  assert.deepEqual([runs[0]?.state, runs[0]?.calls], ['done', calls], 'as the button said');
  const ofPerson = await ask('person');
  const mobile = find(ofPerson, 'Mobile__gc');
  assert.equal(ofPerson.sampled?.records, person.rows.length);
  assert.deepEqual(
    [mobile?.filled, mobile?.lookedAt],
    [person.rows.filter((row) => row['Mobile__gc'] !== null).length, person.rows.length],
  );
  assert.match(mobile?.samples[0] ?? '', /^\+46 70 \d+$/u);
  assert.match(ofPerson.proposals.find(({ field }) => field === 'phone')?.evidence ?? '', /, 20 % filled$/u);
  // What runs read is told from all that is stored.
  assert.equal(find(ofPerson, 'Email')?.lookedAt, ofPerson.records);
  const ofTie = await ask('company_person');
  assert.ok(ofTie.items.every(({ lookedAt }) => lookedAt !== null));
});

test('keeps the inventory where Gainsight lets no people be read', async () => {
  api.sandbox.context.switches.refusedObjects = ['person'];
  await api.call(readInventory, {});
  await api.workRuns();
  api.sandbox.context.switches.refusedObjects = [];
  assert.equal((await api.call(getInventory, {})).state, 'ready');
  assert.equal((await ask('person')).sampled, null);
  assert.ok((await ask('company_person')).sampled !== null);
});

test('proposes sources of a stakeholder by name, type and fill rate, named as a document names them', async () => {
  const ofTie = await ask('company_person');
  const percent = Math.round(((find(ofTie, 'Title')?.filled ?? 0) / (ofTie.records ?? 0)) * 100);
  assert.deepEqual(
    ofTie.proposals.map(({ field, source, evidence }) => [field, source, evidence]),
    [
      ['title', 'Title', `Title: named so, text, ${percent} % filled`],
      ['role', 'Role', 'Role: named so, picklist, 100 % filled'],
    ],
  );
  const ofPerson = await ask('person');
  assert.deepEqual(
    ofPerson.proposals.map(({ field, source }) => [field, source]),
    [
      ['name', 'Person.Name'],
      ['email', 'Person.Email'],
      ['phone', 'Person.Mobile__gc'],
    ],
  );
});

test('tells the figures of a field once the run that its mapping caused has read it', async () => {
  const { version } = await api.call(getConfig, {});
  const fields = { ...TEST_DOCUMENT.fields, stakeholder: { phone: 'Person.Mobile__gc' } };
  await api.call(saveConfig, { body: { basedOn: version, document: { ...TEST_DOCUMENT, fields } } });
  await api.workRuns();
  const told = await ask('person');
  const mobile = find(told, 'Mobile__gc');
  assert.equal(mobile?.filled, person.rows.filter((row) => row['Mobile__gc'] !== null).length);
  assert.match(mobile.samples[0] ?? '', /^\+46 70 \d+$/u);
  assert.match(told.proposals.find(({ field }) => field === 'phone')?.evidence ?? '', /, 20 % filled$/u);
  const { items } = await api.call(listStakeholders, { query: { limit: 200 } });
  assert.ok(items.some(({ phone }) => phone?.startsWith('+46')));
});

test('lets only admins read them, since samples are content', async () => {
  const { token } = await api.addMember('user');
  const refused = await api.refusal(listFields, { query: { object: 'person' } }, token);
  assert.equal(refused.code, 'not_allowed');
});
