import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { answerJson, createStubClock, startStubServer, type StubRequest } from '@handrail/http/testing';
import { createGongClient } from './client.ts';
import { GongError } from './errors.ts';

const PERIOD = { from: new Date('2026-11-10T00:00:00Z'), to: new Date('2026-11-12T00:00:00Z') };
const CALL_ID = '4400000000000000001';

async function setUp(t: TestContext, answer: (request: StubRequest, response: ServerResponse) => void) {
  const server = await startStubServer(answer);
  const clock = createStubClock();
  const client = createGongClient({
    origin: server.origin,
    accessKey: 'key',
    accessKeySecret: 'canary-secret',
    http: { allowOrigins: [server.origin], clock, random: () => 0 },
  });
  t.after(async () => {
    await client.close();
    await server.close();
  });
  return { server, clock, client };
}

async function itemsOf<Item>(pages: AsyncIterable<{ readonly items: readonly Item[] }>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const page of pages) items.push(...page.items);
  return items;
}

function refusal(...errors: string[]) {
  return { requestId: 'r-7', errors };
}

test('lists the calls of a period over all pages, the cursor in the query', async (t) => {
  const { client, server } = await setUp(t, ({ number }, response) =>
    answerJson(response, {
      requestId: `r-${number}`,
      records: {
        totalRecords: 2,
        currentPageSize: 1,
        currentPageNumber: number - 1,
        ...(number === 1 ? { cursor: 'c+1/=' } : {}),
      },
      calls: [
        {
          id: `440000000000000000${number}`,
          title: 'Renewal',
          started: '2026-11-11T09:00:00+01:00',
          duration: 1_830,
          isPrivate: false,
        },
      ],
    }),
  );
  const calls = await itemsOf(client.calls.list({ ...PERIOD, workspaceId: 'w1' }));
  assert.deepEqual(
    calls.map(({ id }) => id),
    ['4400000000000000001', '4400000000000000002'],
  );
  assert.equal(calls[0]?.started?.toISOString(), '2026-11-11T08:00:00.000Z');
  assert.equal(calls[0]?.scheduled, null);
  const urls = server.requests.map(({ url }) => new URL(url, server.origin));
  assert.deepEqual(Object.fromEntries(urls[0]?.searchParams ?? []), {
    fromDateTime: '2026-11-10T00:00:00.000Z',
    toDateTime: '2026-11-12T00:00:00.000Z',
    workspaceId: 'w1',
  });
  assert.equal(urls[1]?.searchParams.get('cursor'), 'c+1/=');
  assert.equal(urls[1]?.searchParams.get('workspaceId'), 'w1');
  assert.equal(
    server.requests[0]?.headers.authorization,
    `Basic ${Buffer.from('key:canary-secret').toString('base64')}`,
  );
});

test('reads parties and CRM links in batches of 100, the cursor in the body', async (t) => {
  const { client, server } = await setUp(t, ({ number, body }, response) => {
    const { filter } = JSON.parse(body) as { filter: { callIds: string[] } };
    answerJson(response, {
      records: { totalRecords: 1, ...(number === 1 ? { cursor: 'next' } : {}) },
      calls: [
        {
          metaData: { id: filter.callIds[0], isPrivate: null },
          parties: [
            {
              id: 'p1',
              name: 'Ines Holm',
              emailAddress: 'ines@lindqvist.test',
              affiliation: 'External',
              methods: null,
              speakerId: null,
            },
          ],
          context: [
            {
              system: 'Salesforce',
              objects: [{ objectType: 'Account', objectId: '001A', timing: 'Now', fields: [] }],
            },
          ],
          content: { brief: 'not asked for' },
        },
      ],
    });
  });
  const ids = Array.from({ length: 101 }, (_, index) => `id-${index}`);
  const calls = await itemsOf(client.calls.extensive({ callIds: [...ids, 'id-0'] }));
  const bodies = server.requests.map(({ body }) => JSON.parse(body));
  assert.deepEqual(
    bodies.map(({ filter, cursor }) => [filter.callIds.length, cursor]),
    [
      [100, undefined],
      [100, 'next'],
      [1, undefined],
    ],
  );
  assert.deepEqual(bodies[1].contentSelector, bodies[0].contentSelector);
  assert.equal(server.requests[1]?.url, '/v2/calls/extensive');
  assert.deepEqual(calls[0]?.parties[0]?.methods, []);
  assert.equal(calls[0]?.context[0]?.objects[0]?.objectId, '001A');
});

