import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { FaultKind } from '@handrail/sandbox';
import { startSyncTest, storedFailure, TEST_CONFIG } from '../../testing.ts';

const PAGE = 10;
const sync = await startSyncTest(import.meta.url, { pageSizeRecords: PAGE });
await sync.connect();
await sync.save(TEST_CONFIG);
await sync.run('accounts', 'full');
beforeEach(() => {
  sync.sandbox.context.faults.clear();
  sync.beforeCall = null;
  sync.clock.advance(3_600_000);
});

/** What the source shows and what we hold, by id and name. */
async function assertCopy(): Promise<void> {
  const held = await sync.transaction((tx) =>
    tx.query<{ id: string; name: string }>(
      `select gainsight_id as id, name from accounts where presence = 'present' order by gainsight_id collate "C"`,
    ),
  );
  const there = sync.source
    .rows('company')
    .map((row) => ({ id: String(row['Gsid']), name: String(row['Name']) }));
  assert.deepEqual(held, there);
}

function nth(index: number): string {
  return String(sync.source.rows('company').at(index)?.['Gsid']);
}

/** Does something once, right before the n-th call of the next run. */
function beforeCallNumber(wanted: number, act: () => Promise<unknown>): void {
  let calls = 0;
  sync.beforeCall = async () => {
    calls += 1;
    if (calls === wanted) await act();
  };
}

test('asks for no page beyond the last company when the pages come out even', async () => {
  const count = sync.source.rows('company').length;
  assert.equal(count % PAGE, 0);
  const run = await sync.run('accounts', 'full');
  assert.deepEqual([run.state, run.seen, run.pages], ['done', count, count / PAGE]);
  // Description and anchor; users are read by their own stream.
  assert.equal(run.calls, count / PAGE + 2);
});

test('copies a source that is edited, grows and shrinks between the pages of a full run', async () => {
  beforeCallNumber(5, async () => {
    await sync.source.update('company', nth(2), { Name: 'Edited Behind' });
    await sync.source.update('company', nth(-2), { Name: 'Edited Ahead' });
    await sync.source.insert('company', { Name: 'Inserted Between' });
    await sync.source.delete('company', nth(1));
    await sync.source.delete('company', nth(-1));
  });
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  sync.beforeCall = null;
  await sync.run('accounts');
  await sync.run('accounts', 'full');
  await assertCopy();
});

test('reads a tie of dates that is longer than a page to its end', async () => {
  const tie = new Date(sync.clock.now().getTime() - 60_000).toISOString();
  for (const row of sync.sandbox.context.world.objects.get('company')?.rows ?? []) row['ModifiedDate'] = tie;
  const run = await sync.run('accounts');
  assert.equal(run.state, 'done');
  assert.equal(run.seen, sync.source.rows('company').length);
  assert.ok(run.calls <= Math.ceil(run.seen / PAGE) + 3);
});

test('reads no more than what changed when companies without a date stand before all others', async (t) => {
  const dateless = sync.sandbox.context.world.objects.get('company')?.rows[0];
  assert.ok(dateless);
  dateless['ModifiedDate'] = null;
  sync.sandbox.context.switches.nullsOrder = 'high';
  t.after(() => (sync.sandbox.context.switches.nullsOrder = 'low'));
  await sync.source.update('company', nth(3), { Name: 'Edited Beside It' });
  await sync.run('accounts');
  sync.clock.advance(3_600_000);
  await sync.source.update('company', nth(4), { Name: 'Edited Since' });
  const run = await sync.run('accounts');
  // Both edits: the look-back from the greatest date before this run still holds the former.
  assert.deepEqual([run.state, run.seen], ['done', 2]);
  await assertCopy();
});

test('goes on from the checkpoint when it was stopped between two pages', async () => {
  const stopping = new AbortController();
  beforeCallNumber(6, () => {
    stopping.abort();
    return Promise.resolve();
  });
  const run = await sync.queue('accounts', 'full');
  const stopped = await sync.work(run, stopping.signal);
  assert.equal(stopped.state, 'running');
  assert.ok(stopped.pages > 0 && stopped.seen < 60);
  sync.beforeCall = null;
  const resumed = await sync.work(stopped);
  assert.equal(resumed.state, 'done');
  assert.equal(resumed.seen, sync.source.rows('company').length);
  await assertCopy();
});

test('ends the same when it is stopped before any call of a full run', async () => {
  for (let number = 1; number <= 12; number += 1) {
    sync.clock.advance(3_600_000);
    const stopping = new AbortController();
    beforeCallNumber(number, () => {
      stopping.abort();
      return Promise.resolve();
    });
    const run = await sync.queue('accounts', 'full');
    const stopped = await sync.work(run, stopping.signal);
    sync.beforeCall = null;
    const ended = stopped.state === 'running' ? await sync.work(stopped) : stopped;
    assert.deepEqual([ended.state, ended.exits], ['done', 0], `stopped before call ${number}`);
    assert.equal(ended.seen, sync.source.rows('company').length, `stopped before call ${number}`);
  }
  await assertCopy();
});

