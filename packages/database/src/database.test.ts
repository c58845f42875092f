import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { parseWorkspaceId } from '@handrail/core';
import { openDatabase } from './database.ts';
import { enqueue } from './enqueue.ts';
import { createTestDatabase } from './testing.ts';
import type { PlatformTransaction } from './transaction.ts';

const { database, url, superuserUrl } = await createTestDatabase(import.meta.url, {
  queues: [{ name: 'sync', policy: 'exclusive' }],
});
const ours = parseWorkspaceId('018f0000-0000-7000-8000-000000000001');
const theirs = parseWorkspaceId('018f0000-0000-7000-8000-000000000002');

await database.platform().transaction(async (tx) => {
  for (const id of [ours, theirs]) await tx.db.insertInto('workspaces').values({ id, name: id }).execute();
});

test('a workspace sees its own row and no other', async () => {
  const rows = await database
    .workspace(ours)
    .transaction((tx) => tx.db.selectFrom('workspaces').selectAll().execute());
  assert.deepEqual(
    rows.map((row) => row.id),
    [ours],
  );
});

test('the platform handle sees every workspace', async () => {
  const rows = await database
    .platform()
    .transaction((tx) => tx.db.selectFrom('workspaces').select('id').execute());
  assert.deepEqual(rows.map((row) => row.id).toSorted(), [ours, theirs]);
});

test('a workspace cannot write a row of another', async () => {
  const writing = database
    .workspace(ours)
    .transaction((tx) =>
      tx.db
        .insertInto('config_versions')
        .values({ workspace_id: theirs, version: 1, document: '{}' })
        .execute(),
    );
  await assert.rejects(writing, { code: '42501' });
});

test('a job enqueued in a transaction that rolls back is gone', async () => {
  const failing = database.workspace(ours).transaction(async (tx) => {
    assert.notEqual(await enqueue(tx, 'sync', { streamId: 'a' }, { singletonKey: 'a' }), null);
    throw new RangeError('rolled back');
  });
  await assert.rejects(failing, RangeError);
  const id = await database
    .workspace(ours)
    .transaction((tx) => enqueue(tx, 'sync', {}, { singletonKey: 'a' }));
  assert.notEqual(id, null);
});

test('an exclusive queue answers null to a second job of the same key', async () => {
  const send = (): Promise<string | null> =>
    database.workspace(ours).transaction((tx) => enqueue(tx, 'sync', {}, { singletonKey: 'b' }));
  assert.notEqual(await send(), null);
  assert.equal(await send(), null);
});

test('a queue that was never migrated is refused by name', async () => {
  const sending = database.workspace(ours).transaction((tx) => enqueue(tx, 'nowhere', {}));
  await assert.rejects(sending, { code: 'job_queue_unknown' });
});

test('a connection that is cut between two statements, or in one, is named as a database that went away', async () => {
  const superuser = new pg.Client({ connectionString: superuserUrl });
  await superuser.connect();
  const end = (pid: number | undefined) => superuser.query('select pg_terminate_backend($1)', [pid]);
  const cuts = [
    async (tx: PlatformTransaction, pid: number | undefined) => {
      await end(pid);
      // Until the driver has heard of it.
      await pause(50);
      await tx.query('select 1');
    },
    async (tx: PlatformTransaction, pid: number | undefined) => {
      // Both at once: its end may be heard of before the answer to what ended it.
      await Promise.all([tx.query('select pg_sleep(60)'), end(pid)]);
    },
  ];
  try {
    for (const cut of cuts) {
      const working = database.platform().transaction(async (tx) => {
        const [own] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid');
        await cut(tx, own?.pid);
      });
      // By the words of the driver, or by PostgreSQL's own last word where that came first: the engine reads both alike.
      await assert.rejects(working, ({ code }: { code?: string }) =>
        ['database_unreachable', '57P01'].includes(code ?? ''),
      );
      // The next one gets a connection that works.
      await database.platform().transaction((tx) => tx.query('select 1'));
    }
  } finally {
    await superuser.end();
  }
});

test('a connection whose socket is reset, or refused from then on, is named as a database that went away', async () => {
  const sockets: Socket[] = [];
  const { hostname, port } = new URL(url);
  const between = createServer((socket) => {
    const onward = connect(Number(port), hostname);
    socket.on('error', () => socket.destroy()).on('close', () => onward.destroy());
    onward.on('error', () => onward.destroy()).on('close', () => socket.destroy());
    sockets.push(socket);
    socket.pipe(onward).pipe(socket);
  });
  await once(between.listen(0, '127.0.0.1'), 'listening');
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((between.address() as AddressInfo).port);
  const far = await openDatabase({ url: through.href, poolSize: 1, applicationName: 'far' });
  try {
    const working = far.platform().transaction(async (tx) => {
      const asking = tx.query('select pg_sleep(60)');
      for (const socket of sockets) socket.resetAndDestroy();
      await asking;
    });
    await assert.rejects(working, { code: 'database_unreachable' });
    await far.platform().transaction((tx) => tx.query('select 1'));
    between.close();
    for (const socket of sockets) socket.destroy();
    await pause(50);
    await assert.rejects(
      far.platform().transaction((tx) => tx.query('select 1')),
      { code: 'database_unreachable' },
    );
  } finally {
    between.close();
    await far.close();
  }
});
