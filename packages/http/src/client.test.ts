import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createHttpClient, type HttpClient } from './client.ts';
import { HttpError } from './errors.ts';
import type { HttpClientOptions, HttpLogEntry, HttpRequest } from './request.ts';
import { answerJson, createStubClock, startStubServer, type StubRequest } from './testing.ts';

const READ: HttpRequest = { method: 'GET', path: '/rows', repeatable: true };
const WRITE: HttpRequest = { method: 'POST', path: '/rows', json: { a: 1 }, repeatable: false };

/** A thousand times larger once unpacked. */
const PACKED_BOMB = gzipSync(Buffer.alloc(50_000_000, 0x20));

type Answer = (request: StubRequest, response: ServerResponse) => void;

async function setUp(t: TestContext, answer: Answer, options: Partial<HttpClientOptions> = {}) {
  const server = await startStubServer(answer);
  const clock = createStubClock();
  const client = clientOf(server.origin, { clock, ...options });
  t.after(async () => {
    await client.close();
    await server.close();
  });
  return { server, clock, client };
}

function clientOf(origin: string, options: Partial<HttpClientOptions>): HttpClient {
  return createHttpClient({
    origin,
    allowOrigins: [origin],
    clock: createStubClock(),
    random: () => 0.5,
    ...options,
  });
}

test('gives status, headers, JSON, size and the other clock', async (t) => {
  const date = 'Thu, 12 Nov 2026 09:59:58 GMT';
  const { client, server } = await setUp(t, (_, response) =>
    answerJson(response, { a: 'ä' }, 200, { date, 'x-request-id': 'r1' }),
  );
  const reply = await client.request({
    ...READ,
    query: { q: 'a b', limit: 5, none: undefined },
    headers: { accesskey: 'k' },
  });
  assert.equal(reply.status, 200);
  assert.deepEqual(reply.json, { a: 'ä' });
  assert.equal(reply.bytes, 10);
  assert.equal(reply.date?.toISOString(), '2026-11-12T09:59:58.000Z');
  assert.equal(reply.requestId, 'r1');
  assert.equal(server.requests[0]?.url, '/rows?q=a+b&limit=5');
  assert.equal(server.requests[0]?.headers['accesskey'], 'k');
});

test('sends JSON and forms with their type, also with DELETE', async (t) => {
  const { client, server } = await setUp(t, (_, response) => answerJson(response, {}));
  await client.request({ ...WRITE, method: 'DELETE' });
  await client.request({
    method: 'POST',
    path: '/token',
    form: { grant_type: 'client_credentials' },
    repeatable: true,
  });
  const [first, second] = server.requests;
  assert.deepEqual(
    [first?.method, first?.body, first?.headers['content-type']],
    ['DELETE', '{"a":1}', 'application/json'],
  );
  assert.equal(second?.body, 'grant_type=client_credentials');
  assert.equal(second?.headers['content-type'], 'application/x-www-form-urlencoded');
});

test('unpacks gzip', async (t) => {
  const { client } = await setUp(t, (_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
    response.end(gzipSync(JSON.stringify({ text: 'x'.repeat(100_000) })));
  });
  assert.equal((await client.request(READ)).bytes, 100_011);
});

