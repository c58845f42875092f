import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseWorkspaceId } from '@handrail/core';
import pg from 'pg';
import { createTestDatabase } from '../testing.ts';
import { listFallbackSummaries } from './summaries.ts';

const { database, superuserUrl } = await createTestDatabase(import.meta.url);
const id = parseWorkspaceId('018f0000-0000-7000-8000-00000000000a');
const workspace = database.workspace(id);
const MEETINGS = 3_000;
/** Every so many meetings one whose newest summary a model could not write. */
const EVERY = 300;

await database
  .platform()
  .transaction((tx) => tx.db.insertInto('workspaces').values({ id, name: 'a' }).execute());
await workspace.transaction(async (tx) => {
  await tx.query(
    `insert into meetings (id, workspace_id, source, source_meeting_id, title, state, started_at, created_at, updated_at)
     select gen_random_uuid(), $1, 'file', g::text, 'M ' || g, 'transcribed', now() - g * interval '1 hour', now(), now()
     from generate_series(1, ${MEETINGS}) g`,
    [id],
  );
  // Of each meeting two versions; the model could not write the second of some, and the first of others.
  await tx.query(
    `insert into summaries (id, workspace_id, meeting_id, version, algorithm, created_at, fallback_code)
     select gen_random_uuid(), $1, m.id, version, 'x', now(),
       case when (m.source_meeting_id::int % ${EVERY}, version) in ((0, 2), (1, 1)) then 'model_away'
         when (m.source_meeting_id::int % ${EVERY}, version) = (2, 2) then 'model_answer_invalid' end
     from meetings m, generate_series(1, 2) version where m.workspace_id = $1`,
    [id],
  );
});
const superuser = new pg.Client(superuserUrl);
await superuser.connect();
await superuser.query('analyze');
await superuser.end();

test('finds what a model could not write, newest first, without looking at the summaries of all meetings', async () => {
  const [found, rest, read] = await workspace.transaction(async (tx) => {
    const first = await listFallbackSummaries(tx, { tried: [], limit: 4 });
    const others = await listFallbackSummaries(tx, { tried: first.map((one) => one.id), limit: 50 });
    const [stat] = await tx.query<{ read: number }>(
      `select (seq_tup_read + idx_tup_fetch)::int as read from pg_stat_xact_user_tables where relname = 'summaries'`,
    );
    return [first, others, stat?.read] as const;
  });
  const all = [...found, ...rest];
  assert.deepEqual([found.length, all.length], [4, MEETINGS / EVERY]);
  assert.equal(new Set(all.map((one) => one.id)).size, all.length);
  const times = all.map((one) => one.started_at?.getTime() ?? 0);
  assert.deepEqual(
    times,
    times.toSorted((a, b) => b - a),
  );
  // Twice three rows of every kind, and the newer versions beside them.
  assert.ok(read !== undefined && read <= 20 * all.length, `${read} rows of summaries were read`);
});