test('reads transcripts with times in milliseconds and speakers by id', async (t) => {
  const { client, server } = await setUp(t, (_, response) =>
    answerJson(response, {
      requestId: 'r1',
      records: { totalRecords: 1, currentPageSize: 1, currentPageNumber: 0 },
      callTranscripts: [
        {
          callId: CALL_ID,
          transcript: [
            {
              speakerId: '7700000000000000001',
              topic: 'Renewal',
              sentences: [{ start: 61_250, end: 64_010, text: 'We keep the seats.' }],
            },
            { speakerId: null, topic: null, sentences: null },
          ],
        },
      ],
    }),
  );
  const [transcript] = await itemsOf(client.transcripts.list({ callIds: [CALL_ID] }));
  assert.deepEqual(transcript, {
    callId: CALL_ID,
    transcript: [
      {
        speakerId: '7700000000000000001',
        topic: 'Renewal',
        sentences: [{ start: 61_250, end: 64_010, text: 'We keep the seats.' }],
      },
      { speakerId: null, topic: null, sentences: [] },
    ],
  });
  assert.equal(server.requests[0]?.body, JSON.stringify({ filter: { callIds: [CALL_ID] } }));
});

test('asks nothing for no ids', async (t) => {
  const { client, server } = await setUp(t, (_, response) => answerJson(response, {}));
  assert.deepEqual(await itemsOf(client.transcripts.list({ callIds: [] })), []);
  assert.equal(server.requests.length, 0);
});

test('reads users with their aliases and workspaces', async (t) => {
  const { client } = await setUp(t, ({ url }, response) =>
    url === '/v2/users'
      ? answerJson(response, {
          records: { totalRecords: 1 },
          users: [{ id: '9', emailAddress: 'mara@acme.test', emailAliases: ['m@acme.test'], active: true }],
        })
      : answerJson(response, { requestId: 'r', workspaces: [{ id: '1', name: 'Main', description: null }] }),
  );
  const [user] = await itemsOf(client.users.list());
  assert.deepEqual([user?.id, user?.emailAliases, user?.managerId], ['9', ['m@acme.test'], null]);
  assert.deepEqual(await client.workspaces.list(), [{ id: '1', name: 'Main', description: null }]);
});

test("takes 404 with Gong's error body for an empty list", async (t) => {
  const { client } = await setUp(t, (_, response) =>
    answerJson(response, refusal('No calls found corresponding to the provided filters'), 404),
  );
  assert.deepEqual(await itemsOf(client.calls.list(PERIOD)), []);
  assert.deepEqual(await itemsOf(client.calls.extensive({ callIds: [CALL_ID] })), []);
  assert.deepEqual(await itemsOf(client.transcripts.list({ callIds: [CALL_ID] })), []);
});

test('does not take the 404 of another server, or of what always exists, for empty', async (t) => {
  const stranger = await setUp(t, (_, response) => answerJson(response, { message: 'no route' }, 404));
  await assert.rejects(itemsOf(stranger.client.calls.list(PERIOD)), { code: 'gong_not_found' });
  const gong = await setUp(t, (_, response) => answerJson(response, refusal('none'), 404));
  await assert.rejects(gong.client.workspaces.list(), { code: 'gong_not_found' });
});

test('names an item it cannot read and keeps the rest of the page', async (t) => {
  const { client } = await setUp(t, (_, response) =>
    answerJson(response, {
      records: { totalRecords: 3 },
      calls: [{ id: '1' }, { id: 4_400_000_000_000_001 }, 'no call', { id: '2', title: 7, duration: 'x' }],
    }),
  );
  const pages = [];
  for await (const page of client.calls.list(PERIOD)) pages.push(page);
  assert.deepEqual(
    pages[0]?.items.map(({ id, title, duration }) => [id, title, duration]),
    [
      ['1', null, null],
      ['2', null, null],
    ],
  );
  assert.deepEqual(pages[0]?.unreadable, [
    { id: null, paths: ['id'] },
    { id: null, paths: [''] },
  ]);
});

for (const status of [400, 404, 410]) {
  test(`begins a list anew when its cursor is refused with ${status}, and gives each item once`, async (t) => {
    let hasExpired = false;
    const { client, server } = await setUp(t, ({ url }, response) => {
      const at = Number(new URL(url, server.origin).searchParams.get('cursor') ?? '0');
      if (at === 2 && !hasExpired) {
        hasExpired = true;
        return answerJson(response, refusal('cursor has expired'), status);
      }
      const records = at < 2 ? { cursor: String(at + 1) } : {};
      // One call more stands at the front of the second reading.
      const calls = [...(hasExpired ? [{ id: 'late' }] : []), { id: `c${at}` }];
      answerJson(response, { records, calls });
    });
    const calls = await itemsOf(client.calls.list(PERIOD));
    assert.deepEqual(
      calls.map(({ id }) => id),
      ['c0', 'c1', 'late', 'c2'],
    );
  });
}

