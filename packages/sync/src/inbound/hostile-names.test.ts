// IH5: what a tenant names its fields, what an admin names theirs, and what a filter asks for is never part of a statement.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startSyncTest, TEST_CONFIG } from '../testing.ts';

/** Pieces that end a text, a name, a list or a path in SQL and JSON, and what would follow them. */
const HOSTILE = [
  `'); drop table accounts; --`,
  `" from accounts; delete from accounts; --`,
  `x' or '1'='1`,
  '$1',
  '$$; select pg_sleep(60); $$',
  '{a,b}',
  `a"b\\c`,
  `\\'; select 1; --`,
  'name->>x',
  '/* */ union select 1 --',
  'E\\x27',
  ':name',
  '?|',
  '%s',
  '__proto__',
  'constructor',
  'two\nlines',
] as const;

const sync = await startSyncTest(import.meta.url, { sandbox: { companies: HOSTILE.length + 5 } });
const company = sync.sandbox.context.world.objects.get('company');
const [someField] = company?.fields.filter(({ name }) => name === 'Industry') ?? [];
assert.ok(company !== undefined && someField !== undefined);

test('takes hostile names of fields, theirs and ours, hostile filters and hostile values as they are', async () => {
  const sources = HOSTILE.map((text) => `F ${text}`);
  company.fields = [...company.fields, ...sources.map((name) => ({ ...someField, name, label: name }))];
  const rows = company.rows.filter((row) => row['Gsid'] !== undefined);
  for (const [at, text] of HOSTILE.entries()) {
    const row = rows[at];
    assert.ok(row !== undefined);
    row['Name'] = text;
    for (const source of sources) row[source] = text;
  }
  await sync.connect();
  await sync.save({
    ...TEST_CONFIG,
    accounts: {
      import: 'matching',
      filter: {
        and: [
          { field: 'Name', op: 'in', value: [...HOSTILE] },
          { or: sources.map((field, at) => ({ field, op: 'contains', value: HOSTILE[at] ?? '' })) },
        ],
      },
    },
    fields: {
      account: {
        ...TEST_CONFIG.fields.account,
        custom: Object.fromEntries(HOSTILE.map((name, at) => [`O ${name}`, sources[at] ?? ''])),
      },
    },
  });
  const run = await sync.run('accounts', 'full');
  assert.deepEqual([run.state, run.set_aside], ['done', 0], JSON.stringify(run));
  const held = await sync.transaction((tx) =>
    tx.query<{ name: string; fields: Record<string, unknown> }>(
      `select name, fields from accounts where presence = 'present' order by name collate "C"`,
    ),
  );
  assert.deepEqual(
    held.map(({ name }) => name),
    HOSTILE.map((text) => text.trim()).toSorted(),
  );
  for (const { name, fields } of held) {
    assert.deepEqual(new Map(Object.entries(fields)), new Map(HOSTILE.map((ours) => [`O ${ours}`, name])));
  }
});
