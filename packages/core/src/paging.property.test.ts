import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runPaging, runPagings } from './paging-model.ts';

/** The suite runs a few; `npm run nightly` calls `runPagings` with more. */
const FIRST_SEED = 1;
const COUNT = 150;

test(`loses nothing by keyset, anchor and lookback (seeds ${FIRST_SEED}–${FIRST_SEED + COUNT - 1})`, () => {
  const tally = runPagings({ firstSeed: FIRST_SEED, count: COUNT, way: 'keyset' });
  assert.deepEqual(tally.failedSeeds, [], 'replay with runPaging(seed, "keyset")');
});

test('reads a tie of 12,000 in one second by pages of 5,000, each record once', () => {
  const result = runPaging(7, 'keyset', {
    records: 24_000,
    tie: 12_000,
    pageSizeRecords: 5000,
    changesPerPage: 0,
    incrementalRuns: 0,
  });
  assert.equal(result.lost, 0);
  assert.equal(result.fullRunFaults, 0);
  // three readings of 24,000 rows: the first full run, the increment at rest, the full run that is checked
  assert.ok(result.pages <= 3 * 5, `${result.pages} pages`);
});

for (const way of ['largest-date', 'largest-date-lookback', 'clock', 'offset'] as const) {
  test(`the model finds lost records in paging by ${way}`, () => {
    assert.ok(runPagings({ firstSeed: FIRST_SEED, count: 40, way }).lost > 0);
  });
}
