import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import type { SyncTest } from '@handrail/sync/testing';

/** Holds id and name of every account that is there against every company of the source: their number and digest. */
export async function assertCopy(sync: SyncTest, said: string): Promise<void> {
  const held = await sync.transaction((tx) =>
    tx.query<{ line: string }>(
      `select gainsight_id || ' ' || name as line from accounts where presence = 'present'
       order by gainsight_id collate "C"`,
    ),
  );
  const there = sync.source
    .rows('company')
    .map((row) => `${String(row['Gsid'])} ${String(row['Name']).trim()}`);
  assert.equal(held.length, there.length, said);
  assert.equal(digestOf(held.map(({ line }) => line)), digestOf(there), said);
}

function digestOf(lines: readonly string[]): string {
  const hash = createHash('sha256');
  for (const line of lines) hash.update(`${line}\n`);
  return hash.digest('hex');
}
