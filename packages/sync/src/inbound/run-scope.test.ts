import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { countSetAside, findRun, findStream } from '@handrail/database';
import type { RunRow } from '@handrail/database';
import { replaySetAside } from '../replay-set-aside.ts';
import { queueRun } from '../schedule.ts';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';
import { requireScope } from './run-scope.ts';
import type { RunScope } from './run-scope.ts';

const HOUR_MS = 3_600_000;
const sync = await startSyncTest(import.meta.url);
await sync.connect();
await sync.save(TEST_CONFIG);
for (const stream of ['accounts', 'relationships', 'stakeholders']) await sync.run(stream, 'full');
beforeEach(() => sync.clock.advance(HOUR_MS));

const gsids = sync.source.rows('company').map((row) => String(row['Gsid']));
const [first = '', second = ''] = gsids;

async function toEnd(run: RunRow): Promise<RunRow> {
  let worked = run;
  while (worked.state === 'queued' || worked.state === 'running') worked = await sync.work(worked);
  return worked;
}
async function runNarrowed(name: string, scope: RunScope): Promise<RunRow> {
  const order = { mode: 'incremental', cause: 'manual', now: sync.clock.now(), scope } as const;
  const run = await sync.transaction(async (tx) => {
    const stream = await findStream(tx, name);
    assert.ok(stream);
    return queueRun(tx, stream, order);
  });
  return toEnd(run);
}
const ofAccount = (gainsightId: string): RunScope => ({
  kind: 'account',
  accountId: gainsightId,
  gainsightId,
});
const nameOf = async (gsid: string) => {
  const [row] = await sync.transaction((tx) =>
    tx.query<{ name: string; presence: string }>(
      'select name, presence from accounts where gainsight_id = $1',
      [gsid],
    ),
  );
  return row;
};
const cursorsOf = () =>
  sync.transaction((tx) =>
    tx.query(
      `select s.name, c.object, c.position ->> 'cursor' as cursor, s.last_completed_at
       from checkpoints c join streams s on s.id = c.stream_id where c.mode = 'incremental' order by 1, 2`,
    ),
  );
/** Writes a value past the rules of the vendor, as an import or a bug of theirs would. */
function corrupt(gsid: string, values: Record<string, unknown>, at = sync.clock.now()): void {
  const row = sync.sandbox.context.world.objects.get('company')?.rows.find((one) => one['Gsid'] === gsid);
  assert.ok(row);
  Object.assign(row, values, { ModifiedDate: at.toISOString() });
}

test('reads one account alone, with its relationships and people, in a few calls', async () => {
  await sync.source.update('company', first, { Name: 'First Renamed' });
  await sync.source.update('company', second, { Name: 'Second Renamed' });
  const tie = sync.source.rows('company_person').find((row) => row['Company_ID'] === first);
  await sync.source.update('person', String(tie?.['Person_ID']), { Name: 'Person Renamed' });
  const before = await cursorsOf();
  const run = await runNarrowed('accounts', ofAccount(first));
  assert.deepEqual([run.state, run.seen, run.changed], ['done', 1, 1]);
  assert.ok(run.calls <= 4, `${run.calls} calls`);
  assert.equal((await nameOf(first))?.name, 'First Renamed');
  assert.notEqual((await nameOf(second))?.name, 'Second Renamed');
  const people = await runNarrowed('stakeholders', ofAccount(first));
  assert.equal(people.changed, 1, JSON.stringify(people));
  const relationships = await runNarrowed('relationships', ofAccount(first));
  const theirs = sync.source.rows('relationship').filter((row) => row['CompanyId'] === first);
  assert.deepEqual([relationships.state, relationships.seen], ['done', theirs.length]);
  const after = await cursorsOf();
  assert.deepEqual(after, before, 'the cursor and the age of the stream stay');
  assert.equal((await sync.run('accounts')).changed, 1, 'the other account is left to the next increment');
});

