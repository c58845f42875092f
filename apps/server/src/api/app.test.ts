import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints } from '@handrail/contract';
import type { Endpoint } from '@handrail/contract';
import { startApiTest } from '../testing.ts';

const api = await startApiTest(import.meta.url);
const ID = '01890000-0000-7000-8000-000000000001';
const all = Object.values<Endpoint>(endpoints);

function urlOf(endpoint: Endpoint): string {
  return endpoint.path.replace(':id', ID).replace(':vendor', 'gong').replace(':name', 'accounts');
}

function bearer(token: string): Record<string, string> {
  return { authorization: `Bearer ${token}` };
}

test('closes every endpoint that is not public to whoever is not signed in', async () => {
  for (const endpoint of all.filter(({ action }) => action !== 'public')) {
    for (const headers of [{}, bearer('x'.repeat(43)), { cookie: `handrail=${'x'.repeat(43)}` }]) {
      const reply = await api.send({ method: endpoint.method, url: urlOf(endpoint), headers });
      assert.equal(reply.statusCode, 401, endpoint.name);
      assert.equal(reply.json<{ code: string }>().code, 'not_signed_in');
    }
  }
});

test('lets managers and users do what reads, and refuses the rest', async () => {
  for (const role of ['manager', 'user'] as const) {
    const { token } = await api.addMember(role);
    for (const endpoint of all) {
      const isOpen = [
        'public',
        'session',
        'read',
        'correct-summaries',
        'send-meetings',
        'attribute-meetings',
      ].includes(endpoint.action);
      if (isOpen && endpoint.method !== 'GET') continue;
      const reply = await api.send({ method: endpoint.method, url: urlOf(endpoint), headers: bearer(token) });
      assert.equal(reply.statusCode === 403, !isOpen, `${role} ${endpoint.name} ${reply.statusCode}`);
    }
  }
});

test('refuses every mutation that another site had a browser send', async () => {
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'http://localhost:9999' },
  ];
  for (const endpoint of all.filter(({ method }) => method !== 'GET')) {
    for (const headers of foreign) {
      const reply = await api.send({
        method: endpoint.method,
        url: urlOf(endpoint),
        headers: { host: 'localhost:7400', ...bearer(api.token), ...headers },
      });
      assert.equal(reply.statusCode, 403, endpoint.name);
      assert.equal(reply.json<{ code: string }>().code, 'origin_refused');
    }
  }
});

test('answers the API under its own host names only', async () => {
  const reply = await api.send({ url: '/api/v1/session', headers: { host: 'rebound.example:7400' } });
  assert.equal(reply.json<{ code: string }>().code, 'host_refused');
});

test('puts the security headers on every reply, failures included', async () => {
  const urls = ['/', '/accounts', '/missing.js', '/healthz', '/api/v1/nothing', ...all.map(urlOf)];
  for (const url of urls) {
    const { headers } = await api.send({ url });
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /script-src 'self';/);
    assert.doesNotMatch(policy, /unsafe/);
    for (const part of [
      "default-src 'self'",
      "object-src 'none'",
      "base-uri 'none'",
      "frame-ancestors 'none'",
    ]) {
      assert.ok(policy.includes(part), `${url} ${part}`);
    }
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['referrer-policy'], 'no-referrer');
    assert.ok(headers['x-request-id']);
    if (url.startsWith('/api/')) assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['strict-transport-security'], undefined);
  }
});

test('refuses unknown paths, wrong methods, foreign bodies and oversized ones, each as a problem', async () => {
  const headers = bearer(api.token);
  const cases = [
    [{ method: 'GET', url: '/api/v1/nothing', headers }, 404, 'not_found'],
    [{ method: 'DELETE', url: '/api/v1/workspace', headers }, 404, 'not_found'],
    [{ method: 'GET', url: '/missing.js' }, 404, 'not_found'],
    [{ method: 'GET', url: `/api/v1/accounts/${ID}`, headers }, 404, 'not_found'],
    [{ method: 'GET', url: '/api/v1/accounts/1', headers }, 400, 'request_invalid'],
    [
      {
        method: 'PUT',
        url: '/api/v1/workspace',
        headers: { ...headers, 'content-type': 'text/plain' },
        payload: '{}',
      },
      415,
      'media_type_refused',
    ],
    [
      {
        method: 'PUT',
        url: '/api/v1/workspace',
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
        payload: 'name=x',
      },
      415,
      'media_type_refused',
    ],
    [
      {
        method: 'PUT',
        url: '/api/v1/workspace',
        headers: { ...headers, 'content-type': 'application/json' },
        payload: '{',
      },
      400,
      'request_invalid',
    ],
    [
      { method: 'PUT', url: '/api/v1/workspace', headers, payload: { name: 'x'.repeat(70_000) } },
      413,
      'body_too_large',
    ],
  ] as const;
  for (const [request, status, code] of cases) {
    const reply = await api.send(request);
    const problem = reply.json<{ code: string; status: number; requestId: string }>();
    assert.equal(reply.statusCode, status, `${request.url} ${reply.body}`);
    assert.equal(problem.code, code);
    assert.equal(problem.requestId, reply.headers['x-request-id']);
    assert.match(String(reply.headers['content-type']), /^application\/problem\+json/);
  }
});

