import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endpoints } from '@handrail/contract';
import { z } from 'zod';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url, { sandbox: { companies: 30 } });
const e = endpoints;
await api.makeLoop();

const [first, second] = (await api.call(e.listAccounts, { query: { limit: 2 } })).items;
assert.ok(first !== undefined && second !== undefined);
const read = async (id: string) => api.call(e.getAccount, { params: { id } });

/** Gives an account another name at its source, also one that no account can have, and reads what changed. */
async function rename(gainsightId: string, name: string): Promise<void> {
  api.clock.advance(60_000);
  const rows = api.sandbox.context.world.objects.get('company')?.rows ?? [];
  const row = rows.find((one) => one['Gsid'] === gainsightId);
  assert.ok(row !== undefined);
  Object.assign(row, { Name: name, ModifiedDate: api.clock.now().toISOString() });
  await api.call(e.syncStream, { params: { name: 'accounts' }, body: {} });
  await api.workRuns();
}

test('says when each account was last in step with its source, whatever kept it from that', async () => {
  const before = await read(first.id);
  await rename(first.gainsightId, 'bad \0 name');
  const held = await read(first.id);
  const fine = await read(second.id);
  assert.equal(held.lastSyncedAt, before.lastSyncedAt, 'set aside: as it stood before');
  assert.ok((fine.lastSyncedAt ?? '') > (before.lastSyncedAt ?? ''));
  api.clock.advance(60_000);
  await api.call(e.syncStream, { params: { name: 'accounts' }, body: { accountId: second.id } });
  await api.workRuns();
  assert.ok(((await read(second.id)).lastSyncedAt ?? '') > (fine.lastSyncedAt ?? ''), 'one account alone');
});

test('reads one company by its id in Gainsight alone, also one that is no account here', async () => {
  const { rows } = api.sandbox.context.world.objects.get('company') ?? { rows: [] };
  const company = rows.find((one) => one['Gsid'] === second.gainsightId);
  const reply = await fetch(`${api.sandbox.gainsightUrl}/__sandbox/objects/company`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...company, Gsid: undefined, Name: 'Brand New', SfdcAccountId: null }),
  });
  const { Gsid: gainsightId } = z.object({ Gsid: z.string() }).parse(await reply.json());
  const others = await read(second.id);
  const run = await api.call(e.syncStream, { params: { name: 'accounts' }, body: { gainsightId } });
  assert.deepEqual(run.scope, { kind: 'account', accountId: null, gainsightId });
  api.clock.advance(60_000);
  await api.workRuns();
  const done = await api.call(e.getRun, { params: { id: run.id } });
  assert.deepEqual([done.state, done.counts.seen, done.counts.added], ['done', 1, 1]);
  const [account] = (await api.call(e.listAccounts, { query: { search: 'Brand New' } })).items;
  assert.equal(account?.gainsightId, gainsightId);
  assert.equal((await read(second.id)).lastSyncedAt, others.lastSyncedAt);
  for (const body of [
    { gainsightId: "1P' or 1=1" },
    { gainsightId, since: '2026-01-01' },
    { gainsightId, mode: 'full' },
  ] as const)
    assert.equal(
      (await api.refusal(e.syncStream, { params: { name: 'accounts' }, body })).code,
      'request_invalid',
    );
});

test('refuses a full run of what has none, and a period that is still to come', async () => {
  for (const name of ['deletions', 'signals'] as const) {
    const refused = await api.refusal(e.syncStream, { params: { name }, body: { mode: 'full' } });
    assert.deepEqual([refused.code, refused.issues?.[0]?.path], ['request_invalid', 'mode']);
    assert.match(refused.issues?.[0]?.message ?? '', new RegExp(`^${name} has no full run`, 'u'));
  }
  const retention = { params: { name: 'retention' }, body: { mode: 'full' } } as const;
  assert.equal((await api.refusal(e.syncStream, retention)).code, 'retention_unpreviewed');
  const [today, tomorrow] = [0, 86_400_000].map((ahead) =>
    new Date(api.clock.now().getTime() + ahead).toISOString().slice(0, 10),
  );
  const params = { name: 'accounts' } as const;
  const refused = await api.refusal(e.syncStream, { params, body: { since: tomorrow } });
  assert.deepEqual(
    [refused.code, refused.issues],
    [
      'request_invalid',
      [{ path: 'since', message: `${tomorrow} is still to come: give a day that has begun (0:00 UTC)` }],
    ],
  );
  const run = await api.call(e.syncStream, { params, body: { since: today } });
  assert.equal(run.scope?.kind, 'since');
  await api.workRuns();
});

test('dismisses a record that was set aside until it fails for another cause, and takes that back', async () => {
  const open = async () => (await api.call(e.listSetAside, { query: {} })).items;
  const [record] = await open();
  assert.ok(record !== undefined && record.gainsightId === first.gainsightId);
  assert.ok(record.nextTryAt !== null && record.dismissed === null);
  const params = { id: record.id };
  await api.call(e.dismissSetAside, { params, body: { reason: 'Known: a test company' } });
  assert.deepEqual(await open(), []);
  assert.equal((await api.call(e.getStatus, {})).counts.setAside, 0);
  const [dismissed] = (await api.call(e.listSetAside, { query: { state: 'dismissed' } })).items;
  assert.deepEqual([dismissed?.dismissed?.reason, dismissed?.nextTryAt], ['Known: a test company', null]);
  assert.equal((await api.refusal(e.dismissSetAside, { params, body: { reason: 'x' } })).code, 'not_found');
  const audit = (await api.call(e.listAudit, { query: { limit: 10 } })).items;
  assert.ok(audit.some((entry) => entry.action === 'dismissSetAside' && entry.outcome === 'done'));

  await rename(first.gainsightId, 'still \0 bad');
  assert.deepEqual(await open(), [], 'for the same cause it stays dismissed');
  await api.call(e.reopenSetAside, { params });
  assert.equal((await open()).length, 1);
  await api.call(e.dismissSetAside, { params, body: { reason: 'Known' } });
  await rename(first.gainsightId, 'half \uD800 pair');
  assert.equal((await open()).length, 1, 'another cause opens it again');
  await rename(first.gainsightId, 'Mended');
  assert.deepEqual(await open(), []);
  assert.equal((await read(first.id)).name, 'Mended');
});
