// WB9: values of one record under failing and late writes. Late ones overtake the newer that were written meanwhile.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AccountId } from '@handrail/core';
import { askedSeeds, createRandom } from '@handrail/core/testing';
import type { FaultKind } from '@handrail/sandbox';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';
import { hangCalls } from './hung-calls.ts';
import { setScores } from './set-scores.ts';

/** Seeds in every run of the tests, two with a late write that comes last; `npm run nightly` names its own. */
const seeds = askedSeeds(process.argv, [1, 13, 25]);
const ROUNDS = 4;
const FIELD = 'Handrail_Health__gc';
const WRITE = '/v1/data/objects/company';
const KINDS: readonly FaultKind[] = [
  'reset-before',
  'lost-reply',
  'cut-body',
  'error-500',
  'too-many',
  'html-503',
];

const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 3 } });
const { faults } = sync.sandbox.context;
await sync.connect();
await sync.save({
  ...TEST_CONFIG,
  writeback: { enabled: true, values: [{ object: 'Company', metric: 'health.score', field: FIELD }] },
});
await sync.run('accounts', 'full');
const accounts = await sync.transaction((tx) =>
  tx.query<{ id: AccountId; gainsight_id: string }>('select id, gainsight_id from accounts'),
);

for (const seed of seeds) {
  test(`ends with the newest value of each record, though writes fail and older ones come late (seed ${seed})`, async (t) => {
    const random = createRandom(seed);
    const hung = hangCalls(
      sync,
      { method: 'PUT', path: /\/v1\/data\/objects\/company/i, fault: 'lost-reply' },
      random,
    );
    const newest = new Map<AccountId, number>();
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const { id } of accounts) if (round === 0 || random.chance(0.6)) newest.set(id, random.below(101));
      await setScores(sync, newest);
      for (const kind of KINDS)
        faults.add({ kind, path: WRITE, method: 'PUT', probability: 0.15, seed: random.below(1_000_000) });
      await sync.run('values');
      faults.clear();
      sync.clock.advance(random.between(1, 200) * 1_000);
      await hung.carryOut();
    }
    sync.clock.advance(3_600_000);
    await hung.carryOut();
    // A quiet while: two hours as they are.
    for (let hour = 0; hour < 2; hour += 1) {
      await sync.run('accounts');
      await sync.run('values');
      sync.clock.advance(3_600_000);
    }
    hung.stop();
    t.diagnostic(`${hung.count()} carried out late`);
    const rows = sync.source.rows('company');
    const there = new Map(
      accounts.map(({ id, gainsight_id: gsid }) => [id, rows.find((row) => row['Gsid'] === gsid)?.[FIELD]]),
    );
    assert.deepEqual(there, newest);
  });
}

test('looks at a value once more when nobody saw the end of its write, and no more after that', async () => {
  const log = sync.sandbox.context.callLog;
  const passCalls = async () => {
    const before = log.count();
    await sync.run('values');
    return log.count() - before;
  };
  await setScores(sync, new Map(accounts.map(({ id }) => [id, 7])));
  faults.add({ kind: 'lost-reply', path: WRITE, method: 'PUT', times: 1 });
  // A read, and the write that was sent twice.
  assert.equal(await passCalls(), 3);
  faults.clear();
  assert.equal(await passCalls(), 0, 'What was sent may still be on its way.');
  sync.clock.advance(3_600_000);
  assert.equal(await passCalls(), 1);
  sync.clock.advance(3_600_000);
  assert.equal(await passCalls(), 0);
});
