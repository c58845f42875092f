import assert from 'node:assert/strict';
import { test } from 'node:test';
import { at, rowOf, startTestSandbox, where } from '../testing.ts';

const path = '/v1/data/objects/query/Company';
const probe = { select: ['Gsid'], limit: 10, offset: 0 };

test('plays a rule on the n-th matching call, so many times', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  sandbox.context.faults.add({
    kind: 'error-500',
    path: '/query/Company',
    method: 'POST',
    from: 2,
    times: 2,
  });
  const statuses: number[] = [];
  for (let call = 1; call <= 5; call += 1) statuses.push((await send('POST', path, probe)).status);
  assert.deepEqual(statuses, [200, 500, 500, 200, 200]);
  assert.equal(sandbox.context.faults.list()[0]?.played, 2);
});

test('draws the same calls for the same seed', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  const draw = async () => {
    sandbox.context.faults.clear();
    sandbox.context.faults.add({ kind: 'error-500', probability: 0.5, seed: 7 });
    const statuses: number[] = [];
    for (let call = 1; call <= 12; call += 1) statuses.push((await send('POST', path, probe)).status);
    return statuses;
  };
  const statuses = await draw();
  assert.deepEqual(await draw(), statuses);
  assert.ok(statuses.includes(200) && statuses.includes(500));
});

test('answers in the place of the vendor', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  for (const [kind, status, code] of [
    ['too-many', 429, 'GU_2400'],
    ['too-many-retry-after', 429, 'GU_2400'],
    ['error-500', 500, 'GU_1101'],
    ['html-503', 503, undefined],
    ['html-200', 200, undefined],
    ['result-false-in-200', 200, 'GS_APIG_2401'],
    ['redirect', 302, undefined],
    ['wrong-key', 401, 'GS_APIG_2401'],
  ] as const) {
    sandbox.context.faults.add({ kind, amount: 3 });
    const reply = await send('POST', path, probe);
    assert.equal(reply.status, status, kind);
    assert.equal(at(reply.body, 'errorCode'), code, kind);
    if (kind === 'too-many-retry-after') assert.equal(reply.headers.get('retry-after'), '3');
    if (kind.startsWith('html')) assert.match(reply.text, /^<!doctype html>/);
  }
});

test('cuts the connection before the work, or after it', async (t) => {
  const { send, sandbox, object } = await startTestSandbox(t);
  const { Gsid } = rowOf(object('company'));
  const update = (Users: number) =>
    send('PUT', '/v1/data/objects/Company?keys=Gsid', { records: [{ Gsid, Users }] });
  sandbox.context.faults.add({ kind: 'reset-before', method: 'PUT' });
  await assert.rejects(update(4_001));
  assert.notEqual(rowOf(object('company'))['Users'], 4_001);
  sandbox.context.faults.add({ kind: 'lost-reply', method: 'PUT' });
  await assert.rejects(update(4_002));
  assert.equal(rowOf(object('company'))['Users'], 4_002);
  assert.deepEqual(
    sandbox.context.callLog.entries.map(({ status, fault }) => [status, fault]),
    [
      [null, 'reset-before'],
      [null, 'lost-reply'],
    ],
  );
});

test('sends half a body, unreadable JSON or a short page', async (t) => {
  const { send, query, sandbox } = await startTestSandbox(t);
  sandbox.context.faults.add({ kind: 'cut-body' });
  await assert.rejects(send('POST', path, { select: ['Gsid', 'Name'] }));
  sandbox.context.faults.add({ kind: 'invalid-json' });
  const broken = await send('POST', path, probe);
  assert.equal(broken.status, 200);
  assert.throws(() => JSON.parse(broken.text), SyntaxError);
  sandbox.context.faults.add({ kind: 'short-page' });
  assert.equal((await query('company', probe)).length, 5);
  assert.equal((await query('company', probe)).length, 10);
});

test('is slow on demand', async (t) => {
  const { send, sandbox } = await startTestSandbox(t);
  sandbox.context.faults.add({ kind: 'latency', amount: 120 });
  await send('POST', path, probe);
  assert.ok((sandbox.context.callLog.entries[0]?.durationMs ?? 0) >= 119);
});

test('plays faults and logs calls on the Gong half too', async (t) => {
  const { sandbox } = await startTestSandbox(t);
  sandbox.context.faults.add({ kind: 'too-many-retry-after', vendor: 'gong', amount: 2 });
  const reply = await fetch(`${sandbox.gongUrl}/v2/users`);
  assert.equal(reply.status, 429);
  assert.equal(reply.headers.get('retry-after'), '2');
  const [entry] = sandbox.context.callLog.entries;
  assert.deepEqual([entry?.vendor, entry?.path, entry?.status], ['gong', '/v2/users', 429]);
});

test('logs each vendor call with its body and result', async (t) => {
  const { query, sandbox } = await startTestSandbox(t);
  await query('company', { select: ['Gsid'], where: where('Name', 'EQ', 'x') });
  const [entry] = sandbox.context.callLog.entries;
  assert.equal(entry?.status, 200);
  assert.match(entry?.body ?? '', /"select":\["Gsid"\]/);
  assert.equal(sandbox.context.callLog.count(), 1);
});
