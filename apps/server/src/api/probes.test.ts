import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as e from '@handrail/contract';
import { addCallTallies } from '@handrail/database';
import { METRICS_TOKEN, startApiTest } from '../testing.ts';

const api = await startApiTest(import.meta.url, { sandbox: { companies: 5 } });
const scrape = (token: string | null) =>
  api.send({
    method: 'GET',
    url: '/metrics',
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
  });
const part = async (url: string) => (await api.send({ method: 'GET', url })).json<object>();

test('is ready with database, migrations and queue', async () => {
  const parts = { database: true, migrations: true, queue: true, key: true };
  assert.deepEqual(await part('/readyz'), { status: 'ready', ...parts });
});

test('gives the numbers to the token alone', async () => {
  for (const token of [null, 'x'.repeat(METRICS_TOKEN.length), api.token]) {
    assert.equal((await scrape(token)).statusCode, 401);
  }
  assert.equal((await scrape(METRICS_TOKEN)).statusCode, 200);
});

test('tells ages, calls, queue, outbox, set-aside records and alarms, and nothing that a person wrote', async () => {
  await api.makeLoop();
  await api.call(e.updateWorkspace, { body: { outgoingPaused: true } });
  await api.watch();
  const tally = { host: 'a.example', family: 'sync', calls: 7, retries: 2, limited: 1, failed: 2 };
  for (let times = 0; times < 2; times += 1) {
    await api.database.platform().transaction((tx) => addCallTallies(tx, [tally]));
  }
  const { body } = await scrape(METRICS_TOKEN);
  const value = (name: string, ...labels: string[]) => {
    const line = body
      .split('\n')
      .find((text) => text.startsWith(`handrail_${name}`) && labels.every((label) => text.includes(label)));
    return line === undefined ? null : Number(line.slice(line.lastIndexOf(' ')));
  };
  assert.equal(value('calls_limited_total{', 'host="a.example"', 'family="sync"'), 2);
  assert.equal(value('call_retries_total{', 'host="a.example"'), 4);
  assert.equal(value('data_late{', 'type="accounts"'), 0);
  assert.ok((value('data_age_seconds{', 'type="accounts"') ?? -1) >= 0);
  assert.equal(value('queue_jobs{', 'queue="slices"', 'state="waiting"'), 3);
  assert.equal(value('alarms_open{', 'kind="outgoing-paused"'), 1);
  assert.equal(value('set_aside_records{'), 0);
  assert.ok((value('outbox_deliveries{', 'state="delivered"') ?? 0) > 0);
  assert.ok((value('budget_calls_left{', 'family="sync"', 'window="day"') ?? 0) > 0);
  const { items } = await api.call(e.listAccounts, { query: {} });
  for (const { name } of items) assert.ok(!body.includes(name), name);
  api.clock.advance(3 * 3_600_000);
  assert.match((await scrape(METRICS_TOKEN)).body, /handrail_data_late\{[^}]*type="accounts"[^}]*\} 1/);
});

test('is unready, naming the part, when a migration or the queue is missing, and when the database is away', async () => {
  const owner = (sqlText: string) =>
    api.database.platform().transaction(async (tx) => {
      await tx.query('set local role handrail_owner');
      await tx.query(sqlText);
    });
  await owner(
    `update handrail.migrations set name = 'x' || name where id = (select max(id) from handrail.migrations)`,
  );
  assert.deepEqual(await part('/readyz'), {
    status: 'unready',
    database: true,
    migrations: false,
    queue: true,
    key: true,
  });
  await owner(`update handrail.migrations set name = substr(name, 2) where name like 'x%'`);
  assert.equal((await api.send({ method: 'GET', url: '/readyz' })).statusCode, 200);
  await api.database.close();
  const away = await api.send({ method: 'GET', url: '/readyz' });
  assert.equal(away.statusCode, 503);
  assert.equal(away.json<{ database: boolean }>().database, false);
});