const FAULTS: readonly (readonly [string, string, Answer, tries: number])[] = [
  [
    'a web page',
    'http_not_json',
    (_, response) => response.setHeader('content-type', 'text/html').end('<html>'),
    1,
  ],
  ['plain text', 'http_not_json', (_, response) => response.end('hello'), 1],
  [
    'cut JSON',
    'http_invalid_json',
    (_, response) => response.setHeader('content-type', 'application/json').end('{"a":'),
    4,
  ],
  ['a body cut short', 'http_cut_body', cutBody, 4],
  ['a cut packed body', 'http_cut_body', cutPackedBody, 4],
  [
    'a packed body that is none',
    'http_bad_encoding',
    (_, response) => response.setHeader('content-encoding', 'gzip').end('{"a":1}'),
    1,
  ],
  [
    'an unknown packing',
    'http_bad_encoding',
    (_, response) => response.setHeader('content-encoding', 'zstd').end('{}'),
    1,
  ],
  ['a closed connection', 'http_connection_lost', (_, response) => response.destroy(), 4],
  ['a reset connection', 'http_connection_lost', (_, response) => response.socket?.resetAndDestroy(), 4],
  ['a body too large', 'http_too_large', (_, response) => response.end(`["${'x'.repeat(100_001)}"]`), 1],
  ['a never-ending body', 'http_too_large', endlessBody, 1],
  ['a packed bomb', 'http_too_large', bomb, 1],
  ['deep JSON', 'http_too_deep', (_, response) => response.end('['.repeat(50_000) + ']'.repeat(50_000)), 1],
  ['too many values', 'http_too_large', (_, response) => response.end(`[${'[],'.repeat(20_000)}1]`), 1],
  ['a trickle', 'http_timeout', trickle, 4],
  ['silence', 'http_timeout', () => {}, 4],
  ['status 429', 'http_rate_limited', (_, response) => answerJson(response, {}, 429), 4],
  ['status 503 with a page', 'http_server_error', (_, response) => response.writeHead(503).end('<html>'), 4],
];

for (const [what, code, answer, tries] of FAULTS) {
  test(`names ${what} ${code} after ${tries} ${tries === 1 ? 'try' : 'tries'}`, async (t) => {
    const { client, server } = await setUp(t, answer, {
      maxBytes: 100_000,
      maxValues: 30_000,
      timeoutMs: code === 'http_timeout' ? 50 : 20_000,
    });
    await assert.rejects(client.request(READ), { name: 'HttpError', code });
    assert.equal(server.requests.length, tries);
  });
}

for (const status of [301, 302, 303, 307, 308]) {
  test(`does not follow a ${status}, so the key reaches no other host`, async (t) => {
    const elsewhere = await startStubServer((_, response) => answerJson(response, {}));
    t.after(() => elsewhere.close());
    const { client } = await setUp(t, (_, response) =>
      response.writeHead(status, { location: elsewhere.origin }).end(),
    );
    await assert.rejects(client.request({ ...READ, headers: { accesskey: 'k' } }), {
      code: 'http_redirected',
      status,
    });
    assert.equal(elsewhere.connections(), 0);
  });
}

test('asks again after a passing fault and gives the good reply', async (t) => {
  const { client, server, clock } = await setUp(t, ({ number }, response) => {
    if (number < 3) response.destroy();
    else answerJson(response, { number });
  });
  assert.deepEqual((await client.request(READ)).json, { number: 3 });
  assert.equal(server.requests.length, 3);
  assert.deepEqual(clock.waits, [250, 500]);
});

test('waits as long as Retry-After says, in seconds or as a date by the other clock', async (t) => {
  const { client, clock } = await setUp(t, ({ number }, response) => {
    const date = 'Thu, 12 Nov 2026 08:00:00 GMT';
    const later = 'Thu, 12 Nov 2026 08:00:30 GMT';
    if (number === 1) answerJson(response, {}, 429, { 'retry-after': '7' });
    else if (number === 2) answerJson(response, {}, 503, { 'retry-after': later, date });
    else answerJson(response, {});
  });
  await client.request(READ);
  assert.deepEqual(clock.waits, [7_000 + 475, 30_000 + 1_625]);
});

test('hands up a wait that is too long for one call, without another try', async (t) => {
  const { client, server } = await setUp(t, (_, response) =>
    answerJson(response, {}, 429, { 'retry-after': '3600' }),
  );
  await assert.rejects(client.request(READ), { code: 'http_rate_limited', retryAfterMs: 3_600_000 });
  assert.equal(server.requests.length, 1);
});

test('never repeats a write once a byte may have left, and says the outcome is unknown', async (t) => {
  for (const answer of [cutBody, trickle, (_: StubRequest, response: ServerResponse) => response.destroy()]) {
    const { client, server } = await setUp(t, answer, { timeoutMs: 100 });
    await assert.rejects(
      client.request(WRITE),
      (error) => error instanceof HttpError && error.outcome === 'unknown',
    );
    assert.equal(server.requests.length, 1);
  }
});

