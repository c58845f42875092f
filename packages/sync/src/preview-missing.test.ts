import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { requestInventory } from './inventory.ts';
import { listPreviewRows, previewConfiguration } from './preview.ts';
import type { PreviewRow, PreviewRowsAsked } from './preview.ts';
import { readDraft } from './read-draft.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

const sync = await startSyncTest(import.meta.url);
const workspace = sync.database.workspace(sync.workspaceId);
const gsids = sync.source
  .rows('company')
  .map((row) => String(row['Gsid']))
  .toSorted();
await sync.connect();
await sync.save(TEST_CONFIG);
await sync.run('accounts', 'full');

/** Parts the inventory's only page into several, as if a page held no more. */
async function partInventory(size: number): Promise<void> {
  await sync.transaction(async (tx) => {
    const columns = await tx.query<{ run_id: string; field: string; filled: number; contents: string }>(
      'delete from inventory_columns returning run_id, field, filled, contents',
    );
    for (const { run_id: runId, field, filled, contents } of columns) {
      const values = z.array(z.unknown()).parse(JSON.parse(contents));
      const pages = Math.ceil(values.length / size);
      for (let page = 1; page <= pages; page += 1) {
        const part = JSON.stringify(values.slice((page - 1) * size, page * size));
        await tx.query('insert into inventory_columns values ($1, $2, $3, $4, $5, $6)', [
          tx.workspaceId,
          runId,
          page,
          field,
          filled,
          part,
        ]);
      }
      await tx.query('update inventories set pages = $2 where run_id = $1', [runId, pages]);
    }
  });
}

test('those who are gone are listed part by part, each part from its own page of the inventory', async () => {
  // The first and the last of all, and others in a row that reach over the bound of two pages.
  const gone = gsids.filter((_, at) => at === 0 || (at > 14 && at < 22) || at === gsids.length - 1);
  for (const gsid of gone) await sync.source.delete('company', gsid);
  const inventory = await sync.transaction((tx) => requestInventory(tx, sync.clock.now()));
  assert.equal((await sync.work(inventory)).state, 'done');
  // A field that was never read has all of them read anew.
  const account = { ...TEST_CONFIG.fields.account, employees: 'Employees' };
  const draft = await sync.transaction((tx) => readDraft(tx, { ...TEST_CONFIG, fields: { account } }));
  assert.ok(draft.ok);
  const asked = { configuration: draft.value, limit: 100, search: null, now: sync.clock.now() };
  await partInventory(8);
  const whole = await previewConfiguration(workspace, asked);
  assert.deepEqual(
    whole.rows.missing.map(({ gainsightId }) => gainsightId),
    gone,
  );
  const listed: PreviewRow[] = [];
  let from: PreviewRowsAsked['from'] = null;
  do {
    const { rows, next } = await listPreviewRows(workspace, { ...asked, limit: 2, kind: 'missing', from });
    listed.push(...rows);
    from = next;
    // Of what lies behind, no more than the bound of the page before is needed again.
    const behind = (from?.page ?? 0) - 1;
    await sync.transaction((tx) => tx.query('delete from inventory_columns where page < $1', [behind]));
  } while (from !== null);
  assert.deepEqual(listed, whole.rows.missing);
});