const QUERY = '/v1/data/objects/query/company';
const WRONG_REPLIES: readonly FaultKind[] = [
  'short-page',
  'cut-body',
  'invalid-json',
  'html-200',
  'html-503',
  'result-false-in-200',
  'reset-before',
  'lost-reply',
  'error-500',
  'too-many',
];

for (const kind of WRONG_REPLIES) {
  test(`loses and removes nothing when any page of a full run comes as ${kind}`, async () => {
    for (let page = 1; page <= 8; page += 1) {
      sync.sandbox.context.faults.clear();
      sync.sandbox.context.faults.add({ kind, path: QUERY, from: page, times: 1 });
      const run = await sync.run('accounts', 'full');
      if (run.state === 'failed') await reconnectIfLost(storedFailure(run).code);
      assert.ok(run.state === 'done' || run.state === 'failed', `${run.state} at page ${page}`);
      assert.equal(run.exits, 0, `page ${page}`);
      if (run.state === 'done') assert.equal(run.seen, sync.source.rows('company').length, `page ${page}`);
      await assertCopy();
    }
  });
}

test('shows every account before each call of a full run that fills a new field, with values old or new', async () => {
  const expected = new Map(
    sync.source.rows('company').map((row) => [String(row['Gsid']), [null, Number(row['Employees'] ?? 0)]]),
  );
  const shown = () =>
    sync.transaction((tx) =>
      tx.query<{ id: string; employees: number | null }>(
        `select gainsight_id as id, employees from accounts where presence = 'present'`,
      ),
    );
  let looks = 0;
  sync.beforeCall = async () => {
    looks += 1;
    const rows = await shown();
    assert.equal(rows.length, expected.size, `before call ${looks}`);
    assert.ok(rows.every(({ id, employees }) => expected.get(id)?.includes(employees)));
  };
  const account = { ...TEST_CONFIG.fields.account, employees: 'Employees' };
  await sync.saveAsPerson({ ...TEST_CONFIG, fields: { account } });
  assert.equal((await sync.run('accounts', 'full')).state, 'done');
  assert.ok(looks > expected.size / PAGE);
  assert.ok((await shown()).some(({ employees }) => employees !== null));
  await sync.save(TEST_CONFIG);
});

test('takes an empty reply in the middle for no end', async () => {
  while (sync.source.rows('company').length % PAGE !== 1) {
    await sync.source.insert('company', { Name: 'One More' });
  }
  const pages = Math.ceil(sync.source.rows('company').length / PAGE);
  // The last page has one row: half of it is none.
  sync.sandbox.context.faults.add({ kind: 'short-page', path: QUERY, from: pages, times: 1 });
  const run = await sync.run('accounts', 'full');
  assert.deepEqual([run.state, run.seen], ['done', sync.source.rows('company').length]);
  await assertCopy();
});

/** Two companies that the last increment read, then an edit long before the anchor, and the anchor itself. */
async function editBeforeAnchor(name: string): Promise<void> {
  await sync.source.update('company', nth(0), { Name: `${name} 0` });
  await sync.source.update('company', nth(1), { Name: `${name} 1` });
  assert.equal((await sync.run('accounts')).changed, 2);
  sync.clock.advance(3_600_000);
  await sync.source.update('company', nth(-2), { Name: `${name} Early` });
  sync.clock.advance(3_000_000);
  await sync.source.update('company', nth(-1), { Name: `${name} Late` });
}

test('reads on when an increment is cut to what it knows already', async () => {
  await editBeforeAnchor('Cut Once');
  sync.sandbox.context.faults.add({ kind: 'short-page', path: QUERY, from: 2, times: 1 });
  const run = await sync.run('accounts');
  assert.deepEqual([run.state, run.changed], ['done', 2]);
  await assertCopy();
});

test('leaves the cursor where it is when neither page nor last id of an increment can be trusted', async () => {
  await editBeforeAnchor('Cut Twice');
  sync.sandbox.context.faults.add({ kind: 'short-page', path: QUERY, from: 2, times: 2 });
  assert.equal((await sync.run('accounts')).changed, 0);
  assert.equal((await sync.run('accounts')).changed, 2);
  await assertCopy();
});

async function reconnectIfLost(code: string): Promise<void> {
  if (code === 'gainsight_unauthorized') await sync.connect();
}

for (const form of ['empty', 'null-data', 'null-records', 'result-false', 'http-400'] as const) {
  test(`takes the form ${form} of nothing found for an end of pages, and removes nothing`, async () => {
    sync.sandbox.context.switches.noDataForm = form;
    const run = await sync.run('accounts', 'full');
    assert.deepEqual([run.state, run.exits], ['done', 0]);
    await assertCopy();
    sync.sandbox.context.switches.noDataForm = 'empty';
  });
}

test('withholds every exit when the source suddenly shows nothing at all', async () => {
  const run = await sync.queue('accounts', 'full');
  for (const row of sync.source.rows('company')) await sync.source.delete('company', String(row['Gsid']));
  const ended = await sync.work(run);
  assert.deepEqual([ended.state, ended.exits], ['awaiting-approval', 0]);
});