test('repeats even a write that was refused for the limit', async (t) => {
  const { client, server } = await setUp(t, ({ number }, response) =>
    answerJson(response, {}, number === 1 ? 429 : 200),
  );
  assert.equal((await client.request(WRITE)).status, 200);
  assert.equal(server.requests.length, 2);
});

test('knows that a refused connection sent nothing, and tries again even a write', async () => {
  const port = await freePort();
  const log: HttpLogEntry[] = [];
  const client = clientOf(`http://127.0.0.1:${port}`, { log: (entry) => log.push(entry) });
  await assert.rejects(client.request(WRITE), {
    code: 'http_unreachable',
    outcome: 'not-sent',
    facts: { origin: client.origin, reason: 'ECONNREFUSED' },
  });
  assert.equal(log.length, 4);
  await client.close();
});

test('names a host that does not resolve http_unreachable', async () => {
  const resolve = (): Promise<never> => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
  const client = createHttpClient({
    origin: 'https://cs.acme.example',
    clock: createStubClock(),
    random: Math.random,
    resolve,
  });
  await assert.rejects(client.request(WRITE), { code: 'http_unreachable', outcome: 'not-sent' });
  await client.close();
});

test('opens no connection to a private address behind a public name', async (t) => {
  const { server } = await setUp(t, (_, response) => answerJson(response, {}));
  const resolve = async () => [{ address: '127.0.0.1', family: 4 }];
  const client = createHttpClient({
    origin: 'https://cs.acme.example',
    clock: createStubClock(),
    random: Math.random,
    resolve,
  });
  await assert.rejects(client.request(READ), { code: 'http_host_refused', outcome: 'not-sent' });
  assert.equal(server.connections(), 0);
  await client.close();
});

test('refuses an origin that is not allowed before anything is resolved', () => {
  const options = { clock: createStubClock(), random: Math.random, resolve: () => assert.fail('resolved') };
  for (const origin of ['http://acme.example', 'https://127.0.0.1', 'https://acme.example:444', 'acme']) {
    assert.throws(() => createHttpClient({ origin, ...options }), { code: 'http_host_refused' });
  }
});

test('takes no trusted connection where TLS is not spoken', async (t) => {
  const { server } = await setUp(t, (_, response) => answerJson(response, {}));
  const origin = server.origin.replace('http:', 'https:');
  const client = clientOf(origin, {});
  await assert.rejects(client.request(READ), { code: 'http_tls_failed', outcome: 'not-sent' });
  await client.close();
});

test('refuses paths that could lead elsewhere', async (t) => {
  const { client, server } = await setUp(t, (_, response) => answerJson(response, {}));
  for (const path of [
    'rows',
    '//evil.example/',
    '/\\evil',
    '/a\r\nx: y',
    '/a b',
    '/a?b=c',
    'https://evil.example/',
    '',
  ]) {
    await assert.rejects(client.request({ ...READ, path }), {
      code: 'http_request_invalid',
      outcome: 'not-sent',
    });
  }
  assert.equal(server.requests.length, 0);
});

test('stops at once when told to: before, during and between tries', async (t) => {
  const during = new AbortController();
  const { client, server } = await setUp(t, () => during.abort());
  const before = AbortSignal.abort();
  await assert.rejects(client.request({ ...READ, signal: before }), {
    code: 'http_cancelled',
    outcome: 'not-sent',
  });
  assert.equal(server.connections(), 0);
  await assert.rejects(client.request({ ...WRITE, signal: during.signal }), {
    code: 'http_cancelled',
    outcome: 'unknown',
  });

  const between = new AbortController();
  const failing = await setUp(t, (_, response) => {
    between.abort();
    response.destroy();
  });
  await assert.rejects(failing.client.request({ ...READ, signal: between.signal }), {
    code: 'http_cancelled',
  });
  assert.equal(failing.server.requests.length, 1);
});

