import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ACCOUNT_FIELDS, accountSources, isEmptyValue } from '@handrail/core';
import type { AccountProjection, JsonObject, JsonValue } from '@handrail/core';
import { askedSeeds, createRandom } from '@handrail/core/testing';
import type { Random } from '@handrail/core/testing';
import { listSetAside, readAccounts } from '@handrail/database';
import type { AccountRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from './configuration.ts';
import { getGainsight } from './inventory.ts';
import { readDraft } from './read-draft.ts';
import { releaseAccountField, setAccountField } from './set-account-field.ts';
import { carryOut, readCopy, readSourceFields } from './testing/carry-out.ts';
import { randomDocument } from './testing/random-configuration.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

/** `npm run nightly` asks for more: the first seed and how many. */
const seeds = askedSeeds(process.argv, [1, 2, 3, 4]);

const sync = await startSyncTest(import.meta.url, { pageSizeRecords: 25 });
const rows = sync.source.rows('company');
const gsids = rows.map((row) => String(row['Gsid']));
await sync.connect();
await carryOut(sync, TEST_CONFIG);
const fields = await readSourceFields(sync);

/** A mapping that Save takes; every other one is made of what was read already, so that it costs no call. */
async function drawMapping(random: Random): Promise<object> {
  const read = await readSources();
  const drawn = random.chance(0.5) ? fields.filter((field) => read.has(field.name)) : fields;
  for (;;) {
    const { fields: mapped } = Object(randomDocument(random, drawn, rows)) as { readonly fields: object };
    const document = { ...TEST_CONFIG, fields: mapped };
    if ((await sync.transaction((tx) => readDraft(tx, document))).ok) return document;
  }
}

async function readSources(): Promise<ReadonlySet<string>> {
  return new Set(accountSources((await sync.transaction((tx) => readConfiguration(tx))).configuration));
}

async function find(tx: WorkspaceTransaction, gsid: string): Promise<AccountRow> {
  const row = (await readAccounts(tx, (await getGainsight(tx)).id, [gsid])).get(gsid);
  assert.ok(row);
  return row;
}

/** What persons set by hand and did not give back: account, our field, value. */
const byHand = new Map<string, Map<string, JsonValue>>();
const setOn = (gsid: string): ReadonlyMap<string, JsonValue> => byHand.get(gsid) ?? new Map();

async function setByHand(random: Random, gsid: string): Promise<void> {
  const { configuration } = await sync.transaction((tx) => readConfiguration(tx));
  const own = Object.keys(configuration.fields.account.custom).map(
    (name) => [`fields.${name}`, 'text'] as const,
  );
  const [field, kind] = random.pick([...Object.entries(ACCOUNT_FIELDS), ...own]);
  const VALUES = { text: 'By hand', number: 4_711, day: '2031-05-17', domains: ['by-hand.example'] };
  const value = kind === 'gainsight-id' ? random.pick(gsids) : VALUES[kind];
  const now = sync.clock.now();
  await sync.transaction(async (tx) =>
    setAccountField(tx, await find(tx, gsid), { field, value, by: null, now }),
  );
  byHand.set(gsid, new Map([...setOn(gsid), [field, value]]));
}

/** Every field of an account by the name that changes have; a custom one that holds nothing is as good as absent. */
function flat({ fields: own, ...ours }: AccountProjection): JsonObject {
  const held = Object.entries(own).filter(([, value]) => value !== null);
  return { ...ours, ...Object.fromEntries(held.map(([name, value]) => [`fields.${name}`, value])) };
}

/** What an account must hold: what is set by hand, what was seeded before, and else what a fresh copy holds. */
function expected(
  gsid: string,
  before: AccountProjection,
  fresh: AccountProjection,
  seeded: readonly string[],
): JsonObject {
  const held = flat(before);
  const kept = seeded
    .filter((name) => !isEmptyValue(held[name]))
    .map((name) => [name, held[name] ?? null] as const);
  return { ...flat(fresh), ...Object.fromEntries(kept), ...Object.fromEntries(setOn(gsid)) };
}

async function listSeeded(): Promise<readonly string[]> {
  const { standard, custom } = (await sync.transaction((tx) => readConfiguration(tx))).configuration.fields
    .account;
  const isSeeded = ([, row]: readonly [string, { readonly owner: string }]) => row.owner === 'seed-once';
  return [
    ...Object.entries(standard)
      .filter(isSeeded)
      .map(([name]) => name),
    ...Object.entries(custom)
      .filter(isSeeded)
      .map(([name]) => `fields.${name}`),
  ];
}

/** The companies that are set aside. */
async function listAside(): Promise<readonly string[]> {
  const open = { state: 'open', search: null, after: null, limit: 1_000 } as const;
  return (await sync.transaction((tx) => listSetAside(tx, open))).map((record) => record.gainsightId);
}

for (const seed of seeds) {
  test(`a changed mapping leaves what a fresh copy would hold, but for what persons set and what was seeded (seed ${seed})`, async () => {
    const random = createRandom(seed);
    sync.clock.advance(60_000);
    for (let left = random.below(4); left > 0; left -= 1) {
      const other = random.pick(rows);
      const field = random.pick(['Tier__gc', 'Region__gc', 'Arr', 'Csm', 'Name', 'RenewalDate']);
      await sync.source.update('Company', random.pick(gsids), { [field]: other[field] ?? null });
    }
    await sync.run('accounts');
    for (let left = random.below(4); left > 0; left -= 1) await setByHand(random, random.pick(gsids));

    const before = await readCopy(sync);
    const isWhole = (await listAside()).length === 0;
    const read = await readSources();
    const document = await drawMapping(random);
    const run = await carryOut(sync, document);
    // What is set aside is not stored as it is, and only another reading can mend it.
    if (isWhole && [...(await readSources())].every((source) => read.has(source)))
      assert.deepEqual([run.mode, run.calls], ['projection', 0]);
    const fresh = await sync.another();
    await fresh.connect();
    await carryOut(fresh, document);
    const anew = await readCopy(fresh);
    const seeded = await listSeeded();

    const after = await readCopy(sync);
    assert.deepEqual([...after.keys()].toSorted(), gsids, 'nobody is lost');
    for (const [gsid, account] of after) {
      const stood = before.get(gsid);
      assert.ok(stood !== undefined);
      const made = anew.get(gsid);
      // What a fresh copy sets aside keeps what stood.
      assert.deepEqual(
        flat(account),
        made === undefined ? flat(stood) : expected(gsid, stood, made, seeded),
        gsid,
      );
    }
    assert.deepEqual(
      (await listAside()).toSorted(),
      gsids.filter((gsid) => !anew.has(gsid)),
    );

    for (const [gsid, held] of byHand) {
      for (const field of held.keys()) {
        if (random.chance(0.5)) continue;
        const now = sync.clock.now();
        await sync.transaction(async (tx) => releaseAccountField(tx, await find(tx, gsid), { field, now }));
        held.delete(field);
        const made = anew.get(gsid);
        const account = (await readCopy(sync)).get(gsid);
        assert.ok(account !== undefined);
        if (made !== undefined)
          assert.deepEqual(flat(account)[field] ?? null, flat(made)[field] ?? null, field);
      }
    }
  });
}
