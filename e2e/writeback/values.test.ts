import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import type { AccountId } from '@handrail/core';
import { addToOutbox, retryOutboxItem, updateWorkspace } from '@handrail/database';
import type { OutboxRow } from '@handrail/database';
import type { StubRequest } from '@handrail/http/testing';
import type { FaultKind } from '@handrail/sandbox';
import { explain, previewWriteback } from '@handrail/sync';
import { startSyncTest, storedFailure, TEST_CONFIG } from '@handrail/sync/testing';
import { answerInstead } from './answer-instead.ts';
import { setScores } from './set-scores.ts';

const COMPANIES = 120;
const HEALTH = 'Handrail_Health__gc';
const ENGAGEMENT = 'Handrail_Engagement__gc';
const WRITE = '/v1/data/objects/company';
const sync = await startSyncTest(import.meta.url, { sandbox: { companies: COMPANIES } });
const { faults, callLog, switches } = sync.sandbox.context;
const signal = new AbortController().signal;

interface Value {
  readonly metric: string;
  readonly field: string;
  readonly whenUndefined?: 'clear' | 'keep' | 'skip';
  readonly owner?: 'handrail' | 'person';
}
const saveContract = (...values: readonly Value[]) =>
  sync.save({
    ...TEST_CONFIG,
    writeback: { enabled: true, values: values.map((value) => ({ object: 'Company', ...value })) },
  });
const both = [
  { metric: 'health.score', field: HEALTH },
  { metric: 'engagement.score', field: ENGAGEMENT },
] as const;

await sync.connect();
await saveContract(...both);
await sync.run('accounts', 'full');
const accounts = await sync.transaction((tx) =>
  tx.query<{ id: AccountId; gainsight_id: string }>(
    `select id, gainsight_id from accounts order by gainsight_id collate "C"`,
  ),
);

beforeEach(() => {
  faults.clear();
  sync.beforeCall = null;
  sync.clock.advance(86_400_000);
  callLog.clear();
});

const accountAt = (index: number) => {
  const account = accounts[index];
  assert.ok(account);
  return account;
};
/** What signals would have said: a health score for some accounts, and the parts it is made of. */
async function score(
  from: number,
  to: number,
  value: (index: number) => number | null,
  parts: readonly { readonly part: string; readonly score: number }[] = [],
): Promise<void> {
  const scores = accounts
    .slice(from, to)
    .map((account, offset) => [account.id, value(from + offset)] as const);
  await setScores(sync, new Map(scores), parts);
}
const there = (index: number, field = HEALTH) =>
  sync.source.rows('company').find((row) => row['Gsid'] === accountAt(index).gainsight_id)?.[field] ?? null;
const writes = () =>
  callLog.entries.filter((call) => call.method === 'PUT' && call.path.toLowerCase().startsWith(WRITE));
const orderOf = async (index: number) => {
  const [row] = await sync.transaction((tx) =>
    tx.query<OutboxRow>(`select * from outbox where kind = 'field-values' and account_id = $1`, [
      accountAt(index).id,
    ]),
  );
  return row;
};

test('writes changed values in calls of at most fifty, and says so beforehand', async () => {
  await score(0, COMPANIES, (index) => 40 + (index % 50));
  const preview = await previewWriteback(sync.vendors, sync.workspaceId, signal);
  assert.deepEqual([preview.values.length, preview.calls], [COMPANIES, 3]);
  assert.equal(writes().length, 0);
  const run = await sync.run('values');
  assert.deepEqual([run.state, run.changed], ['done', COMPANIES]);
  assert.equal(writes().length, 3);
  for (const { gainsightId, field, after } of preview.values) {
    const row = sync.source.rows('company').find((one) => one['Gsid'] === gainsightId);
    assert.equal(row?.[field], after);
  }
});

test('writes nothing when nothing changed, over days and its own echo', async () => {
  for (let cycle = 0; cycle < 24; cycle += 1) {
    sync.clock.advance(3_600_000);
    if (cycle % 6 === 0) await sync.run('accounts');
    const run = await sync.run('values');
    assert.deepEqual([run.state, run.changed], ['done', 0]);
  }
  assert.equal(writes().length, 0);
  const preview = await previewWriteback(sync.vendors, sync.workspaceId, signal);
  assert.deepEqual([preview.values, preview.calls], [[], 0]);
});