test('takes one call from the budget for every try, and tells it of the limit', async (t) => {
  const taken: string[] = [];
  const learnt: unknown[] = [];
  const budget = {
    take: async ({ host, family }: { host: string; family: string }) => void taken.push(`${family} ${host}`),
    learn: async (news: unknown) => void learnt.push(news),
  };
  const answer: Answer = ({ number }, response) =>
    answerJson(
      response,
      {},
      number === 1 ? 429 : 200,
      number === 1 ? { 'retry-after': '5' } : { 'x-ratelimit-limit': '200' },
    );
  const { client, server } = await setUp(t, answer, { budget });
  await client.request({ ...READ, family: 'sync' });
  const host = server.origin.slice('http://'.length);
  assert.deepEqual(taken, [`sync ${host}`, `sync ${host}`]);
  assert.deepEqual(learnt, [
    { host, family: 'sync', limited: true, stated: [], retryAfterMs: 5_000 },
    {
      host,
      family: 'sync',
      limited: false,
      stated: [{ calls: 200, windowSeconds: null }],
      retryAfterMs: null,
    },
  ]);
});

test('sends nothing when the budget refuses, and lets its error through', async (t) => {
  const refusal = new HttpError('http_rate_limited', 'used up', { outcome: 'not-sent' });
  const { client, server } = await setUp(t, (_, response) => answerJson(response, {}), {
    budget: { take: () => Promise.reject(refusal) },
  });
  await assert.rejects(client.request(READ), (error) => error === refusal);
  assert.equal(server.connections(), 0);
});

test('shows a secret in no error and no log line', async (t) => {
  const secret = 'canary-5d1f';
  const log: HttpLogEntry[] = [];
  const { client } = await setUp(t, (_, response) => response.writeHead(500).end(secret), {
    secrets: [secret],
    log: (entry) => log.push(entry),
  });
  const headers = { accesskey: `${secret}\r\nx: y` };
  for (const request of [
    { ...READ, headers },
    { ...READ, query: { q: secret }, headers: { accesskey: secret } },
  ]) {
    const error: unknown = await client.request(request).catch((thrown: unknown) => thrown);
    assert.ok(error instanceof HttpError);
    assert.equal(
      `${error.stack}${String(error.cause)}${JSON.stringify(error)}${JSON.stringify(log)}`.includes(secret),
      false,
    );
  }
});

test('leaves no timer and no socket behind', async () => {
  const idle = process.getActiveResourcesInfo().length;
  const server = await startStubServer(({ number }, response) =>
    number % 2 === 0 ? response.destroy() : answerJson(response, {}),
  );
  const client = clientOf(server.origin, {});
  await Promise.allSettled(Array.from({ length: 20 }, () => client.request(READ)));
  await client.close();
  await server.close();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(process.getActiveResourcesInfo().length, idle);
});

function cutBody(_: StubRequest, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"a":', () => response.destroy());
}

function cutPackedBody(_: StubRequest, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
  response.end(gzipSync('{"a":"some text to pack"}').subarray(0, 20));
}

function endlessBody(_: StubRequest, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = (): void => void (response.writable && response.write(`["${'x'.repeat(10_000)}"`, more));
  more();
}

function bomb(_: StubRequest, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' });
  response.end(PACKED_BOMB);
}

function trickle(_: StubRequest, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 10);
  response.on('close', () => clearInterval(timer));
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

test('ends a wait for the next try when it is closed, and takes no call afterwards', async (t) => {
  const server = await startStubServer((_, response) => response.destroy());
  t.after(() => server.close());
  const client = clientOf(server.origin, { clock: { now: () => new Date() }, random: () => 0.999 });
  const call = client.request(READ);
  const refused = assert.rejects(call, { code: 'http_cancelled' });
  await waitUntil(() => server.requests.length === 1);
  await client.close();
  await refused;
  await assert.rejects(client.request(READ), { code: 'http_cancelled', outcome: 'not-sent' });
  assert.equal(server.requests.length, 1);
});

test('leaves no listener on the signal of a call that has ended', async (t) => {
  const { client } = await setUp(t, ({ number }, response) =>
    number === 1 ? response.destroy() : answerJson(response, {}),
  );
  const { signal } = new AbortController();
  await client.request({ ...READ, signal });
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});

async function waitUntil(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}