test('ends a list whose last full page names one more, behind which nothing matches', async (t) => {
  const { client, server } = await setUp(t, ({ url }, response) => {
    const at = Number(/cursor=c(\d)/.exec(url)?.[1] ?? 0);
    if (at === 2) {
      answerJson(response, refusal('No calls found corresponding to the provided filters'), 404);
      return;
    }
    const records = { totalRecords: 2, cursor: `c${at + 1}` };
    answerJson(response, { records, calls: [{ id: `a${at}` }] });
  });
  const calls = await itemsOf(client.calls.list(PERIOD));
  assert.deepEqual(
    calls.map(({ id }) => id),
    ['a0', 'a1'],
  );
  assert.equal(server.requests.length, 3);
});

test('gives up a list whose cursors are always refused', async (t) => {
  const { client, server } = await setUp(t, ({ body }, response) =>
    'cursor' in (JSON.parse(body) as object)
      ? answerJson(response, refusal('cursor has expired'), 400)
      : answerJson(response, { records: { cursor: 'c' }, callTranscripts: [] }),
  );
  await assert.rejects(itemsOf(client.transcripts.list(PERIOD)), {
    code: 'gong_cursor_expired',
    status: 400,
  });
  assert.equal(server.requests.length, 6);
});

test('finds one call, and none for an unknown or deleted id', async (t) => {
  const { client } = await setUp(t, ({ url }, response) => {
    if (url === `/v2/calls/${CALL_ID}`) answerJson(response, { requestId: 'r', call: { id: CALL_ID } });
    else if (url === '/v2/calls/odd') answerJson(response, { requestId: 'r' });
    else answerJson(response, refusal('no such call'), 404);
  });
  assert.equal((await client.calls.find(CALL_ID))?.id, CALL_ID);
  assert.equal(await client.calls.find('99999999999999999999'), null);
  await assert.rejects(client.calls.find('odd'), { code: 'gong_unexpected_reply' });
});

test('selects least unless told, and of a period as of ids', async (t) => {
  const { client, server } = await setUp(t, (_, response) =>
    answerJson(response, {
      calls: [
        {
          metaData: { id: CALL_ID },
          content: {
            brief: 'Renewal agreed.',
            keyPoints: [{ text: 'Seats stay' }],
            highlights: [{ title: 'Next steps', items: [{ text: 'Send the plan', startTimes: [12.5] }] }],
            outline: null,
            callOutcome: { id: '7', category: 'Answered', name: 'Meeting set' },
            trackers: [{ id: '1', name: 'Price', type: 'KEYWORD', count: 3, occurrences: [] }],
          },
          interaction: { interactionStats: [{ name: 'Talk Ratio', value: 0.4 }], questions: null },
        },
      ],
    }),
  );
  await itemsOf(client.calls.extensive({ callIds: [CALL_ID] }));
  const select = {
    context: 'Extended',
    parties: false,
    content: ['brief', 'trackers'],
    interaction: ['questions'],
  } as const;
  const [call] = await itemsOf(client.calls.extensive({ ...PERIOD, workspaceId: 'w1', select }));
  const [least, asked] = server.requests.map(({ body }) => JSON.parse(body));
  assert.deepEqual(least.contentSelector, { context: 'Basic', exposedFields: { parties: true } });
  assert.deepEqual(asked, {
    filter: {
      fromDateTime: PERIOD.from.toISOString(),
      toDateTime: PERIOD.to.toISOString(),
      workspaceId: 'w1',
    },
    contentSelector: {
      context: 'Extended',
      contextTiming: ['Now'],
      exposedFields: {
        parties: false,
        content: { brief: true, trackers: true },
        interaction: { questions: true },
      },
    },
  });
  assert.deepEqual(call?.parties, []);
  assert.equal(call?.content?.brief, 'Renewal agreed.');
  assert.deepEqual(call?.content?.highlights[0]?.items, [{ text: 'Send the plan', startTimes: [12.5] }]);
  assert.deepEqual(call?.content?.outline, []);
  assert.equal(call?.interaction?.interactionStats[0]?.value, 0.4);
});

test('keeps what was said when times are missing, and drops a sentence without words', async (t) => {
  const sentences = [
    { text: 'a', end: 5 },
    { text: 'b', start: 7 },
    { text: null, start: 9, end: 10 },
    { text: 'c' },
  ];
  const { client } = await setUp(t, (_, response) =>
    answerJson(response, { callTranscripts: [{ callId: CALL_ID, transcript: [{ sentences }] }] }),
  );
  const [transcript] = await itemsOf(client.transcripts.list({ callIds: [CALL_ID] }));
  assert.deepEqual(transcript?.transcript[0]?.sentences, [
    { start: 5, end: 5, text: 'a' },
    { start: 7, end: 7, text: 'b' },
    { start: 0, end: 0, text: 'c' },
  ]);
});

