import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { newId } from './new-id.ts';
import { rowsAsColumns } from './rows-as-columns.ts';
import { createTestDatabase } from './testing.ts';
import type { WorkspaceId } from '@handrail/core';

const { database } = await createTestDatabase(import.meta.url);

test('gives PostgreSQL every row as it is, whatever stands in it', async () => {
  const rows = [
    {
      a: newId(),
      t: `a "quoted" \\ text, {with} 'all' \n NULL`,
      n: 1.5,
      d: '2026-11-26',
      j: { x: ['"', null] },
      o: { b: 1, a: [0.1] },
    },
    { a: null, t: null, n: null, d: null, j: null, o: null },
    { a: null, t: 'NULL', n: -0.001, d: null, j: [], o: [] },
    { a: null, t: '', n: 1e21, d: null, j: 'text "in" JSON', o: 0 },
  ].map((row, at) => ({ ...row, at, l: at === 0 ? ['a "b" \\', 'c,d', ''] : [] }));
  const columns = {
    at: 'integer',
    a: 'uuid',
    t: 'text',
    n: 'numeric',
    d: 'date',
    j: 'jsonb',
    o: 'json',
    l: 'text[]',
  } as const;
  const read = await database
    .workspace(newId<WorkspaceId>())
    .transaction((tx) =>
      sql<object>`select at, a, t, n, d, j, o, l from ${rowsAsColumns('t', rows, columns)} order by at`.execute(
        tx.db,
      ),
    );
  assert.deepEqual(
    read.rows,
    rows.map(({ at, a, t, n, d, j, o, l }) => ({ at, a, t, n, d, j, o, l })),
  );
});
