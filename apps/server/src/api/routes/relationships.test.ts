import assert from 'node:assert/strict';
import { test } from 'node:test';
import { getAccount, getRelationship, listRelationships, syncStream } from '@handrail/contract';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url, { sandbox: { companies: 40 } });
await api.makeLoop();

test('pages through all relationships by name, each once, with type and account', async () => {
  const source = api.sandbox.context.world.objects.get('relationship')?.rows ?? [];
  const seen = new Map<string, string | null>();
  let cursor: string | undefined;
  do {
    const query = { limit: 5, ...(cursor === undefined ? {} : { cursor }) };
    const page = await api.call(listRelationships, { query });
    assert.equal(page.total, source.length);
    for (const one of page.items) seen.set(one.gainsightId, one.account?.name ?? null);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
  assert.equal(seen.size, source.length);
  assert.ok([...seen.values()].every((name) => name !== null));
});

test('lists those of one account, and shows one with owner and changes', async () => {
  const [first] = (await api.call(listRelationships, { query: { limit: 1 } })).items;
  assert.ok(first?.account);
  const accountId = first.account.id;
  const own = await api.call(listRelationships, { query: { accountId } });
  assert.ok(own.items.length > 0 && own.items.every((one) => one.account?.id === accountId));
  const account = await api.call(getAccount, { params: { id: accountId } });
  assert.equal(first.accountGainsightId, account.gainsightId);
  const shown = await api.call(getRelationship, { params: { id: first.id } });
  assert.deepEqual([shown.name, shown.changes.at(-1)?.event], [first.name, 'added']);
});

test('answers 404 for one that is not there, and 400 for a cursor of another list', async () => {
  const id = '01890000-0000-7000-8000-000000000001';
  assert.equal((await api.refusal(getRelationship, { params: { id } })).status, 404);
  const cursor = Buffer.from('{"before":1}').toString('base64url');
  assert.equal((await api.refusal(listRelationships, { query: { cursor } })).code, 'cursor_invalid');
});

test('reads them on demand', async () => {
  const run = await api.call(syncStream, { params: { name: 'relationships' }, body: { mode: 'full' } });
  assert.deepEqual([run.stream, run.mode], ['relationships', 'full']);
});