test('writes only what changed', async () => {
  await score(10, 17, () => 91);
  await sync.run('values');
  assert.equal(writes().length, 1);
  assert.equal((await orderOf(10))?.cause, `Health score in ${HEALTH}: 50 → 91`);
  assert.equal(there(10), 91);
  const sent = JSON.parse(writes()[0]?.body ?? '{}') as { records?: unknown[] };
  assert.equal(sent.records?.length, 7);
});

test('writes nothing for a record that is not there, and all others', async () => {
  await score(20, 30, (index) => 80 + (index - 20));
  const gone = accountAt(25);
  const nameGsid = (gsid: string) =>
    sync.transaction((tx) =>
      tx.query('update accounts set gainsight_id = $1 where id = $2', [gsid, gone.id]),
    );
  await nameGsid('not-a-gsid');
  assert.equal((await sync.run('values')).state, 'done');
  const order = await orderOf(25);
  assert.deepEqual([order?.state, order?.reason], ['withdrawn', 'account-gone']);
  assert.deepEqual([there(24), there(29)], [84, 89]);
  await nameGsid(gone.gainsight_id);
  await sync.run('values');
  assert.equal(there(25), 85);
});

test('takes a record that a short reply leaves out for no account that is gone', async () => {
  await score(20, 30, (index) => 40 + (index - 20));
  faults.add({ kind: 'short-page', path: '/query/company', times: 1 });
  assert.equal((await sync.run('values')).state, 'done');
  for (let index = 20; index < 30; index += 1) {
    const order = await orderOf(index);
    assert.notEqual(order?.reason, 'account-gone', `account ${index}`);
  }
  sync.clock.advance(120_000);
  await sync.run('values');
  assert.deepEqual([there(20), there(29)], [40, 49]);
});

test('leaves a record open that no reply answers for, and asks again', async () => {
  await score(20, 30, (index) => 50 + (index - 20));
  faults.add({ kind: 'short-page', path: '/query/company', times: 3 });
  await sync.run('values');
  const states = new Set<string | undefined>();
  for (let index = 20; index < 30; index += 1) states.add((await orderOf(index))?.reason ?? undefined);
  assert.ok(!states.has('account-gone'));
  faults.clear();
  sync.clock.advance(120_000);
  await sync.run('values');
  assert.deepEqual([there(20), there(29)], [50, 59]);
});

test('takes out by name what the vendor refuses, writes the others at once, and tries it on a new value', async () => {
  await score(40, 50, () => 55);
  const victim = accountAt(42).gainsight_id;
  const row = { ...sync.source.rows('company').find((one) => one['Gsid'] === victim) };
  let made = 0;
  sync.beforeCall = async () => {
    made += 1;
    // Deleted between reading and writing: the vendor names the record that matches nothing.
    if (made === 2) await sync.source.delete('company', victim);
  };
  const run = await sync.run('values');
  sync.beforeCall = null;
  assert.deepEqual([run.state, run.changed, run.set_aside], ['partial', 9, 1]);
  assert.equal(writes().length, 2);
  const order = await orderOf(42);
  assert.equal(order?.state, 'refused');
  assert.ok((order?.reason ?? '').includes('GSOBJ_1011'), order?.reason ?? '');
  assert.deepEqual([there(41), there(43)], [55, 55]);

  // It waits for a new value, or for a person.
  callLog.clear();
  sync.clock.advance(3_600_000);
  await sync.run('values');
  assert.equal(callLog.count(), 0);
  const again = await sync.source.insert('company', { Name: String(row['Name']) });
  await sync.transaction((tx) =>
    tx.query('update accounts set gainsight_id = $1 where id = $2', [again, accountAt(42).id]),
  );
  Object.assign(accountAt(42), { gainsight_id: again });
  assert.ok(order);
  await sync.transaction((tx) => retryOutboxItem(tx, order.id, sync.clock.now()));
  await sync.run('values');
  assert.equal(there(42), 55);
});

test('refuses a read-only field with the vendor’s reason, and writes the other fields of other records', async () => {
  const engagement = sync.sandbox.context.world.objects
    .get('company')
    ?.fields.find((field) => field.name === ENGAGEMENT);
  assert.ok(engagement);
  await score(45, 46, () => 56);
  await score(44, 45, () => 56, [{ part: 'engagement', score: 12 }]);
  Object.assign(engagement, { updateable: false });
  const run = await sync.run('values');
  Object.assign(engagement, { updateable: true });
  assert.deepEqual([run.changed, run.set_aside], [1, 1]);
  const order = await orderOf(44);
  assert.equal(order?.state, 'refused');
  assert.ok((order?.reason ?? '').includes(ENGAGEMENT), order?.reason ?? '');
  assert.equal(there(45), 56);
});

