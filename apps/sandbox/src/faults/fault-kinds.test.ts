import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, rowOf, startTestSandbox } from '../testing.ts';

const path = '/v1/data/objects/query/Company';
const probe = { select: ['Gsid'], limit: 10, offset: 0 };
const quick = { timeout: 10_000 };

test('answers 429 with a date, 502 and 503 without an envelope, and 403 for both vendors', async (t) => {
  const { send, sandbox, clock } = await startTestSandbox(t);
  const { faults } = sandbox;
  faults.add({ kind: 'too-many-retry-date', amount: 90 });
  const limited = await send('POST', path, probe);
  assert.equal(limited.status, 429);
  assert.equal(limited.headers.get('retry-after'), new Date(clock.now().getTime() + 90_000).toUTCString());
  faults.add({ kind: 'error-502' });
  assert.match((await send('POST', path, probe)).text, /502 Bad Gateway/);
  faults.add({ kind: 'error-503' });
  const unavailable = await send('POST', path, probe);
  assert.deepEqual([unavailable.status, unavailable.text], [503, '']);
  faults.add({ kind: 'missing-permission' });
  assert.equal((await send('POST', path, probe)).status, 403);
  faults.add({ kind: 'missing-permission', vendor: 'gong' });
  const gong = await fetch(`${sandbox.gongUrl}/v2/users`);
  assert.equal(gong.status, 403);
  assert.deepEqual(Object.keys(Object(await gong.json())), ['requestId', 'errors']);
});

test('sends to another host of the rule, or to the same one', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  sandbox.faults.add({ kind: 'redirect', to: 'http://127.0.0.1:9/login' });
  assert.equal((await send('POST', path, probe)).headers.get('location'), 'http://127.0.0.1:9/login');
  sandbox.faults.add({ kind: 'redirect-same-host' });
  const same = await send('POST', path, probe);
  assert.equal(same.status, 307);
  const location = same.headers.get('location') ?? '';
  assert.equal(location, `${path}?redirected=1`);
  assert.equal((await send('POST', location, probe)).status, 200);
});

test('revokes the token of the call, and leaves new ones alone', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  const authorization = `Basic ${Buffer.from('sandbox-m2m-id:sandbox-m2m-secret').toString('base64')}`;
  const issue = async () => {
    const reply = await send('POST', '/v1/users/m2m/oauth/token', undefined, { authorization });
    return { authorization: `Bearer ${String(at(reply.body, 'access_token'))}` };
  };
  const old = await issue();
  sandbox.faults.add({ kind: 'revoked-token', path: '/query/' });
  assert.equal((await send('POST', path, probe, old)).status, 401);
  assert.equal((await send('POST', path, probe, old)).status, 401);
  assert.equal((await send('POST', path, probe, await issue())).status, 200);
});

test('does the work and resets the connection', async (t) => {
  const { send, sandbox, object } = await startTestSandbox(t);
  const { Gsid } = rowOf(object('company'));
  sandbox.faults.add({ kind: 'reset-after', method: 'PUT' });
  await assert.rejects(send('PUT', '/v1/data/objects/Company?keys=Gsid', { records: [{ Gsid, Users: 77 }] }));
  assert.equal(rowOf(object('company'))['Users'], 77);
});

test('sends a status without its body, and more bytes than it announced', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  const whole = (await send('POST', path, probe)).text;
  sandbox.faults.add({ kind: 'empty-body' });
  const empty = await send('POST', path, probe);
  assert.deepEqual([empty.status, empty.text], [200, '']);
  sandbox.faults.add({ kind: 'wrong-content-length' });
  const short = await send('POST', path, probe);
  assert.equal(short.text.length, Math.floor(whole.length / 2));
  assert.equal((await send('POST', path, probe)).text.length, whole.length, 'the next call is whole again');
});

