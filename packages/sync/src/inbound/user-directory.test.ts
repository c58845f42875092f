import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requestInventory } from '../inventory.ts';
import { saveConfiguration } from '../save-configuration.ts';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';

/** More than fit into one page. */
const USERS = 5_100;

const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 20 } });
const table = sync.sandbox.context.world.objects.get('gsuser');
assert.ok(table);
const [first] = table.rows;
assert.ok(first);
while (table.rows.length < USERS) {
  const number = String(table.rows.length);
  const email = `colleague${number}@lumenta.example`;
  await sync.source.insert('gsuser', { ...first, Name: `Colleague ${number}`, Email: email });
}
await sync.connect();

const countUsers = async () => {
  const [row] = await sync.transaction((tx) =>
    tx.query<{ users: number }>(`select count(*)::int as users from source_records where object = 'gsuser'`),
  );
  return row?.users;
};

test('keeps all users or none: no part of them is taken for the whole', async () => {
  const last = sync.source.rows('gsuser').at(-1);
  assert.ok(last);
  const timeline = { enabled: true, fallbackAuthor: String(last['Email']) };
  const save = () =>
    sync.transaction((tx) =>
      saveConfiguration(tx, {
        basedOn: 0,
        document: { ...TEST_CONFIG, timeline },
        createdBy: null,
        now: sync.clock.now(),
      }),
    );
  sync.sandbox.context.faults.add({ kind: 'missing-permission', path: '/query/gsuser', from: 2 });
  const run = await sync.transaction((tx) => requestInventory(tx, sync.clock.now()));
  await sync.work(run);
  assert.equal(await countUsers(), 0);
  assert.equal((await save()).kind, 'saved', 'an author is not refused whose page was never read');
  sync.sandbox.context.faults.clear();
  await sync.run('accounts', 'full');
  assert.equal(await countUsers(), USERS);
});
