import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseUserId, parseWorkspaceId } from '@handrail/core';
import pg from 'pg';
import { createTestDatabase } from '../testing.ts';
import { listAccess } from './access-entries.ts';

const { database, superuserUrl } = await createTestDatabase(import.meta.url);
const id = parseWorkspaceId('018f0000-0000-7000-8000-00000000000a');
const workspace = database.workspace(id);
const LOOKS = 20_000;
/** Looked at much of everything, but opened three transcripts only; others opened many. */
const actorId = parseUserId('018f0000-0000-7000-8000-0000000000a1');
const RARE = 'meeting-transcript';

await database
  .platform()
  .transaction((tx) => tx.db.insertInto('workspaces').values({ id, name: 'a' }).execute());
await workspace.transaction((tx) =>
  tx.query(
    `insert into access_entries (workspace_id, id, at, actor_id, via, action, subject)
     select $1, ('018f0000-0000-7000-8000-' || lpad(to_hex(g), 12, '0'))::uuid, now(),
       case when g % 2 = 0 then $2::uuid else '018f0000-0000-7000-8000-0000000000b2' end, 'session',
       case when g % 2 = 1 or g <= 6 then $3 else 'account' end, '{}'
     from generate_series(1, $4::int) g`,
    [id, actorId, RARE, LOOKS],
  ),
);
const superuser = new pg.Client({ connectionString: superuserUrl });
await superuser.connect();
await superuser.query('analyze access_entries');
await superuser.end();

/** How often this transaction has read by an index so far. */
const SCANS = `select pg_stat_get_xact_numscans(indexrelid)::int as scans, pg_stat_get_xact_tuples_returned(indexrelid)::int as entries
  from pg_index where indexrelid = $1::regclass`;

test('a page of what one person saw of one kind is read by an index of both, under row-level security', async () => {
  const { looks, read } = await workspace.transaction(async (tx) => ({
    looks: await listAccess(tx, {
      actorId,
      action: RARE,
      subjectId: null,
      since: null,
      until: null,
      before: null,
      limit: 50,
    }),
    read: await tx.query(SCANS, ['access_entries_actor_action']),
  }));
  assert.equal(looks.length, 3);
  assert.ok(looks.every((look) => look.actor_id === actorId && look.action === RARE));
  // No entry more than it lists.
  assert.deepEqual(read, [{ scans: 1, entries: 3 }]);
});