test('leaves a person’s edit alone where the field is a person’s, and writes over it where it is ours', async () => {
  await saveContract({ metric: 'health.score', field: HEALTH, owner: 'person' });
  await sync.run('values');
  const { gainsight_id: gsid } = accountAt(50);
  await sync.source.update('company', gsid, { [HEALTH]: 1 });
  await score(50, 52, () => 66);
  await sync.run('values');
  assert.deepEqual([there(50), there(51)], [1, 66]);
  const order = await orderOf(50);
  assert.deepEqual([order?.state, order?.reason], ['withdrawn', 'kept-person-edit']);
  // Not asked again and again.
  callLog.clear();
  await sync.run('values');
  assert.equal(callLog.count(), 0);
  await saveContract({ metric: 'health.score', field: HEALTH, owner: 'handrail' });
  await score(50, 51, () => 67);
  await sync.run('values');
  assert.equal(there(50), 67);
});

for (const owner of ['handrail', 'person'] as const) {
  test(`sees an edit of a value that stays, where the owner is ${owner}, without a call of its own`, async () => {
    await saveContract({ metric: 'health.score', field: HEALTH, owner });
    await score(50, 53, () => 66);
    await sync.run('accounts');
    await sync.run('values');
    sync.clock.advance(3_600_000);
    await sync.run('accounts');
    callLog.clear();
    await sync.run('values');
    assert.equal(callLog.count(), 0);
    await sync.source.update('company', accountAt(50).gainsight_id, { [HEALTH]: 7 });
    sync.clock.advance(3_600_000);
    await sync.run('accounts');
    callLog.clear();
    await sync.run('values');
    assert.deepEqual([there(50), there(51)], [owner === 'handrail' ? 66 : 7, 66]);
    // A look, and the one write of what is ours.
    assert.equal(callLog.count(), owner === 'handrail' ? 2 : 1);
    sync.clock.advance(3_600_000);
    await sync.run('accounts');
    callLog.clear();
    await sync.run('values');
    assert.equal(callLog.count(), 0);
  });
}

test('writes over an edit that was kept once the field is ours', async () => {
  await saveContract({ metric: 'health.score', field: HEALTH, owner: 'handrail' });
  assert.equal(there(50), 7);
  await sync.run('values');
  assert.equal(there(50), 66);
});

test('looks again at values of which a reply counts fewer than were sent, and sends what did not arrive', async () => {
  await saveContract({ metric: 'health.score', field: HEALTH });
  await sync.run('values');
  await score(56, 58, () => 33);
  faults.add({ kind: 'records-unmatched', path: WRITE, method: 'PUT', times: 1 });
  await sync.run('values');
  assert.deepEqual([there(56) === 33, there(57) === 33], [false, false]);
  sync.clock.advance(3_600_000);
  await sync.run('values');
  assert.deepEqual([there(56), there(57)], [33, 33]);
  sync.clock.advance(3_600_000);
  callLog.clear();
  await sync.run('values');
  assert.equal(writes().length, 0);
  await saveContract(...both);
});

test('does not take its own write for a person’s edit after a crash in between', async () => {
  await saveContract({ metric: 'health.score', field: HEALTH, owner: 'person' });
  await score(55, 56, () => 31);
  const stopping = new AbortController();
  faults.add({ kind: 'lost-reply', path: WRITE, method: 'PUT', times: 9 });
  let made = 0;
  sync.beforeCall = () => {
    made += 1;
    if (made === 3) stopping.abort();
  };
  await sync.work(await sync.queue('values'), stopping.signal);
  sync.beforeCall = null;
  faults.clear();
  assert.equal(there(55), 31);
  await score(55, 56, () => 32);
  await sync.run('values');
  assert.equal(there(55), 32);
  await saveContract(...both);
});

