import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { createStubClock } from '@handrail/http/testing';
import { type Sandbox, startSandbox } from '@handrail/sandbox';
import type { GongCallFacts } from './call-schemas.ts';
import { createGongClient, type GongClient } from './client.ts';

/** The client and the sandbox are two readings of the same documents; here they meet. */
let sandbox: Sandbox;
let client: GongClient;
let calls: GongCallFacts[];
const EVER = { from: new Date('2000-01-01T00:00:00Z'), to: new Date('2100-01-01T00:00:00Z') };

before(async () => {
  sandbox = await startSandbox({ port: 0, companies: 50, limits: 'off' });
  client = clientOf(sandbox.context.credentials.gongAccessKeySecret);
  calls = await itemsOf(client.calls.list(EVER));
});
after(async () => {
  await client.close();
  await sandbox.stop();
});

function clientOf(accessKeySecret: string): GongClient {
  const accessKey = sandbox.context.credentials.gongAccessKey;
  const http = { allowOrigins: [sandbox.gongUrl], clock: createStubClock(), random: () => 0 };
  return createGongClient({ origin: sandbox.gongUrl, accessKey, accessKeySecret, http });
}

async function itemsOf<Item>(
  pages: AsyncIterable<{ items: readonly Item[]; unreadable: readonly unknown[] }>,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) {
    assert.deepEqual(page.unreadable, []);
    items.push(...page.items);
  }
  return items;
}

test('lists calls with string ids and dates, each once', () => {
  assert.ok(calls.length >= 12);
  assert.equal(new Set(calls.map(({ id }) => id)).size, calls.length);
  for (const call of calls) {
    assert.match(call.id, /^\d{1,20}$/);
    assert.ok(call.started instanceof Date && (call.duration ?? 0) > 0);
  }
});

test('lists by planned or real start: from inside, to outside', async () => {
  const [some] = calls;
  const at = some?.scheduled ?? some?.started;
  assert.ok(at instanceof Date);
  const ids = async (from: Date, to: Date) =>
    (await itemsOf(client.calls.list({ from, to }))).map(({ id }) => id);
  const soon = new Date(at.getTime() + 60_000);
  const earlier = new Date(at.getTime() - 60_000);
  assert.ok((await ids(at, soon)).includes(some?.id ?? ''));
  assert.ok(!(await ids(earlier, at)).includes(some?.id ?? ''));
});

test('reads a period without calls as empty', async () => {
  const period = { from: new Date('1990-01-01T00:00:00Z'), to: new Date('1990-01-02T00:00:00Z') };
  assert.deepEqual(await itemsOf(client.calls.list(period)), []);
});

test('reads parties of all calls, their speakers found in the transcripts', async () => {
  const callIds = calls.map(({ id }) => id);
  const extensive = await itemsOf(client.calls.extensive({ callIds }));
  const transcripts = await itemsOf(client.transcripts.list({ callIds }));
  assert.equal(extensive.length, calls.length);
  assert.ok(transcripts.length > 0);
  const speakers = new Map(
    extensive.map((call) => [call.metaData.id, new Set(call.parties.map(({ speakerId }) => speakerId))]),
  );
  for (const { callId, transcript } of transcripts) {
    assert.ok(transcript.length > 0);
    const known = transcript.filter(({ speakerId }) => speakers.get(callId)?.has(speakerId));
    assert.ok(known.length > 0, callId);
    for (const { sentences } of transcript) for (const { start, end } of sentences) assert.ok(start <= end);
  }
  assert.ok(extensive.some(({ parties }) => parties.some(({ affiliation }) => affiliation === 'External')));
});

test('reads unknown ids as nothing', async () => {
  assert.deepEqual(await itemsOf(client.calls.extensive({ callIds: ['99999999999999999999'] })), []);
  assert.deepEqual(await itemsOf(client.transcripts.list({ callIds: ['99999999999999999999'] })), []);
});

test('reads users and workspaces', async () => {
  const users = await itemsOf(client.users.list());
  assert.ok(users.length > 0 && users.every(({ emailAddress }) => emailAddress?.includes('@')));
  assert.ok((await client.workspaces.list()).length > 0);
});

test('names a wrong secret', async () => {
  const stranger = clientOf('wrong-secret');
  await assert.rejects(itemsOf(stranger.calls.list(EVER)), { code: 'gong_unauthorized' });
  await stranger.close();
});
