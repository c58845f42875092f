import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { connectionSettings } from './connection.ts';
import { migrate } from './migrate.ts';
import { createTestDatabase } from './testing.ts';

const { url, superuserUrl } = await createTestDatabase(import.meta.url);
const queues = [{ name: 'sync', policy: 'exclusive', retryLimit: 3 }];

async function asApp<Row extends pg.QueryResultRow>(statement: string): Promise<Row[]> {
  const client = new pg.Client(
    connectionSettings(url, { role: 'handrail_app', applicationName: 'migrate test' }),
  );
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

test('each migration has a number of its own, so that their order is the same everywhere', async () => {
  const files = (await readdir(join(import.meta.dirname, '../migrations'))).toSorted();
  const numbers = files.map((file) => file.slice(0, 4));
  assert.deepEqual(
    files.filter((file, at) => !/^\d{4}_[a-z0-9_]+\.sql$/.test(file) || numbers[at] === numbers[at - 1]),
    [],
  );
});

test('a second migration runs no file', async () => {
  assert.deepEqual(await migrate({ url, queues }), []);
});

test('two migrations at once take turns', async () => {
  const ran = await Promise.all([migrate({ url, queues }), migrate({ url, queues })]);
  assert.deepEqual(ran, [[], []]);
});

test('a queue takes new settings at the next migration', async () => {
  await migrate({ url, queues: [{ name: 'sync', policy: 'exclusive', retryLimit: 9 }] });
  assert.deepEqual(await asApp(`select policy, retry_limit, notify from pgboss.queue where name = 'sync'`), [
    { policy: 'exclusive', retry_limit: 9, notify: true },
  ]);
});

test('the app role can read what was migrated and change no structure', async () => {
  const names = await asApp<{ name: string }>('select name from handrail.migrations order by id');
  assert.equal(names[0]?.name, '0001_first');
  await assert.rejects(asApp('alter table accounts disable row level security'), { code: '42501' });
  await assert.rejects(asApp('drop policy workspace on accounts'), { code: '42501' });
  await assert.rejects(asApp('delete from handrail.migrations'), { code: '42501' });
  await assert.rejects(asApp('create table mine (id int)'), { code: '42501' });
});

test('a database that a newer version migrated is refused', async () => {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  await client.query(`insert into handrail.migrations (name, run_on) values ('9999_future', now())`);
  await client.end();
  await assert.rejects(migrate({ url, queues }), { code: 'database_newer' });
});