for (const [whenUndefined, expected] of [
  ['keep', 45],
  ['skip', 45],
  ['clear', null],
] as const) {
  test(`obeys the rule "${whenUndefined}" for a value that is not defined`, async () => {
    await saveContract({ metric: 'health.score', field: HEALTH, whenUndefined });
    await score(60, 61, () => 45);
    await sync.run('values');
    assert.equal(there(60), 45);
    sync.clock.advance(86_400_000);
    await score(60, 61, () => null);
    await sync.run('values');
    assert.equal(there(60), expected);
    callLog.clear();
    await sync.run('values');
    assert.equal(writes().length, 0);
  });
}

test('skips a record whole that lacks the value of a row that says so', async () => {
  await saveContract(
    { metric: 'health.score', field: HEALTH, whenUndefined: 'skip' },
    { metric: 'engagement.score', field: ENGAGEMENT },
  );
  const before = there(62, ENGAGEMENT);
  await score(62, 63, () => null, [{ part: 'engagement', score: 44 }]);
  await score(63, 64, () => 48, [{ part: 'engagement', score: 44 }]);
  await sync.run('values');
  assert.deepEqual([there(62, ENGAGEMENT), there(63, ENGAGEMENT)], [before, 44]);
});

test('takes a value that the field rounds for no edit', async () => {
  const { gainsight_id: gsid } = accountAt(65);
  for (const owner of ['handrail', 'person'] as const) {
    await saveContract({ metric: 'health.score', field: HEALTH, owner });
    await score(65, 66, () => 50.6);
    await sync.run('values');
    await sync.source.update('company', gsid, { [HEALTH]: 51 });
    await sync.run('accounts');
    callLog.clear();
    await sync.run('values');
    assert.equal(writes().length, 0);
    await score(65, 66, () => 60.4);
    await sync.run('values');
    assert.equal(there(65), 60.4);
  }
});

test('writes the other fields while one is gone, says so, and writes it once it is back', async () => {
  await saveContract(...both);
  await sync.run('values');
  const fields = `${sync.sandbox.gainsightUrl}/__sandbox/admin/objects/company/fields`;
  assert.equal((await fetch(`${fields}/${ENGAGEMENT}`, { method: 'DELETE' })).status, 200);
  await score(80, 82, (index) => index - 50, [{ part: 'engagement', score: 17 }]);
  const run = await sync.run('values');
  assert.notEqual(run.state, 'failed', JSON.stringify(run.failure));
  assert.deepEqual([there(80), there(81)], [30, 31]);
  const order = await orderOf(80);
  assert.deepEqual([order?.state, order?.reason], ['refused', 'field-gone']);
  const made = await fetch(fields, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ name: ENGAGEMENT, label: 'Engagement', type: 'NUMBER' }),
  });
  assert.equal(made.status, 200, await made.text());
  sync.clock.advance(3_600_000);
  await sync.run('values');
  assert.equal(there(80, ENGAGEMENT), 17);
  assert.equal((await orderOf(80))?.state, 'delivered');
});

for (const kind of [
  'lost-reply',
  'reset-before',
  'error-500',
  'too-many',
  'html-200',
  'cut-body',
] satisfies FaultKind[]) {
  test(`writes each value in the end when a call meets ${kind}, and the newest wins`, async () => {
    await saveContract(...both);
    await score(0, COMPANIES, (index) => (index * 7 + kind.length) % 100);
    faults.add({ kind, path: WRITE, method: 'PUT', from: 2, times: 6 });
    const run = await sync.run('values');
    assert.equal(run.state, 'done', JSON.stringify(run.failure));
    for (let index = 0; index < COMPANIES; index += 1) {
      assert.equal(there(index), (index * 7 + kind.length) % 100, `account ${index}`);
    }
    const open = await sync.transaction((tx) => tx.query('select 1 from outbox where settled_at is null'));
    assert.equal(open.length, 0);
  });
}

