import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listOutboundHosts } from '@handrail/contract';
import { newId } from '@handrail/database';
import type { WorkspaceId } from '@handrail/core';
import { createCallTallies } from '../../metrics/call-tally.ts';
import { startApiTest } from '../../testing.ts';

const api = await startApiTest(import.meta.url);
const tallies = createCallTallies(api.database);

function call(host: string, code: string | null = null): void {
  tallies.count({
    method: 'GET',
    host,
    path: '/',
    family: 'sync',
    tryNumber: 1,
    status: code === null ? 200 : null,
    bytes: 0,
    durationMs: 1,
    requestId: null,
    code,
  });
}

test('lists every host that was ever called, also one that is called no more', async () => {
  assert.deepEqual(await api.call(listOutboundHosts, {}), { items: [], isWhole: true });
  call('former.gainsightcloud.com');
  call('us.api.gong.io', 'http_timeout');
  call('us.api.gong.io');
  await tallies.flush();
  const { items } = await api.call(listOutboundHosts, {});
  assert.deepEqual(
    items.map(({ host, calls, failed }) => [host, calls, failed]),
    [
      ['former.gainsightcloud.com', 1, 0],
      ['us.api.gong.io', 2, 1],
    ],
  );
  const { token } = await api.addMember('user');
  assert.equal((await api.refusal(listOutboundHosts, {}, token)).code, 'not_allowed');
});

test('shows no workspace the vendors of another', async () => {
  await api.database
    .platform()
    .transaction((tx) =>
      tx.db.insertInto('workspaces').values({ id: newId<WorkspaceId>(), name: 'Another' }).execute(),
    );
  assert.deepEqual(await api.call(listOutboundHosts, {}), { items: [], isWhole: false });
});
