import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countAccounts, findConnection, rotateKey } from '@handrail/database';
import { connectGainsight, connectGong } from './connect.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

const sync = await startSyncTest(import.meta.url, { pageSizeRecords: 10 });
const { vendors, workspaceId, keySource, sandbox } = sync;
const { credentials } = sandbox.context;
const signal = new AbortController().signal;

/** What an administrator does at both vendors and here while a run is on; the former keys are of no use afterwards. */
async function changeEveryKey(): Promise<void> {
  await rotateKey(keySource, vendors.secretKey);
  credentials.accessKey = `${credentials.accessKey}-next`;
  credentials.gongAccessKeySecret = `${credentials.gongAccessKeySecret}-next`;
  const { accessKey, gongAccessKey, gongAccessKeySecret } = credentials;
  const gainsight = { kind: 'access-key', accessKey } as const;
  await connectGainsight(vendors, workspaceId, { url: sandbox.gainsightUrl }, gainsight, signal);
  const gong = { accessKey: gongAccessKey, accessKeySecret: gongAccessKeySecret };
  await connectGong(vendors, workspaceId, sandbox.gongUrl, gong, signal);
}

/** What the database holds of keys: ids of master keys, and which of them seals how many credentials. */
const kept = () =>
  sync.transaction(async (tx) => ({
    keys: await tx.query<{ id: string }>('select id from keys'),
    sealed: await tx.query<{ key_id: string; count: number }>(
      'select key_id, count(*) from secrets group by 1',
    ),
  }));

for (const stream of ['accounts', 'meetings'])
  test(`goes on with a run of ${stream} while master key and both vendors' keys change`, async () => {
    if (stream === 'accounts') {
      await sync.connect();
      await sync.save(TEST_CONFIG);
    }
    const former = vendors.secretKey.id;
    let calls = 0;
    let wasRefused = false;
    sync.beforeCall = async () => {
      calls += 1;
      if (calls !== 3) return;
      sync.beforeCall = null;
      await changeEveryKey();
    };
    let run = await sync.queue(stream, 'full');
    while (run.state === 'queued' || run.state === 'running') {
      run = await sync.work(run);
      wasRefused ||= run.attempts > 0;
    }
    assert.equal(run.state, 'done');
    assert.ok(wasRefused && run.seen > 0, 'the former key was refused in the middle of the run');
    for (const vendor of ['gainsight', 'gong'] as const)
      assert.equal((await sync.transaction((tx) => findConnection(tx, vendor)))?.state, 'connected');
    const { id } = vendors.secretKey;
    assert.notEqual(id, former);
    assert.deepEqual(await kept(), { keys: [{ id }], sealed: [{ key_id: id, count: 2 }] });
  });

test('the copy is whole', async () => {
  assert.equal(
    await sync.transaction((tx) =>
      countAccounts(tx, { search: null, status: null, health: null, presence: 'present' }),
    ),
    sync.source.rows('company').length,
  );
});