test('goes on past a write that a page turns away, refuses nothing of it, and writes it later', async () => {
  await saveContract(...both);
  await score(0, COMPANIES, (index) => 20 + (index % 9));
  const { gainsightUrl } = sync.sandbox;
  const gainsight = await answerInstead(sync);
  const isBlocked = ({ method, url, body }: StubRequest) =>
    method === 'PUT' && url.toLowerCase().startsWith(WRITE) && body.includes(accountAt(0).gainsight_id);
  gainsight.instead = (call) =>
    isBlocked(call) ? { status: 404, page: '<!doctype html><title>Blocked</title>' } : null;
  const run = await sync.run('values');
  assert.equal(run.state, 'done', JSON.stringify(run.failure));
  assert.notEqual(there(0), 20);
  assert.equal(there(COMPANIES - 1), 20 + ((COMPANIES - 1) % 9));
  const order = await orderOf(0);
  assert.deepEqual([order?.state, order?.settled_at], ['waiting', null]);
  assert.match(storedFailure({ failure: order?.failure }).remedy, /page answered instead of the API/);
  gainsight.instead = null;
  sync.clock.advance(3_600_000);
  await sync.run('values');
  assert.equal(there(0), 20);
  assert.deepEqual([(await orderOf(0))?.state, (await orderOf(0))?.failure], ['delivered', null]);
  sync.replaceSandbox({ ...sync.sandbox, gainsightUrl });
  await sync.connect();
});

test('halts while everything outgoing is paused', async () => {
  await score(0, 5, () => 3);
  await sync.transaction((tx) => updateWorkspace(tx, { outgoingPausedAt: sync.clock.now() }));
  assert.equal((await sync.run('values')).state, 'done');
  assert.equal(writes().length, 0);
  await sync.transaction((tx) => updateWorkspace(tx, { outgoingPausedAt: null }));
  await sync.run('values');
  assert.equal(there(0), 3);
});

test('begins no call of a batch once everything outgoing is paused in its middle, and goes on after', async () => {
  await score(0, COMPANIES, (index) => 11 + (index % 7));
  let made = 0;
  sync.beforeCall = async () => {
    made += 1;
    // The reading, and the first of three writes.
    if (made === 3)
      await sync.transaction((tx) => updateWorkspace(tx, { outgoingPausedAt: sync.clock.now() }));
  };
  assert.equal((await sync.run('values')).state, 'done');
  sync.beforeCall = null;
  assert.equal(writes().length, 1);
  await sync.transaction((tx) => updateWorkspace(tx, { outgoingPausedAt: null }));
  sync.clock.advance(120_000);
  assert.equal((await sync.run('values')).state, 'done');
  assert.equal(writes().length, 3, 'what was written is not written again');
  assert.equal(there(COMPANIES - 1), 11 + ((COMPANIES - 1) % 7));
});

test('writes a number that comes back in another form only once', async () => {
  switches.nullForm = 'omitted';
  await score(70, 71, () => 50);
  await sync.run('values');
  callLog.clear();
  await score(70, 71, () => 50);
  await sync.run('values');
  assert.equal(writes().length, 0);
  switches.nullForm = 'null';
});

test('writes nothing of a row whose first difference nobody confirmed, and all of it after', async () => {
  await score(0, 10, (index) => 70 + index);
  const document = {
    ...TEST_CONFIG,
    writeback: {
      enabled: true,
      values: [
        { metric: 'health.score', object: 'Company', field: HEALTH },
        { metric: 'health.score', object: 'Company', field: ENGAGEMENT, owner: 'person' },
      ],
    },
  };
  await saveContract({ metric: 'health.score', field: HEALTH });
  await sync.run('values');
  await sync.save(document, { isConfirmed: false });
  const before = there(0, ENGAGEMENT);
  callLog.clear();
  await sync.run('values');
  assert.equal(writes().length, 0);
  const plan = await previewWriteback(sync.vendors, sync.workspaceId, signal);
  assert.deepEqual(
    plan.unconfirmed.map(({ field }) => field),
    [ENGAGEMENT],
  );
  const shown = plan.values.filter(({ field }) => field === ENGAGEMENT);
  assert.ok(shown.length > 0 && shown.every(({ awaitsConfirmation }) => awaitsConfirmation));
  assert.equal(there(0, ENGAGEMENT), before);
  await sync.save(document);
  await sync.run('values');
  for (const { gainsightId, after } of shown) {
    const row = sync.source.rows('company').find((one) => one['Gsid'] === gainsightId);
    assert.equal(row?.[ENGAGEMENT], after);
  }
  // The same field under another owner is another row, and waits again.
  await saveContract(...both);
});