test('trickles, byte by byte, what arrives whole in the end', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  sandbox.faults.add({ kind: 'slow-trickle', amount: 1 });
  const slow = await send('GET', '/v1/none');
  assert.equal(at(slow.body, 'errorCode'), 'GS_APIG_1000');
});

test('sends JSON that is valid and very deep', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  sandbox.faults.add({ kind: 'deep-json', amount: 5_000 });
  const { text, status } = await send('POST', path, probe);
  assert.equal(status, 200);
  assert.ok(text.includes('['.repeat(5_000)));
});

test('sends a small gzip body that unpacks to the size of the rule', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  sandbox.faults.add({ kind: 'gzip-bomb', amount: 20 });
  const { text, headers } = await send('POST', path, probe);
  assert.equal(headers.get('content-encoding'), 'gzip');
  assert.ok(text.length > 20 * 1_048_576);
  assert.deepEqual(JSON.parse(text), { result: true, data: { records: [] } });
});

test('sends rows until the caller goes, and then sends none', quick, async (t) => {
  const { sandbox } = await startTestSandbox(t);
  sandbox.faults.add({ kind: 'endless-body', times: 2 });
  const caller = new AbortController();
  const reply = await fetch(`${sandbox.gongUrl}/v2/users`, { signal: caller.signal, headers: gongKey });
  const reader = reply.body?.getReader();
  let received = 0;
  while (received < 4 * 1_048_576) received += (await reader?.read())?.value?.length ?? 0;
  caller.abort();
  assert.equal(reply.headers.get('content-length'), null);
});

const gongKey = {
  authorization: `Basic ${Buffer.from('sandbox-gong-key:sandbox-gong-secret').toString('base64')}`,
};

/** Waits for a condition, looking anew each time that the event loop has turned. */
async function until(isMet: () => boolean): Promise<void> {
  while (!isMet()) await new Promise((resolve) => setImmediate(resolve));
}

const hasTimer = () => process.getActiveResourcesInfo().includes('Timeout');

for (const kind of ['latency', 'endless-body', 'slow-trickle', 'gzip-bomb'] as const) {
  test(`stops at once, without a timer left, while ${kind} is on`, quick, async (t) => {
    const { sandbox } = await startTestSandbox(t);
    sandbox.faults.add({ kind, ...(kind === 'gzip-bomb' ? {} : { amount: 600_000 }) });
    const calling = fetch(`${sandbox.gongUrl}/v2/users`, { headers: gongKey });
    if (kind === 'latency') await until(() => sandbox.faults.list()[0]?.played === 1);
    else await calling;
    const before = performance.now();
    await sandbox.stop();
    assert.ok(performance.now() - before < 2_000);
    await calling.then((reply) => reply.body?.cancel()).catch(() => 'cut');
    await until(() => !hasTimer());
  });
}

test('draws a probability from the seed of its rule, whatever other rules draw', async (t) => {
  const { sandbox } = await startTestSandbox(t);
  const draw = (others: number) => {
    sandbox.faults.clear();
    for (let other = 0; other < others; other += 1)
      sandbox.faults.add({ kind: 'error-500', probability: 0.3, seed: 9 });
    sandbox.faults.add({ kind: 'error-503', probability: 0.5, seed: 4 });
    return Array.from({ length: 30 }, () =>
      sandbox.faults
        .take({ vendor: 'gong', method: 'GET', path: '/v2/users' })
        .some(({ kind }) => kind === 'error-503'),
    );
  };
  assert.deepEqual(draw(0), draw(3));
  assert.ok(draw(0).includes(true) && draw(0).includes(false));
});

test('refuses a path that is no regular expression', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  assert.throws(() => sandbox.faults.add({ kind: 'error-500', path: '(' }), { code: 'sandbox_bad_option' });
  assert.equal((await send('POST', '/__sandbox/faults', { kind: 'error-500', path: '(' })).status, 400);
  assert.equal(sandbox.faults.list().length, 0);
});