test('makes at most two calls a second by itself', async (t) => {
  const at: number[] = [];
  const { client, clock } = await setUp(t, (_, response) => {
    at.push(clock.now().getTime());
    answerJson(response, { workspaces: [] });
  });
  for (let call = 0; call < 6; call += 1) await client.workspaces.list();
  for (const from of at) assert.ok(at.filter((one) => one >= from && one < from + 1_000).length <= 2);
});

test('has at most two calls in flight', async (t) => {
  const open: ServerResponse[] = [];
  let most = 0;
  const { client } = await setUp(t, async (_, response) => {
    open.push(response);
    most = Math.max(most, open.length);
    if (open.length < 2) return;
    // Time for a third to arrive, if there were one.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
    for (const waiting of open.splice(0)) answerJson(waiting, { workspaces: [] });
  });
  await Promise.all(Array.from({ length: 8 }, () => client.workspaces.list()));
  assert.equal(most, 2);
});

test('stops at a cursor that comes a second time', async (t) => {
  const { client, server } = await setUp(t, (_, response) =>
    answerJson(response, { records: { cursor: 'same' }, calls: [] }),
  );
  await assert.rejects(itemsOf(client.calls.list(PERIOD)), { code: 'gong_unexpected_reply' });
  assert.equal(server.requests.length, 2);
});

const FAILURES: readonly (readonly [string, number, unknown, string, number])[] = [
  [
    'a malformed request',
    400,
    refusal('filter.fromDateTime: must be before toDateTime'),
    'gong_bad_request',
    1,
  ],
  ['wrong credentials', 401, refusal('Unauthorized'), 'gong_unauthorized', 1],
  ['denied access', 403, refusal('access denied'), 'gong_refused', 1],
  ['the limit', 429, refusal('too many'), 'gong_rate_limited', 4],
  ['a fault of Gong', 500, refusal('oops'), 'gong_server_error', 4],
  ['a bare 503', 503, {}, 'gong_server_error', 4],
  ['a reply without its list', 200, { requestId: 'r' }, 'gong_unexpected_reply', 1],
  ['a list of another type', 200, { calls: 'none' }, 'gong_unexpected_reply', 1],
];

for (const [what, status, json, code, tries] of FAILURES) {
  test(`names ${what} ${code}`, async (t) => {
    const { client, server } = await setUp(t, (_, response) => answerJson(response, json, status));
    const error: unknown = await itemsOf(client.calls.list(PERIOD)).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof GongError);
    assert.equal(error.code, code);
    assert.equal(server.requests.length, tries);
    assert.equal(`${error.stack}${JSON.stringify(error)}`.includes('canary-secret'), false);
  });
}

test('keeps the request id of a refusal', async (t) => {
  const { client } = await setUp(t, (_, response) => answerJson(response, refusal('Unauthorized'), 401));
  await assert.rejects(client.workspaces.list(), { requestId: 'r-7', status: 401 });
});

test('waits as long as Retry-After says', async (t) => {
  const { client, clock } = await setUp(t, ({ number }, response) =>
    number === 1
      ? answerJson(response, refusal('too many'), 429, { 'retry-after': '3' })
      : answerJson(response, { records: {}, calls: [] }),
  );
  await itemsOf(client.calls.list(PERIOD));
  assert.deepEqual(clock.waits, [3_000]);
});

test('leaves pages and broken JSON to their own codes', async (t) => {
  const html = await setUp(t, (_, response) => response.setHeader('content-type', 'text/html').end('<html>'));
  await assert.rejects(html.client.workspaces.list(), { code: 'http_not_json' });
  const cut = await setUp(t, (_, response) =>
    response.setHeader('content-type', 'application/json').end('{"calls":['),
  );
  await assert.rejects(cut.client.workspaces.list(), { code: 'http_invalid_json' });
});

test('stops in the middle of a list when told to', async (t) => {
  const stop = new AbortController();
  const { client, server } = await setUp(t, ({ number }, response) => {
    if (number === 2) stop.abort();
    answerJson(response, { records: { cursor: `c${number}` }, calls: [] });
  });
  await assert.rejects(itemsOf(client.calls.list({ ...PERIOD, signal: stop.signal })), {
    code: 'http_cancelled',
  });
  assert.equal(server.requests.length, 2);
});
