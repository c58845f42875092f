import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { countAccounts, findConnection } from '@handrail/database';
import { toError } from '@handrail/core';
import type { FaultKind } from '@handrail/sandbox';
import { checkConnection } from './check-connection.ts';
import { connectGainsight, connectGong } from './connect.ts';
import { failureOf } from './failure.ts';
import { startSyncTest, storedFailure, TEST_CONFIG } from './testing.ts';

const sync = await startSyncTest(import.meta.url);
const { vendors, workspaceId } = sync;
const signal = new AbortController().signal;
const good = { kind: 'access-key', accessKey: sync.sandbox.context.credentials.accessKey } as const;
const gongGood = {
  accessKey: sync.sandbox.context.credentials.gongAccessKey,
  accessKeySecret: sync.sandbox.context.credentials.gongAccessKeySecret,
};
const tryGainsight = (accessKey = good.accessKey, url = sync.sandbox.gainsightUrl) =>
  connectGainsight(vendors, workspaceId, { url }, { kind: 'access-key', accessKey }, signal);
const connection = (vendor: 'gainsight' | 'gong') => sync.transaction((tx) => findConnection(tx, vendor));
const secrets = async () => (await sync.transaction((tx) => tx.query('select 1 from secrets'))).length;

beforeEach(() => {
  sync.sandbox.context.faults.clear();
  sync.sandbox.context.switches.refusedObjects = [];
  sync.clock.advance(3_600_000);
});

/** What a try that fails tells the person: code and kind, and always a remedy. */
async function refusal(trying: Promise<unknown>): Promise<readonly [string, string]> {
  const thrown = await trying.then(
    () => assert.fail('the try succeeded'),
    (error: unknown) => toError(error),
  );
  const { code, kind, remedy, message } = failureOf(thrown);
  assert.ok(remedy.length > 10 && message.length > 10);
  assert.ok(!message.includes(good.accessKey) && !message.includes(gongGood.accessKeySecret));
  return [code, kind];
}

for (const [typed, code] of [
  ['https://staircase.example.com', 'subdomain_invalid'],
  ['not a subdomain', 'subdomain_invalid'],
  ['', 'subdomain_invalid'],
] as const) {
  test(`refuses the subdomain "${typed}" before it calls anyone`, async () => {
    const trying = connectGainsight(vendors, workspaceId, { subdomain: typed }, good, signal);
    assert.deepEqual(await refusal(trying), [code, 'configuration']);
  });
}

test('refuses an address that the operator did not list', async () => {
  const trying = tryGainsight(good.accessKey, 'http://10.0.0.1:7410');
  assert.deepEqual(await refusal(trying), ['address_not_allowed', 'configuration']);
  const gong = connectGong(vendors, workspaceId, 'https://gong.example.com', gongGood, signal);
  assert.deepEqual(await refusal(gong), ['address_not_allowed', 'configuration']);
});

test('names a wrong key as that, and stores nothing of a failed try', async () => {
  assert.deepEqual(await refusal(tryGainsight('wrong-key')), ['gainsight_unauthorized', 'configuration']);
  const gong = connectGong(
    vendors,
    workspaceId,
    sync.sandbox.gongUrl,
    { ...gongGood, accessKey: 'x' },
    signal,
  );
  assert.deepEqual(await refusal(gong), ['gong_unauthorized', 'configuration']);
  assert.deepEqual([await connection('gainsight'), await connection('gong')], [undefined, undefined]);
  assert.equal(await secrets(), 0);
});

test('names a server that is down as unreachable', async () => {
  const { gainsightUrl } = sync.sandbox;
  const closed = await closedPort();
  const listed = { ...vendors, outgoing: { ...vendors.outgoing, allowOrigins: [closed, gainsightUrl] } };
  const trying = connectGainsight(listed, workspaceId, { url: closed }, good, signal);
  assert.deepEqual(await refusal(trying), ['http_unreachable', 'transient']);
});

async function closedPort(): Promise<string> {
  const { createServer } = await import('node:net');
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? `http://127.0.0.1:${address.port}` : '';
}

/** Every form of a bad reply that lasts, with what it is called. */
const LASTING: readonly (readonly [FaultKind, string, string])[] = [
  ['html-200', 'http_not_json', 'transient'],
  ['html-503', 'gainsight_server_error', 'transient'],
  ['error-500', 'gainsight_server_error', 'transient'],
  ['cut-body', 'http_cut_body', 'transient'],
  ['invalid-json', 'http_invalid_json', 'transient'],
  ['reset-before', 'http_connection_lost', 'transient'],
  ['too-many', 'gainsight_rate_limited', 'limit'],
  ['too-many-retry-after', 'gainsight_rate_limited', 'limit'],
  ['redirect', 'http_redirected', 'configuration'],
  ['wrong-key', 'gainsight_unauthorized', 'configuration'],
  ['result-false-in-200', 'gainsight_unauthorized', 'configuration'],
];

for (const [kind, code, failureKind] of LASTING) {
  test(`calls a tenant that answers every try with ${kind} ${code}`, async () => {
    sync.sandbox.context.faults.add({ kind, vendor: 'gainsight', times: 1_000 });
    assert.deepEqual(await refusal(tryGainsight()), [code, failureKind]);
    assert.equal(await connection('gainsight'), undefined);
  });
}