test('writes an account’s values to each of its relationships, only what changed, and leaves others alone', async () => {
  assert.equal((await sync.run('relationships', 'full')).state, 'done');
  const values = [{ metric: 'health.score', object: 'Relationship', field: 'Users' }];
  await sync.save({ ...TEST_CONFIG, writeback: { enabled: true, values } });
  await score(0, COMPANIES, (index) => 20 + (index % 60));
  const plan = await previewWriteback(sync.vendors, sync.workspaceId, signal);
  assert.ok(plan.values.length > 10 && plan.values.every(({ object }) => object === 'Relationship'));
  callLog.clear();
  const run = await sync.run('values');
  assert.deepEqual([run.state, run.changed], ['done', plan.values.length]);
  const puts = callLog.entries.filter(({ method }) => method === 'PUT');
  assert.deepEqual(
    [puts.length, puts.every(({ path }) => path.toLowerCase().includes('/objects/relationship'))],
    [Math.ceil(plan.values.length / 50), true],
  );
  for (const row of sync.source.rows('relationship')) {
    const index = accounts.findIndex(({ gainsight_id: gsid }) => gsid === row['CompanyId']);
    if (index === -1) continue;
    assert.equal(row['Users'], 20 + (index % 60));
  }
  callLog.clear();
  await sync.run('values');
  assert.equal(callLog.entries.filter(({ method }) => method === 'PUT').length, 0);
  await saveContract(...both);
});

for (const owner of ['handrail', 'person'] as const) {
  test(`sees an edit of a relationship’s value by reading relationships, where the owner is ${owner}`, async () => {
    const values = [{ metric: 'health.score', object: 'Relationship', field: 'Users', owner }];
    await sync.save({ ...TEST_CONFIG, writeback: { enabled: true, values } });
    await sync.run('relationships', 'full');
    await score(0, COMPANIES, (index) => 30 + (index % 60));
    await sync.run('values');
    const [edited, other] = sync.source
      .rows('relationship')
      .filter((row) => accounts.some(({ gainsight_id: gsid }) => gsid === row['CompanyId']));
    assert.ok(edited && other);
    const users = ({ Gsid }: typeof edited) =>
      sync.source.rows('relationship').find((row) => row['Gsid'] === Gsid)?.['Users'];
    const [ours, others] = [users(edited), users(other)];
    const readAndWrite = async () => {
      sync.clock.advance(3_600_000);
      await sync.run('relationships');
      callLog.clear();
      await sync.run('values');
    };
    await readAndWrite();
    assert.equal(callLog.count(), 0);
    await sync.source.update('relationship', String(edited['Gsid']), { Users: 7 });
    await readAndWrite();
    assert.deepEqual([users(edited), users(other)], [owner === 'handrail' ? ours : 7, others]);
    // A look, and the one write of what is ours.
    assert.equal(callLog.count(), owner === 'handrail' ? 2 : 1);
    await readAndWrite();
    assert.equal(callLog.count(), 0);
    await saveContract(...both);
  });
}

test('says of values that wait what they wait for: a row of the contract, or a look at its difference', async () => {
  const { id: accountId } = accountAt(3);
  const order = {
    kind: 'field-values' as const,
    subjectId: accountId,
    accountId,
    cause: 'score changed',
    externalId: null,
    contentVersion: null,
    notBefore: sync.clock.now(),
  };
  const place = () => sync.transaction((tx) => addToOutbox(tx, [order], sync.clock.now()));
  const ask = () =>
    sync.transaction(async (tx) => {
      const [row] = await tx.query<{ id: string }>(
        `select id from outbox where kind = 'field-values' and account_id = $1 and object = 'Company'`,
        [accountId],
      );
      return (await explain(tx, 'delivery', { text: row?.id ?? '', limit: 1 })).explanation;
    });
  await place();
  await saveContract();
  assert.equal(
    (await ask())?.answer,
    'The values are withdrawn: no row of the contract writes to it any more.',
  );
  assert.match((await ask())?.remedy ?? '', /^Add a row/u);
  const waiting = await sync.transaction((tx) =>
    tx.query(`select 1 from outbox where kind = 'field-values' and settled_at is null`),
  );
  assert.equal(waiting.length, 0);
  const values = [{ metric: 'health.score', object: 'Company', field: HEALTH, whenUndefined: 'clear' }];
  await sync.save({ ...TEST_CONFIG, writeback: { enabled: true, values } }, { isConfirmed: false });
  await place();
  assert.match((await ask())?.answer ?? '', /nobody looked at the first difference/u);
  await saveContract(...both);
  assert.match((await ask())?.answer ?? '', /wait for the next pass/u);
});
