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

const line = JSON.stringify({
  id: 'stakeholder-step-1',
  title: ABOUT,
  startedAt: api.clock.now().toISOString(),
  participants: [{ name: 'Ada Example', email: 'Ada@Unknown-Domain.example', side: 'theirs' }],
  turns: [{ speaker: 'Ada Example', text: 'We will renew next year.', startMs: 0, endMs: 4_000 }],
});
const imported = await api.call(e.importMeetings, {
  body: { fileName: 'talk.jsonl', format: 'json-lines', content: line },
});
const meetingId = imported.meetingIds[0] ?? '';
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

test('lets a stakeholder of two accounts decide nothing', async () => {
  const second = { Person_ID: person, Company_ID: other.gainsightId, Active: true };
  const more = await send('POST', 'company_person', second);
  await afterAnHour();
  assert.deepEqual([(await read(meetingId)).attribution, await homesOf(meetingId)], ['review', []]);
  await send('PATCH', `company_person/${more}`, { Active: false });
  await afterAnHour();
  assert.deepEqual(await homesOf(meetingId), [[home.id, 1]]);
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