test('connects, and says of each object whether it was read or refused', async () => {
  sync.sandbox.context.switches.refusedObjects = ['relationship'];
  const connected = await tryGainsight();
  assert.equal(connected.state, 'connected');
  const reached = connected.reached as readonly { object: string; outcome: string; code: string | null }[];
  const outcomes = new Map(reached.map((one) => [one.object, one.outcome]));
  assert.equal(outcomes.get('Company'), 'row-read');
  assert.equal(outcomes.get('Relationship'), 'refused');
  assert.ok(reached.find((one) => one.object === 'Relationship')?.code);
});

test('does not connect when companies themselves are refused', async () => {
  sync.sandbox.context.switches.refusedObjects = ['company'];
  const [code, kind] = await refusal(tryGainsight());
  assert.deepEqual([code, kind], ['gainsight_object_refused', 'configuration']);
});

test('keeps one sealed credential a connection, however often it is connected', async () => {
  await sync.connect();
  await sync.connect();
  assert.equal(await secrets(), 2);
});

test('refuses the key of another tenant once companies are imported', async () => {
  await sync.save(TEST_CONFIG);
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  const { startSandbox } = await import('@handrail/sandbox');
  const other = await startSandbox({
    port: 0,
    gongPort: 0,
    stateFile: null,
    limits: 'off',
    companies: 20,
    seed: 99,
  });
  try {
    const listed = { ...vendors, outgoing: { ...vendors.outgoing, allowOrigins: [other.gainsightUrl] } };
    const trying = connectGainsight(listed, workspaceId, { url: other.gainsightUrl }, good, signal);
    assert.deepEqual(await refusal(trying), ['tenant_changed', 'configuration']);
  } finally {
    await other.stop();
  }
  assert.equal((await connection('gainsight'))?.origin, sync.sandbox.gainsightUrl);
});

const present = () =>
  sync.transaction((tx) =>
    countAccounts(tx, { search: null, status: null, health: null, presence: 'present' }),
  );
const checkpoint = () =>
  sync.transaction((tx) => tx.query('select object, mode, position from checkpoints order by 1, 2'));

for (const [kind, code, failureKind] of LASTING) {
  test(`ends a run that meets ${kind} on every page as failed with ${code}, or waits, and keeps all`, async () => {
    const [before, stood] = [await present(), await checkpoint()];
    sync.sandbox.context.faults.add({ kind, path: '/query/company', times: 1_000 });
    const run = await sync.queue('accounts', 'incremental');
    // A limit has no last try: the run waits for it, again and again.
    const worked = failureKind === 'limit' ? await sync.work(run) : await sync.run('accounts');
    assert.equal(worked.state, failureKind === 'limit' ? 'running' : 'failed');
    const failure = storedFailure(worked);
    assert.deepEqual([failure.code, failure.kind], [code, failureKind]);
    assert.ok(failure.remedy.length > 10);
    assert.equal(await present(), before);
    assert.deepEqual(cursors(await checkpoint()), cursors(stood));

    sync.sandbox.context.faults.clear();
    if (code === 'gainsight_unauthorized') {
      assert.equal((await connection('gainsight'))?.state, 'needs-attention');
      const again = await sync.run('accounts');
      assert.equal(storedFailure(again).code, 'connection_needs_attention');
      const mended = await checkConnection(vendors, workspaceId, 'gainsight', signal);
      assert.equal(mended.state, 'connected');
    } else {
      assert.equal((await connection('gainsight'))?.state, 'connected');
    }
    const recovered = await sync.run('accounts');
    assert.equal(recovered.state, 'done', JSON.stringify(recovered.failure));
  });
}

/** Where increments begin; the position inside a run may move, the cursor may not. */
function cursors(rows: readonly object[]): unknown {
  return rows.map((row) =>
    'position' in row && typeof row.position === 'object' && row.position !== null && 'cursor' in row.position
      ? row.position.cursor
      : null,
  );
}

test('stops at an object that is refused in the middle of things, with its own code', async () => {
  sync.sandbox.context.switches.refusedObjects = ['company'];
  const run = await sync.run('accounts');
  assert.deepEqual([run.state, storedFailure(run).code], ['failed', 'gainsight_object_refused']);
  assert.equal((await connection('gainsight'))?.state, 'connected');
});

test('turns a revoked key into a card that needs attention, and mends it by connecting again', async () => {
  sync.sandbox.context.credentials.gongAccessKey = 'another';
  const run = await sync.run('meetings');
  // Users are refused with 403, which is what a key without that right hears, too: calls tell that the key is wrong.
  assert.deepEqual([run.state, storedFailure(run).code], ['failed', 'gong_unauthorized']);
  const gong = await connection('gong');
  assert.equal(gong?.state, 'needs-attention');
  assert.equal(storedFailure(gong ?? { failure: null }).code, 'gong_unauthorized');
  sync.sandbox.context.credentials.gongAccessKey = gongGood.accessKey;
  await connectGong(vendors, workspaceId, sync.sandbox.gongUrl, gongGood, signal);
  assert.equal((await sync.run('meetings')).state, 'done');
});
