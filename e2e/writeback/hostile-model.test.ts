// LS1 to LS3, judged on what the sandbox received: Timeline entries and field values after a model that writes what an
// attacker wants.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { AccountId } from '@handrail/core';
import { askedSeeds } from '@handrail/core/testing';
import { createSecret, saveLanguageModel } from '@handrail/database';
import { startStubModel, STUB_KEY } from '@handrail/server/testing-model';
import { createSignals, MODEL_SECRET_PURPOSE } from '@handrail/signals';
import type { ModelDoor } from '@handrail/signals';
import { hostileAnswer, PAYLOADS } from '@handrail/signals/testing';
import { importMeetings } from '@handrail/sync';
import { startSyncTest, TEST_CONFIG } from '@handrail/sync/testing';

/** One seed, so many of the payloads, in every run of the tests; `npm run nightly` takes all of them. */
const seeds = askedSeeds(process.argv, [1]);
const PAYLOADS_A_SEED = 16;
const SAID = [
  'We decided to renew the support contract for the coming year.',
  'I will send the signed order form to the team by Friday.',
  'The import of the invoices is still far too slow for the finance team.',
];
const TAGS = /^(?:<\/?(?:p|ul|li|strong|em)>|<br>|[^<>])*$/u;
const HARMFUL =
  /evil|ev\W?il|https?:|hxxp|javascript|data:text|\]\(|onerror|ignore all|[\u200b-\u200f\u202a-\u202e]/iu;

const stub = await startStubModel();
after(() => stub.stop());
const door: ModelDoor = {
  get secretKey() {
    return sync.vendors.secretKey;
  },
  network: {
    clock: { now: () => sync.clock.now() },
    random: () => 0.5,
    allowOrigins: [stub.origin],
  },
};
const sync = await startSyncTest(import.meta.url, {
  extra: [createSignals(door)],
  sandbox: { companies: 20 },
});
const author = sync.source.rows('gsuser').find((row) => row['IsActiveUser'] === true)?.['Email'];
await sync.connect();
await sync.save({
  ...TEST_CONFIG,
  timeline: { enabled: true, fallbackAuthor: author },
  writeback: {
    enabled: true,
    values: [{ object: 'Company', metric: 'health.score', field: 'Handrail_Health__gc' }],
  },
});
await sync.run('accounts', 'full');
const [account] = await sync.transaction((tx) =>
  tx.query<{ id: AccountId }>('select id from accounts limit 1'),
);
await sync.transaction(async (tx) => {
  const secret = { purpose: MODEL_SECRET_PURPOSE, text: STUB_KEY };
  await saveLanguageModel(tx, {
    base_url: stub.baseUrl,
    model: 'stub-1',
    secret_id: await createSecret(tx, sync.vendors.secretKey, secret),
    calls_per_day: 100_000,
    tokens_per_day: 1_000_000_000,
    set_at: sync.clock.now(),
    set_by: null,
    tried_at: sync.clock.now(),
    failure_code: null,
    failure_message: null,
    away_until: null,
  });
});

for (const seed of seeds) {
  test(`nothing harmful of a model that writes what an attacker wants reaches the tenant (seed ${seed})`, async () => {
    // Every form in turn, so that a few seeds already have each.
    const payloads = Array.from(
      { length: PAYLOADS_A_SEED },
      (_, at) => PAYLOADS[(seed - 1 + at * (PAYLOADS.length / PAYLOADS_A_SEED)) % PAYLOADS.length] ?? '',
    );
    stub.answer = ({ turns }) => {
      const at = Number(/number (\d+)/.exec(turns.at(-1)?.text ?? '')?.[1]);
      return { content: JSON.stringify(hostileAnswer(payloads[at] ?? '', SAID)) };
    };
    stub.asked.length = 0;
    const startedAt = sync.clock.now().toISOString();
    const content = payloads
      .map((_, at) =>
        JSON.stringify({
          title: `Hostile ${seed}/${at}`,
          startedAt,
          turns: [...SAID, `That was meeting number ${at}.`].map((text) => ({ speaker: 'Ann Berg', text })),
        }),
      )
      .join('\n');
    const file = { content, format: 'json-lines', title: null, startedAt: null } as const;
    await sync.transaction((tx) =>
      importMeetings(tx, { ...file, accountId: account?.id ?? null }, sync.clock.now()),
    );
    sync.sandbox.context.callLog.clear();
    await sync.run('signals');
    assert.equal(stub.asked.length, PAYLOADS_A_SEED);
    await sync.run('timeline');
    await sync.run('values');
    const standing = sync.sandbox
      .activities()
      .filter((one) => String(one['Subject']).startsWith(`Meeting summary: Hostile ${seed}/`));
    assert.equal(standing.length, PAYLOADS_A_SEED);
    for (const one of standing) {
      const notes = String(one['Notes']);
      assert.match(notes, TAGS, String(one['Subject']));
      assert.doesNotMatch(notes.normalize('NFKC'), HARMFUL, String(one['Subject']));
      assert.match(notes, /Written by a machine/);
      assert.match(notes, /renew the support contract/);
    }
    const written = sync.sandbox.context.callLog.entries.filter(({ method }) => method === 'PUT');
    for (const { body } of written) assert.doesNotMatch(String(body).normalize('NFKC'), HARMFUL);
  });
}
