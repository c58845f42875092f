// RL7: summaries of all sizes beside a sandbox that refuses by the Timeline's stated limits, in the fixed windows of its own
// clock. Time passes only while somebody waits.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRandom } from '@handrail/core/testing';
import { orderSummaries } from '@handrail/database/testing';
import { TEST_CONFIG } from '@handrail/sync/testing';
import { countMinutes, sum } from './count-minutes.ts';
import { startLimited } from './virtual-worker.ts';

/** Few in every run of the tests; `npm run nightly` says `scorecard` for as many as it names. */
const SUMMARIES = process.argv[2] === 'scorecard' ? 10_000 : 24;
const MINUTE_MS = 60_000;
/** Saves a minute that are ours of the 200 of the Timeline. */
const TIMELINE_SHARE = 0.7 * 200;
/** About 1 kB of a summary. */
const POINT = 'They say it. '.repeat(77).trimEnd();
/** The longest, and those about the size of an entry, in kB. */
const EDGES = [200, 128, 129, 130, 131, 132];
const documented = { limits: {} };

test(`brings ${SUMMARIES} summaries of 1 to 200 kB to the Timeline, each once, cut to its size and within its limit (RL7)`, async (t) => {
  const limited = await startLimited(import.meta.url, { sandbox: { companies: 20, ...documented } });
  const { sync } = limited;
  await sync.connect();
  const author = sync.source.rows('gsuser').find((row) => row['IsActiveUser'] === true)?.['Email'];
  await sync.save({ ...TEST_CONFIG, timeline: { enabled: true, fallbackAuthor: author } });
  await sync.run('accounts', 'full');
  const random = createRandom(3);
  const kilobytes = Array.from(
    { length: SUMMARIES },
    (_, at) => EDGES[at] ?? Math.ceil(200 ** (random.below(1_000) / 1_000)),
  );
  const order = { name: 'RL7', points: kilobytes, point: POINT, now: sync.clock.now() };
  await sync.transaction((tx) => orderSummaries(tx, order));
  const minutes = countMinutes(sync);
  const hours = new Map<number, number>();
  const log = sync.sandbox.context.callLog;
  const add = log.add.bind(log);
  log.add = (entry) => {
    add(entry);
    assert.ok(!entry.path.includes('/bulk'));
    if (entry.method !== 'POST' || entry.path !== '/v1/ant/es/activity') return;
    const hour = Math.floor(Date.parse(entry.at) / (60 * MINUTE_MS));
    hours.set(hour, (hours.get(hour) ?? 0) + 1);
  };
  const waiting = () =>
    sync.transaction((tx) => tx.query(`select 1 from outbox where state <> 'delivered' limit 1`));
  for (let passes = 0; (await waiting()).length > 0; passes += 1) {
    assert.ok(passes < SUMMARIES);
    await sync.run('timeline');
    sync.clock.advance(MINUTE_MS);
  }
  const standing = sync.sandbox
    .activities()
    .filter((one) => String(one['Subject']).startsWith('Meeting summary: Meeting RL7/'));
  assert.equal(new Set(standing.map((one) => one['Subject'])).size, SUMMARIES);
  assert.equal(standing.length, SUMMARIES);
  const entries = standing.map((one) => {
    const notes = String(one['Notes']);
    return {
      length: notes.length,
      said: notes.split(POINT).length - 1,
      isCut: notes.includes('The whole summary stands in Handrail'),
      wanted: kilobytes[Number(String(one['Subject']).split('/').at(-1)) - 1] ?? Number.NaN,
    };
  });
  const cut = entries.filter((one) => one.isCut);
  assert.ok(entries.every(({ length }) => length <= 131_000));
  assert.ok(cut.length > 0);
  // Whole where it fits; and where it is cut, another point would not have fitted.
  assert.deepEqual(
    entries.filter((one) =>
      one.isCut ? one.said >= one.wanted || one.length + POINT.length < 131_000 : one.said !== one.wanted,
    ),
    [],
  );
  assert.equal(sum(minutes.refused.values()), 0);
  assert.ok(Math.max(...hours.values()) <= TIMELINE_SHARE * 60);
  t.diagnostic(
    `${standing.length} summaries, ${cut.length} cut, at most ${Math.max(...hours.values())} in an hour`,
  );
});
