import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountDetail } from '@handrail/contract';
import { buildAccount, buildAccountDetail, pageOfAll, runCli, startCannedServer } from '../testing.ts';

type FieldRow = AccountDetail['fieldRows'][number];

const row = (key: string | null, label: string, value: unknown, isManual = false): FieldRow => ({
  field: key ?? 'status',
  label,
  value,
  sourceField: label,
  sourceLabel: label,
  sourceValue: null,
  isManual,
  key,
});
const ROWS = [
  row('tier', 'Tier', 'Gold'),
  row('arr', 'ARR', null),
  row('domains', 'Domains', []),
  row('fields.seats', 'Seats', 40),
  row('fields.beta', 'Beta', false),
  row(null, 'Status', 'active'),
];

const startServer = () =>
  startCannedServer({
    listAccounts: ({ query }) => pageOfAll(query['presence'] === 'present' ? [buildAccount()] : []),
    getAccount: () => buildAccountDetail({ fieldRows: ROWS }),
    setAccountField: () => buildAccountDetail({ fieldRows: [row('tier', 'Tier', 'Platinum', true)] }),
    releaseAccountField: () => buildAccountDetail({ fieldRows: [row('tier', 'Tier', 'Gold')] }),
  });

test('sets a field by its name or label, in the kind of value that it holds, and empties it', async () => {
  await using server = await startServer();
  for (const [named, typed, field, value] of [
    ['tier', '7', 'tier', '7'],
    ['Tier', '', 'tier', null],
    ['arr', '48000.50', 'arr', 48_000.5],
    ['domains', 'acme.example, acme.test', 'domains', ['acme.example', 'acme.test']],
    ['fields.seats', '50', 'fields.seats', 50],
    ['beta', 'true', 'fields.beta', true],
  ] as const) {
    const ended = await runCli(server, ['accounts', 'set-field', 'Acme', named, typed]);
    assert.equal(ended.exitCode, 0, ended.error);
    const { name, params, body } = server.seen.at(-1) ?? {};
    assert.deepEqual([name, params?.['field'], body], ['setAccountField', field, { value }]);
  }
  const said = await runCli(server, ['accounts', 'set-field', 'Acme', 'tier', 'Platinum']);
  assert.equal(said.out, 'Acme: Tier is Platinum, by hand.\n');
});

test('shows of each field whether a person or the source filled it', async () => {
  const domains = ['acme.example', 'acme.test'];
  const fieldRows = [
    row('tier', 'Tier', 'Platinum', true),
    row('arr', 'ARR', 5),
    row('domains', 'Domains', domains),
    row('tags', 'Tags', []),
  ];
  await using server = await startCannedServer({
    listAccounts: () => pageOfAll([buildAccount()]),
    getAccount: () => buildAccountDetail({ fieldRows }),
  });
  const { out } = await runCli(server, ['accounts', 'show', 'Acme']);
  assert.match(out, /^Tier +Platinum +by hand$/mu);
  assert.match(out, /^ARR +5 +ARR$/mu);
  assert.match(out, /^Domains +acme\.example, acme\.test +Domains$/mu);
  assert.match(out, /^Tags +– +Tags$/mu);
});

test('gives a field back to its source', async () => {
  await using server = await startServer();
  const ended = await runCli(server, ['accounts', 'release-field', 'Acme', 'tier']);
  assert.equal(server.seen.at(-1)?.name, 'releaseAccountField');
  assert.equal(ended.out, 'Acme: Tier is Gold, from Tier.\n');
});

test('sends nothing for a value that does not fit, or a field that takes none', async () => {
  await using server = await startServer();
  const unfit = await runCli(server, ['accounts', 'set-field', 'Acme', 'fields.seats', 'many']);
  assert.equal(unfit.exitCode, 2);
  for (const named of ['status', 'nothing']) {
    const unknown = await runCli(server, ['accounts', 'set-field', 'Acme', named, 'x']);
    assert.match(unknown.error, /tier, arr, domains[^]*Code: cli_not_found\n$/u);
  }
  assert.ok(server.seen.every(({ name }) => name !== 'setAccountField'));
});
