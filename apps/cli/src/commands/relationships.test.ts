import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Relationship } from '@handrail/contract';
import { pageOfAll, runCli, startCannedServer } from '../testing.ts';

const ONE: Relationship = {
  id: '01890000-0000-7000-8000-000000000001',
  gainsightId: '1P05A',
  name: 'Scheduling main',
  type: 'Scheduling',
  presence: 'present',
  account: { id: '01890000-0000-7000-8000-00000000000a', name: 'Acme' },
  accountGainsightId: '1P02A',
  owner: 'Dana Okafor',
  status: 'Active',
  stage: 'Adopting',
  arr: 48_000,
  mrr: 4_000,
  renewalDate: '2027-01-31',
  contractStart: null,
  fields: { seats: 40 },
  updatedAt: '2026-08-01T09:00:00Z',
  lastSyncedAt: null,
};
const ACCOUNT = '01890000-0000-7000-8000-00000000000a';

test('exports relationships with their account in every format', async () => {
  await using server = await startCannedServer({ listRelationships: () => pageOfAll([ONE]) });
  const json = await runCli(server, ['relationships', 'list', '--json']);
  assert.deepEqual(JSON.parse(json.out), [ONE]);
  const ndjson = await runCli(server, ['relationships', 'list', '--format', 'ndjson']);
  assert.deepEqual(JSON.parse(ndjson.out), ONE);
  const csv = await runCli(server, ['relationships', 'list', '--format', 'csv']);
  assert.match(csv.out, /^id,gainsightId,name,type,presence,accountId,accountGainsightId,accountName,/u);
  const table = await runCli(server, ['relationships', 'list']);
  assert.match(table.out, /1P05A +Scheduling main +Scheduling +Acme +Dana Okafor +Adopting/u);
});

test('asks for those of one account, and for all presences when told', async () => {
  await using server = await startCannedServer({ listRelationships: () => pageOfAll([]) });
  await runCli(server, ['relationships', 'list', '--account', ACCOUNT, '--presence', 'all']);
  assert.deepEqual(
    server.seen.map(({ query }) => [query['accountId'], query['presence']]),
    ['present', 'missing', 'filtered'].map((presence) => [ACCOUNT, presence]),
  );
});

test('shows one by its Gainsight id, and says when there is none', async () => {
  await using server = await startCannedServer({
    listRelationships: ({ query }) => pageOfAll(query['search'] === '1P05A' ? [ONE] : []),
    getRelationship: () => ({
      ...ONE,
      stakeholders: [{ id: ACCOUNT, name: 'Ines Holm', email: null, role: 'Champion' }],
      changes: [],
    }),
  });
  const shown = await runCli(server, ['relationships', 'show', '1P05A']);
  assert.match(shown.out, /Type: Scheduling\nAccount: Acme\n/u);
  assert.match(shown.out, /seats: 40\nStakeholders:\n {2}Ines Holm, Champion\n/u);
  const none = await runCli(server, ['relationships', 'show', 'Nobody']);
  assert.equal(none.exitCode, 1);
  assert.match(none.error, /no relationship "Nobody"/u);
});
