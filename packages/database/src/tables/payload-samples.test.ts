import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseConnectionId, parseWorkspaceId } from '@handrail/core';
import type { WorkspaceId } from '@handrail/core';
import { createTestDatabase } from '../testing.ts';
import { samplePayloads } from './payload-samples.ts';

const { database } = await createTestDatabase(import.meta.url);
const id = parseWorkspaceId('018f0000-0000-7000-8000-00000000000c');
const other = parseWorkspaceId('018f0000-0000-7000-8000-00000000000d');
const connectionId = parseConnectionId('018f0000-0000-7000-8000-0000000000ce');
const COUNT = 12_000;
const of = { connectionId, object: 'person' };

/** Stores people of whom two in fourteen are out: one no longer at the source, one by the filter. */
async function store(workspaceId: WorkspaceId, count: number): Promise<void> {
  await database
    .platform()
    .transaction((tx) => tx.db.insertInto('workspaces').values({ id: workspaceId, name: 'w' }).execute());
  const held = [workspaceId, connectionId, (count / 12) * 14];
  await database.workspace(workspaceId).transaction(async (tx) => {
    await tx.query(
      `insert into source_records (workspace_id, connection_id, object, gainsight_id, content_hash, verdict, presence,
         rule, rules_version, decided_on, first_stored_at)
       select $1, $2, 'person', lpad(g::text, 9, '0'), '', case g % 14 when 0 then 'filtered' else 'in' end,
         case g % 14 when 1 then 'missing' else 'present' end, 'account', '', now(), now()
       from generate_series(1, $3::int) g`,
      held,
    );
    await tx.query(
      `insert into source_payloads (workspace_id, connection_id, object, gainsight_id, payload)
       select $1, $2, 'person', lpad(g::text, 9, '0'), json_build_object('At', g) from generate_series(1, $3::int) g
       where g % 14 <> 0`,
      held,
    );
  });
}
await store(id, COUNT);
await store(other, 12);
const sample = (atMost: number, workspaceId = id) =>
  database.workspace(workspaceId).transaction((tx) => samplePayloads(tx, of, atMost));

test('gives every record that is present and in where there are no more than may be, of this workspace alone', async () => {
  const { total, payloads } = await sample(COUNT);
  assert.deepEqual([total, payloads.length], [COUNT, COUNT]);
  const few = await sample(COUNT, other);
  assert.deepEqual([few.total, few.payloads.length], [12, 12]);
});

test('gives a sample spread over all records otherwise, and the same one each time', async () => {
  const { total, payloads } = await sample(1_000);
  assert.equal(total, COUNT);
  assert.ok(payloads.length > 800 && payloads.length < 1_200, `${payloads.length} looked at`);
  const ids = numbersOf(payloads);
  for (const quarter of [0, 1, 2, 3]) {
    const inside = ids.filter((at) => Math.floor(((at - 1) / ((COUNT / 12) * 14)) * 4) === quarter);
    assert.ok(inside.length > 180, `${inside.length} of quarter ${quarter}`);
  }
  assert.deepEqual(numbersOf((await sample(1_000)).payloads), ids);
});

function numbersOf(payloads: readonly unknown[]): readonly number[] {
  return payloads
    .map((payload) => Number(/\d+/.exec(JSON.stringify(payload))?.[0]))
    .toSorted((a, b) => a - b);
}
