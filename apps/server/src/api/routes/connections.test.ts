import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { test } from 'node:test';
import { endpoints } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

/** Where nothing listens. */
const DEAD = 'http://127.0.0.1:9';
const api = await startApiTest(import.meta.url, { allowOrigins: [DEAD] });
const { gainsightUrl, gongUrl, context } = api.sandbox;
const {
  checkConnection,
  connectGainsight,
  connectGong,
  disconnect,
  listConnections,
  listFields,
  saveConfig,
} = endpoints;
const key = { kind: 'access-key', accessKey: context.credentials.accessKey } as const;
const gong = {
  url: gongUrl,
  accessKey: context.credentials.gongAccessKey,
  accessKeySecret: context.credentials.gongAccessKeySecret,
};

test('is closed for configuration before a try has succeeded', async () => {
  const problem = await api.refusal(saveConfig, { body: { basedOn: 0, document: { version: 1 } } });
  assert.deepEqual([problem.status, problem.code], [409, 'not_connected']);
});

test('says at once what is wrong with a subdomain, an address or both', async () => {
  const cases = [
    [{ subdomain: 'not a label' }, 422, 'subdomain_invalid'],
    [{ subdomain: 'https://evil.example/gainsightcloud.com' }, 422, 'subdomain_invalid'],
    [{ url: 'http://127.0.0.1:1' }, 422, 'address_not_allowed'],
    [{ url: 'http://169.254.169.254' }, 422, 'address_not_allowed'],
    [{}, 400, 'request_invalid'],
    [{ subdomain: 'staircase', url: gainsightUrl }, 400, 'request_invalid'],
  ] as const;
  for (const [address, status, code] of cases) {
    const problem = await api.refusal(connectGainsight, { body: { ...address, credential: key } });
    assert.deepEqual([problem.status, problem.code], [status, code], JSON.stringify(address));
    assert.ok((problem.remedy ?? '').length > 10);
  }
});

test('tells who asked to try again, where a run would do so by itself', async () => {
  const problem = await api.refusal(connectGainsight, { body: { url: DEAD, credential: key } });
  assert.deepEqual([problem.status, problem.code], [502, 'http_unreachable']);
  assert.equal(problem.remedy, 'Check the address and that the other side is up, then try again.');
});

test('tells a refused key by its code and remedy, and stores nothing', async () => {
  const wrong = { kind: 'access-key', accessKey: 'canary-wrong-key' } as const;
  const problem = await api.refusal(connectGainsight, { body: { url: gainsightUrl, credential: wrong } });
  assert.deepEqual([problem.status, problem.code], [422, 'gainsight_unauthorized']);
  assert.match(problem.remedy ?? '', /access key/);
  assert.doesNotMatch(JSON.stringify(problem), /canary/);
  const gongProblem = await api.refusal(connectGong, { body: { ...gong, accessKeySecret: 'canary-wrong' } });
  assert.deepEqual([gongProblem.status, gongProblem.code], [422, 'gong_unauthorized']);
  assert.doesNotMatch(JSON.stringify(gongProblem), /canary/);
  const { items } = await api.call(listConnections, {});
  assert.deepEqual(
    items.map((item) => item.state),
    ['not-connected', 'not-connected'],
  );
});

test('tells a page in place of the API, a broken and a cut reply, each by its code', async () => {
  const faults = [
    ['html-200', 'http_not_json'],
    ['invalid-json', 'http_invalid_json'],
    ['cut-body', 'http_cut_body'],
    ['redirect', 'http_redirected'],
  ] as const;
  for (const [kind, code] of faults) {
    context.faults.clear();
    context.faults.add({ kind, times: 50 });
    const problem = await api.refusal(connectGainsight, { body: { url: gainsightUrl, credential: key } });
    assert.equal(problem.code, code, kind);
    assert.ok(problem.status === 502 || problem.status === 422);
  }
  context.faults.clear();
});

test('tells that a server is down', async () => {
  const server: Server = createServer((_, reply) => reply.end());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  await new Promise((resolve) => server.close(resolve));
  // Down, and not on the list either: the list comes first, so that nobody can ask which ports answer.
  const problem = await api.refusal(connectGainsight, {
    body: { url: `http://127.0.0.1:${port}`, credential: key },
  });
  assert.equal(problem.code, 'address_not_allowed');
});

test('connects, shows what was reached, and never shows the credential', async () => {
  const connection = await api.call(connectGainsight, { body: { url: gainsightUrl, credential: key } });
  assert.equal(connection.state, 'connected');
  assert.equal(connection.origin, gainsightUrl);
  assert.equal(connection.writing, false);
  assert.ok(connection.reached.some((one) => one.object === 'Company' && one.outcome === 'row-read'));
  const gongConnection = await api.call(connectGong, { body: gong });
  assert.equal(gongConnection.state, 'connected');
  const shown = JSON.stringify(await api.call(listConnections, {}));
  for (const secret of Object.values(context.credentials)) assert.ok(!shown.includes(secret));
  const fields = await api.call(listFields, { query: {} });
  assert.ok(fields.items.some((field) => field.name === 'Handrail_Health__gc' && field.updateable));
});

test('marks a connection whose key was withdrawn, and clears the mark when it works again', async () => {
  context.faults.add({ kind: 'wrong-key', vendor: 'gainsight', times: 5 });
  const lost = await api.call(checkConnection, { params: { vendor: 'gainsight' } });
  assert.equal(lost.state, 'needs-attention');
  assert.equal(lost.failure?.code, 'gainsight_unauthorized');
  context.faults.clear();
  const found = await api.call(checkConnection, { params: { vendor: 'gainsight' } });
  assert.deepEqual([found.state, found.failure], ['connected', null]);
});

test('forgets the credential at disconnect, keeps what was imported, and does so once', async () => {
  const gone = await api.call(disconnect, { params: { vendor: 'gong' } });
  assert.equal(gone.state, 'disconnected');
  assert.equal((await api.call(disconnect, { params: { vendor: 'gong' } })).state, 'disconnected');
  const problem = await api.refusal(checkConnection, { params: { vendor: 'gong' } });
  assert.deepEqual([problem.status, problem.code], [409, 'not_connected']);
});
