import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Explanation } from '@handrail/contract';
import { runCli, startCannedServer } from '../testing.ts';

const OUT: Explanation = {
  noun: 'account',
  id: '01890000-0000-7000-8000-00000000000a',
  sourceId: '1P02ACME',
  name: 'Acme',
  standing: 'filtered',
  answer: 'Filtered out because “Status is Active” does not hold: Status is Churn.',
  reasons: [
    { label: 'Decided by', text: 'run #12', at: '2026-11-26T10:00:00.000Z', link: { to: 'run', id: 'x' } },
  ],
  remedy: 'Change the filter.',
  fields: [
    {
      field: 'tier',
      label: 'Tier',
      value: 'Gold',
      source: {
        object: 'Company',
        field: 'Tier__gc',
        label: 'Tier',
        value: 'Gold',
        isKept: true,
        isDefault: false,
      },
      conversion: 'The item by its label',
      owner: 'Gainsight, always',
      manual: null,
      change: {
        at: '2026-11-25T10:00:00.000Z',
        before: null,
        after: 'Gold',
        cause: 'Read from Gainsight by run #9',
        runId: 'y',
        runNumber: 9,
      },
    },
  ],
};

const NOT_KEPT_SOURCE = {
  object: 'Company',
  field: 'Tier__gc',
  label: 'Tier',
  value: null,
  isKept: false,
  isDefault: true,
};

test('prints the answer, its reasons, what would change it, and the origin of each field', async () => {
  await using server = await startCannedServer({
    explainSubject: () => ({ matches: [], explanation: OUT }),
  });
  const shown = await runCli(server, ['why', 'account', 'Acme']);
  assert.equal(shown.exitCode, 0);
  assert.match(shown.out, /^Acme {2}filtered\nFiltered out because “Status is Active”/u);
  assert.match(shown.out, /What would change it: Change the filter\./u);
  assert.match(shown.out, /Decided by +run #12, 2026-11-26 10:00:00 UTC/u);
  assert.ok(
    shown.out.endsWith(`
Tier: Gold
  Company.Tier__gc (Gold). The item by its label; Gainsight, always.
  2026-11-25 10:00:00 UTC: – → Gold. Read from Gainsight by run #9.
`),
    shown.out,
  );
  assert.deepEqual(server.seen[0]?.params, { noun: 'account' });
  assert.equal(server.seen[0]?.query['subject'], 'Acme');
  const left = { ...OUT, fields: OUT.fields.map((field) => ({ ...field, source: NOT_KEPT_SOURCE })) };
  await using other = await startCannedServer({
    explainSubject: () => ({ matches: [], explanation: left }),
  });
  const unkept = await runCli(other, ['why', 'account', 'Acme']);
  assert.match(unkept.out, /^ {2}Company\.Tier__gc, by default \(not kept while it is out\)\. The item/mu);
  const json = await runCli(server, ['why', 'account', 'Acme', '--json']);
  assert.deepEqual(JSON.parse(json.out), OUT);
});

test('names what may be meant when a name is not enough, and fails when nothing is known', async () => {
  const match = {
    id: null,
    sourceId: '1P0A',
    name: 'Acme North',
    account: null,
    standing: 'filtered',
    isExact: false,
  };
  await using server = await startCannedServer({
    explainSubject: ({ query }) => ({
      matches: query['subject'] === 'acme' ? [match, { ...match, sourceId: '1P0B', name: 'Acme South' }] : [],
      explanation: null,
    }),
  });
  const several = await runCli(server, ['why', 'account', 'acme']);
  assert.equal(several.exitCode, 1);
  assert.match(several.error, /Acme North +– +filtered +– +1P0A[\s\S]*Code: cli_name_ambiguous/u);
  const none = await runCli(server, ['why', 'delivery', 'nothing', '--json']);
  const { code, title } = JSON.parse(none.error);
  assert.equal(code, 'cli_not_found');
  // To a person what exists may look so too: never that it was not read.
  assert.equal(title, 'Nothing that you may see is known of delivery "nothing".');
  assert.equal((await runCli(null, ['why', 'planet', 'x'])).exitCode, 2);
});

test('asks for a name where none was given, and for a shorter one where it is no name', async () => {
  await using server = await startCannedServer({});
  for (const [subject, said] of [
    ['', 'No account is named.\nWhat to do: Give our id, theirs, or the name: handrail why account NAME\n'],
    ['  ', 'No account is named.\n'],
    ['x'.repeat(501), 'That is longer than the 500 characters'],
  ] as const) {
    const { exitCode, error } = await runCli(server, ['why', 'account', subject]);
    assert.equal(exitCode, 2);
    assert.ok(error.startsWith(said), error);
  }
  assert.equal(server.seen.length, 0);
});
