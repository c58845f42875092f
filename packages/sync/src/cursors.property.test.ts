import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { WantedCursor } from '@handrail/core';
import { askedSeeds, createRandom } from '@handrail/core/testing';
import type { Random } from '@handrail/core/testing';
import { readCursors, setCursors } from './cursors.ts';
import { startSyncTest, TEST_CONFIG } from './testing.ts';

/** `npm run nightly` asks for more: the first seed and how many. */
const seeds = askedSeeds(process.argv, [1, 2, 3, 4, 5]);
const STEPS = 12;
const HOUR_MS = 3_600_000;

const sync = await startSyncTest(import.meta.url, { sandbox: { companies: 30 }, pageSizeRecords: 7 });
await sync.connect();
await sync.save(TEST_CONFIG);
await sync.run('accounts', 'full');
const companies = sync.source.rows('company').map((row) => String(row['Gsid']));

type File = readonly WantedCursor[];

async function exportFile(): Promise<File> {
  const standing = await sync.transaction(readCursors);
  return standing.flatMap(({ stream, object, cursor }) =>
    cursor === null ? [] : [{ stream, object, cursor }],
  );
}

/** A file that somebody kept, or one with an instant written by hand: from days before what stands to days after. */
async function drawFile(random: Random, kept: readonly File[]): Promise<File> {
  const standing = await exportFile();
  if (random.below(2) === 0) return random.pick([standing, ...kept]);
  return standing.map((one) => ({
    ...one,
    cursor: new Date(one.cursor.getTime() + (random.below(144) - 72) * HOUR_MS),
  }));
}

async function apply(file: File): Promise<string> {
  const order = { cursors: file, isTrial: false, now: sync.clock.now() };
  return (await sync.transaction((tx) => setCursors(tx, order))).kind;
}

async function namesHere(): Promise<ReadonlyMap<string, string>> {
  const rows = await sync.transaction((tx) =>
    tx.query<{ gainsight_id: string; name: string }>('select gainsight_id, name from accounts'),
  );
  return new Map(rows.map((row) => [row.gainsight_id, row.name]));
}

/**
 * An increment, or now and then a full run, which raises what a file may be set forward to; at times with a file applied
 * between two of its slices or calls.
 */
async function readOn(random: Random, kept: readonly File[]): Promise<void> {
  const run = await sync.queue('accounts', random.below(4) === 0 ? 'full' : 'incremental');
  if (random.below(2) === 0) {
    const file = await drawFile(random, kept);
    sync.beforeCall = async () => {
      await apply(file);
    };
  }
  assert.equal((await sync.work(run)).state, 'done');
  sync.beforeCall = null;
  const here = await namesHere();
  for (const row of sync.source.rows('company'))
    assert.equal(here.get(String(row['Gsid'])), row['Name'], String(row['Gsid']));
}

for (const seed of seeds) {
  test(`no change at the source is missed, whatever files are applied between runs (seed ${seed})`, async () => {
    const random = createRandom(seed);
    const kept: File[] = [];
    const met = new Set<string>();
    for (let step = 0; step < STEPS; step += 1) {
      sync.clock.advance(random.below(40) * HOUR_MS + 1_000);
      for (let left = random.below(3); left > 0; left -= 1)
        await sync.source.update('company', random.pick(companies), {
          Name: `Company ${seed} ${step} ${left}`,
        });
      kept.push(await exportFile());
      for (let left = random.below(3); left > 0; left -= 1)
        met.add(await apply(await drawFile(random, kept)));
      if (random.below(3) > 0) await readOn(random, kept);
    }
    await readOn(random, kept);
    // Between runs each file is either set or refused for what it says.
    assert.ok(met.has('set') && !met.has('busy'));
  });
}
