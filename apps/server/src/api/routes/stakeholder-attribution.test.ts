import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints as e } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
await api.makeLoop();

const send = async (method: string, path: string, values: object): Promise<string> => {
  const reply = await fetch(`${api.sandbox.gainsightUrl}/__sandbox/objects/${path}`, {
    method,
    headers: { connection: 'close', 'content-type': 'application/json' },
    body: JSON.stringify(values),
  });
  assert.ok(reply.ok, await reply.clone().text());
  const made: unknown = await reply.json();
  return typeof made === 'object' && made !== null && 'Gsid' in made ? String(made.Gsid) : '';
};

async function afterAnHour(): Promise<void> {
  api.clock.advance(3_600_000);
  await api.workRuns();
}

const { items: accounts } = await api.call(e.listAccounts, { query: { limit: 2 } });
const [home, other] = accounts;
assert.ok(home && other);
const ABOUT = 'Talk with somebody of no known domain';
const read = async (id: string) => api.call(e.getMeeting, { params: { id } });
const homesOf = async (id: string) => (await read(id)).accounts.map(({ id: at, step }) => [at, step]);

async function talk(id: string): Promise<string> {
  const content = JSON.stringify({
    id,
    title: ABOUT,
    startedAt: api.clock.now().toISOString(),
    participants: [{ name: 'Ada Example', email: 'Ada@Unknown-Domain.example', side: 'theirs' }],
    turns: [{ speaker: 'Ada Example', text: `We will renew next year (${id}).`, startMs: 0, endMs: 4_000 }],
  });
  const { meetingIds } = await api.call(e.importMeetings, {
    body: { fileName: `${id}.jsonl`, format: 'json-lines', content },
  });
  return meetingIds[0] ?? assert.fail('nothing was imported');
}

const meetingId = await talk('stakeholder-step-1');
let tie = '';
let person = '';

test('places a meeting by a participant who has become a stakeholder of one account', async () => {
  await afterAnHour();
  assert.equal((await read(meetingId)).attribution, 'review');
  person = await send('POST', 'person', { Name: 'Ada Example', Email: 'ada@unknown-domain.example' });
  tie = await send('POST', 'company_person', {
    Person_ID: person,
    Company_ID: home.gainsightId,
    Active: true,
  });
  await afterAnHour();
  assert.deepEqual(await homesOf(meetingId), [[home.id, 1]]);
});

test('lets a stakeholder of two accounts decide nothing, and leaves a meeting where it was held before', async () => {
  const second = { Person_ID: person, Company_ID: other.gainsightId, Active: true };
  const more = await send('POST', 'company_person', second);
  await afterAnHour();
  const later = await talk('stakeholder-step-2');
  await afterAnHour();
  assert.deepEqual([(await read(later)).attribution, await homesOf(later)], ['review', []]);
  assert.deepEqual(await homesOf(meetingId), [[home.id, 1]]);
  await send('PATCH', `company_person/${more}`, { Active: false });
  await afterAnHour();
  assert.deepEqual(await homesOf(later), [[home.id, 1]]);
});

test('keeps what a person decided when stakeholders change', async () => {
  await api.call(e.attributeMeeting, {
    params: { id: meetingId },
    body: { by: 'person', accountIds: [other.id] },
  });
  await send('PATCH', `company_person/${tie}`, { Title: 'CEO' });
  await afterAnHour();
  assert.deepEqual(await homesOf(meetingId), [[other.id, 0]]);
});
