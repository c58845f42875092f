import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { OUTCOMES } from './decide.ts';
import {
  addCounts,
  assertStateChange,
  countPage,
  holdsIdentity,
  isClosed,
  NO_COUNTS,
  RUN_STATES,
  RUN_STATE_CHANGES,
  stateOf,
} from './run.ts';

const seed = 20_261_124;
const whole = { isComplete: true, isCancelled: false, hasFailure: false, isWithheld: false };
const pages = fc.array(fc.array(fc.constantFrom(...OUTCOMES), { maxLength: 6 }), { maxLength: 6 });

test(`a run is done only when every seen record has one outcome and none is set aside (seed ${seed})`, () => {
  fc.assert(
    fc.property(pages, fc.nat({ max: 2 }), (list, forgotten) => {
      const counts = list
        .map((outcomes) => countPage(outcomes.length, outcomes))
        .reduce(addCounts, NO_COUNTS);
      const short = { ...counts, seen: counts.seen + forgotten };
      const isClean = forgotten === 0 && !list.flat().includes('set-aside');
      assert.equal(holdsIdentity(short), forgotten === 0);
      assert.equal(stateOf(short, whole), isClean ? 'done' : 'partial');
    }),
    { seed, numRuns: 300 },
  );
});

test('failure, cancelling and withholding are never called done', () => {
  assert.equal(stateOf(NO_COUNTS, { ...whole, hasFailure: true, isWithheld: true }), 'failed');
  assert.equal(stateOf(NO_COUNTS, { ...whole, isCancelled: true, isComplete: false }), 'cancelled');
  assert.equal(stateOf(NO_COUNTS, { ...whole, isWithheld: true }), 'awaiting-approval');
  assert.equal(stateOf(NO_COUNTS, { ...whole, isComplete: false }), 'running');
});

test('a closed run stays closed', () => {
  for (const from of RUN_STATES) {
    for (const to of RUN_STATES) {
      if (RUN_STATE_CHANGES[from].includes(to)) assert.doesNotThrow(() => assertStateChange(from, to));
      else assert.throws(() => assertStateChange(from, to), { code: 'core_run_state' });
    }
  }
  assert.deepEqual(RUN_STATES.filter(isClosed), ['done', 'partial', 'failed', 'cancelled']);
});