test('says of an account that is asked for and not there that it is gone', async () => {
  const gone = gsids[9] ?? '';
  await sync.source.delete('company', gone);
  const run = await runNarrowed('accounts', ofAccount(gone));
  assert.deepEqual([run.state, run.exits], ['done', 1]);
  assert.equal((await nameOf(gone))?.presence, 'missing');
});

test('reads a period again, also what the cursor has passed', async () => {
  corrupt(second, { Name: 'Late Second' }, new Date(sync.clock.now().getTime() - 40 * HOUR_MS));
  assert.equal((await sync.run('accounts')).changed, 0, 'dated before the cursor');
  const since = new Date(sync.clock.now().getTime() - 48 * HOUR_MS);
  const run = await runNarrowed('accounts', { kind: 'since', since });
  assert.deepEqual([run.state, run.changed], ['done', 1], JSON.stringify(run.failure));
  assert.equal((await nameOf(second))?.name, 'Late Second');
});

test('refuses to narrow a stream that cannot be', () => {
  assert.throws(() => requireScope('signals', 'account'), { code: 'scope_unfit' });
  assert.throws(() => requireScope('meetings', 'account'), { code: 'scope_unfit' });
  assert.doesNotThrow(() => requireScope('meetings', 'since'));
});

test('tries a record set aside again in the next increment, though no date of it moved', async () => {
  const bad = gsids[3] ?? '';
  const name = sync.source.rows('company')[3]?.['Name'];
  corrupt(bad, { Arr: 'about a million' });
  assert.equal((await sync.run('accounts')).set_aside, 1);
  sync.clock.advance(HOUR_MS);
  const row = sync.sandbox.context.world.objects.get('company')?.rows.find((one) => one['Gsid'] === bad);
  Object.assign(row ?? {}, { Arr: 7, ModifiedDate: new Date(0).toISOString() });
  const run = await sync.run('accounts');
  assert.deepEqual([run.state, run.changed, run.set_aside], ['done', 1, 0]);
  assert.equal(await sync.transaction((tx) => countSetAside(tx)), 0);
  assert.equal((await nameOf(bad))?.name, name);
});

test('replays what is set aside on demand: one, or all', async () => {
  const [one = '', other = ''] = gsids.slice(20, 22);
  for (const gsid of [one, other]) corrupt(gsid, { RenewalDate: '2027-02-30' });
  await sync.run('accounts');
  for (const gsid of [one, other]) corrupt(gsid, { RenewalDate: '2027-02-28' }, new Date(0));
  const listed = await sync.transaction((tx) =>
    tx.query<{ id: string }>(`select id from set_aside_records where state = 'open' and gainsight_id = $1`, [
      one,
    ]),
  );
  const replay = async (ids: readonly string[] | null) => {
    const runs = await sync.transaction((tx) => replaySetAside(tx, ids, sync.clock.now()));
    for (const run of runs) await toEnd(run);
    return Promise.all(runs.map(({ id }) => sync.transaction((tx) => findRun(tx, id))));
  };
  const [alone] = await replay(listed.map(({ id }) => id));
  assert.deepEqual([alone?.state, alone?.seen, alone?.changed], ['done', 1, 1]);
  assert.equal(await sync.transaction((tx) => countSetAside(tx)), 1);
  const [all] = await replay(null);
  assert.deepEqual([all?.state, all?.changed], ['done', 1]);
  assert.equal(await sync.transaction((tx) => countSetAside(tx)), 0);
  assert.deepEqual(await replay(null), [], 'nothing is left to try');
});

test('closes what was set aside and is no longer at the source', async () => {
  const bad = gsids[30] ?? '';
  corrupt(bad, { Arr: 'unknown' });
  await sync.run('accounts');
  assert.equal(await sync.transaction((tx) => countSetAside(tx)), 1);
  await sync.source.delete('company', bad);
  const run = await sync.run('accounts');
  assert.equal(await sync.transaction((tx) => countSetAside(tx)), 0, JSON.stringify(run));
});