test('names every issue of a bad request, and refuses keys that the endpoint does not know', async () => {
  const reply = await api.send({
    method: 'PUT',
    url: '/api/v1/workspace',
    headers: bearer(api.token),
    payload: { name: '', role: 'admin', outgoingPaused: 'yes' },
  });
  const { issues } = reply.json<{ issues: { path: string }[] }>();
  assert.deepEqual(issues.map((issue) => issue.path).toSorted(), ['', 'name', 'outgoingPaused']);
});

test('refuses parameters that an endpoint does not know, so that no filter with a slip shows the whole list', async () => {
  for (const url of ['/api/v1/accounts?tiers=Gold&limit=5', '/api/v1/workspace?verbose=1']) {
    const reply = await api.send({ url, headers: bearer(api.token) });
    const problem = reply.json<{ code: string; issues: { path: string; message: string }[] }>();
    assert.deepEqual([reply.statusCode, problem.code], [400, 'request_invalid'], url);
    assert.deepEqual(
      problem.issues.map((issue) => issue.path),
      [url.includes('tiers') ? 'query.tiers' : 'query.verbose'],
    );
  }
  const twice = await api.send({ url: '/api/v1/accounts?__proto__=1&limit=5', headers: bearer(api.token) });
  assert.notEqual(twice.statusCode, 500);
});

test('publishes an OpenAPI 3.1 document with every endpoint', async () => {
  const reply = await api.send({ url: '/api/v1/openapi.json' });
  const document = reply.json<{
    openapi: string;
    paths: Record<string, Record<string, { operationId: string }>>;
  }>();
  assert.equal(document.openapi, '3.1.1');
  const names = Object.values(document.paths).flatMap((path) =>
    Object.values(path).map((one) => one.operationId),
  );
  assert.deepEqual(names.toSorted(), Object.keys(endpoints).toSorted());
});

test('tells that the screens are not built, and that the process is well', async () => {
  const page = await api.send({ url: '/accounts' });
  assert.equal(page.statusCode, 503);
  assert.match(page.body, /not built/);
  assert.deepEqual((await api.send({ url: '/readyz' })).json(), {
    status: 'ready',
    database: true,
    migrations: true,
    queue: true,
    key: true,
  });
});

test('carries a mutation out once for its key, and refuses the key for another body', async () => {
  const { saveConfig, getConfig, connectGainsight } = endpoints;
  await api.call(connectGainsight, {
    body: {
      url: api.sandbox.gainsightUrl,
      credential: { kind: 'access-key', accessKey: api.sandbox.context.credentials.accessKey },
    },
  });
  const save = (basedOn: number, key: string) =>
    api.send({
      method: saveConfig.method,
      url: saveConfig.path,
      headers: { ...bearer(api.token), 'idempotency-key': key },
      payload: { basedOn, document: { version: 1 } },
    });
  const first = await save(0, 'once');
  assert.equal(first.statusCode, 200);
  assert.equal((await save(0, 'once')).body, first.body);
  assert.equal((await api.call(getConfig, {})).version, 1);
  assert.equal((await save(1, 'once')).json<{ code: string }>().code, 'idempotency_conflict');
  // A refused request gives its key back.
  assert.equal((await save(0, 'again')).statusCode, 409);
  assert.equal((await save(0, 'again')).statusCode, 409);
});

test('takes a call without a body that names JSON as its type for a call without a body', async () => {
  const { token } = await api.addMember('admin');
  const headers = { ...bearer(token), 'content-type': 'application/json' };
  const left = await api.send({ method: 'DELETE', url: `/api/v1/tokens/${ID}`, headers });
  assert.equal(left.statusCode, 404, left.body);
  const broken = await api.send({ method: 'POST', url: '/api/v1/tokens', headers, payload: '{"name":' });
  assert.equal(broken.statusCode, 400, broken.body);
});
