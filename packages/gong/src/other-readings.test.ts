import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { after, before, test } from 'node:test';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { createStubClock, startStubServer, type StubRequest, type StubServer } from '@handrail/http/testing';
import { createGongClient, type GongClient } from './client.ts';

/**
 * A company unlike the sandbox, within what the reference allows: one record a page, no `records` at the end of a
 * list, fields null or absent, ids of twenty digits, unknown keys, packed bodies in chunks, a connection for each call.
 */
let company: StubServer;
let client: GongClient;
const PERIOD = { from: new Date('2026-11-10T00:00:00Z'), to: new Date('2026-11-12T00:00:00Z') };
const [A, B, C] = ['18446744073709551613', '18446744073709551614', '18446744073709551615'] as const;

const CALLS = [
  { id: A, title: 'Renewal', started: '2026-11-11T09:00:00.123456+01:00', duration: 61.5, novel: { x: 1 } },
  { id: B, title: null, scheduled: null, started: null, duration: null, isPrivate: null, direction: null },
  { id: C },
];
const EXTENSIVE = [
  {
    metaData: CALLS[0],
    parties: [
      {
        id: 'p1',
        speakerId: null,
        userId: null,
        emailAddress: null,
        methods: null,
        context: null,
        hat: true,
      },
      { name: 'Ines Holm', speakerId: '18446744073709551600' },
      null,
    ],
    context: null,
    content: null,
  },
  {
    metaData: CALLS[1],
    parties: null,
    context: [{ system: 'Generic', objects: null }, null],
    interaction: null,
  },
  { metaData: CALLS[2] },
];
const TRANSCRIPTS = [
  {
    callId: A,
    transcript: [{ speakerId: null, sentences: [{ start: 1, text: 'Yes.' }, null] }, { sentences: null }],
  },
  { callId: B, transcript: null },
  { callId: C, transcript: [] },
];
const LISTS: Readonly<Record<string, readonly [string, readonly unknown[]]>> = {
  '/v2/calls': ['calls', CALLS],
  '/v2/calls/extensive': ['calls', EXTENSIVE],
  '/v2/calls/transcript': ['callTranscripts', TRANSCRIPTS],
  '/v2/users': [
    'users',
    [
      { id: A, emailAliases: null, active: null },
      { id: B, emailAliases: ['a@x.test', null] },
    ],
  ],
  '/v2/workspaces': ['workspaces', [{ id: C, colour: 'red' }]],
};

before(async () => {
  company = await startStubServer(answer);
  const http = { allowOrigins: [company.origin], clock: createStubClock(), random: () => 0 };
  client = createGongClient({ origin: company.origin, accessKey: 'k', accessKeySecret: 's', http });
});
after(async () => {
  await client.close();
  await company.close();
});

function answer(request: StubRequest, response: ServerResponse): void {
  const url = new URL(request.url, company.origin);
  const [key, items] = LISTS[url.pathname] ?? ['call', []];
  if (key === 'call') return send(request, response, { call: { ...CALLS[0], novel: [] } });
  const posted: unknown = request.body === '' ? {} : JSON.parse(request.body);
  const cursor = url.searchParams.get('cursor') ?? Reflect.get(Object(posted), 'cursor');
  const at = Number(cursor ?? 0);
  const isEmpty = url.searchParams.get('fromDateTime')?.startsWith('1990') === true;
  if (isEmpty) return send(request, response, { requestId: null, [key]: null });
  const isPaged = key !== 'workspaces' && at + 1 < items.length;
  const records = isPaged ? { records: { cursor: String(at + 1), totalRecords: null } } : {};
  return send(request, response, {
    ...records,
    [key]: key === 'workspaces' ? items : [items[at]],
    debug: {},
  });
}

function send({ number }: StubRequest, response: ServerResponse, json: unknown): void {
  const text = JSON.stringify(json);
  const [encoding, packed] =
    number % 2 === 0 ? (['gzip', gzipSync(text)] as const) : (['br', brotliCompressSync(text)] as const);
  response.writeHead(200, {
    'content-encoding': encoding,
    connection: 'close',
    'content-type': 'application/json',
  });
  response.write(packed.subarray(0, 8));
  response.end(packed.subarray(8));
}

async function itemsOf<Item>(
  pages: AsyncIterable<{ readonly items: readonly Item[]; readonly unreadable: readonly unknown[] }>,
): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) {
    assert.deepEqual(page.unreadable, []);
    items.push(...page.items);
  }
  return items;
}

test('lists calls that say hardly anything, one a page, to a last page without records', async () => {
  const calls = await itemsOf(client.calls.list(PERIOD));
  assert.deepEqual(
    calls.map(({ id }) => id),
    [A, B, C],
  );
  assert.equal(calls[0]?.started?.toISOString(), '2026-11-11T08:00:00.123Z');
  assert.equal(calls[0]?.duration, 61.5);
  assert.equal(calls[2]?.isPrivate, null);
  assert.equal((await client.calls.find(A))?.id, A);
});

test('reads a list that is null as empty', async () => {
  const from = new Date('1990-01-01T00:00:00Z');
  assert.deepEqual(await itemsOf(client.calls.list({ from, to: new Date('1990-01-02T00:00:00Z') })), []);
});

test('reads parties and links of which some are null, and loses no call for them', async () => {
  const calls = await itemsOf(client.calls.extensive({ callIds: [A, B, C], select: { content: ['brief'] } }));
  assert.deepEqual(
    calls.map(({ metaData }) => metaData.id),
    [A, B, C],
  );
  assert.deepEqual(
    calls[0]?.parties.map(({ speakerId, methods }) => [speakerId, methods]),
    [
      [null, []],
      ['18446744073709551600', []],
    ],
  );
  assert.deepEqual(calls[1]?.context, [{ system: 'Generic', objects: [] }]);
  assert.deepEqual([calls[2]?.parties, calls[2]?.content], [[], null]);
  const ofPeriod = await itemsOf(client.calls.extensive(PERIOD));
  assert.equal(ofPeriod.length, 3);
});

test('reads transcripts without speakers, sentences and ends', async () => {
  const transcripts = await itemsOf(client.transcripts.list(PERIOD));
  assert.deepEqual(transcripts, [
    {
      callId: A,
      transcript: [
        { speakerId: null, topic: null, sentences: [{ start: 1, end: 1, text: 'Yes.' }] },
        { speakerId: null, topic: null, sentences: [] },
      ],
    },
    { callId: B, transcript: [] },
    { callId: C, transcript: [] },
  ]);
});

test('reads users and workspaces', async () => {
  const users = await itemsOf(client.users.list());
  assert.deepEqual(
    users.map(({ id, emailAliases, active }) => [id, emailAliases, active]),
    [
      [A, [], null],
      [B, ['a@x.test'], null],
    ],
  );
  assert.deepEqual(await client.workspaces.list(), [{ id: C, name: null, description: null }]);
});
