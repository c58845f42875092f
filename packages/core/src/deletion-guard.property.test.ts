import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ACCOUNT_LIMITS, approvedExits, GUARD_WINDOW_MS, judgeExits, USER_LIMITS } from './deletion-guard.ts';

const seed = 20_261_124;
const now = new Date('2026-11-24T12:00:00Z');
const ids = fc.array(
  fc.nat({ max: 60 }).map((index) => `c${index}`),
  { maxLength: 50 },
);

test(`lets go of at most 5 % or 10 accounts in any 24 h, however the exits are cut into events (seed ${seed})`, () => {
  const events = fc.array(fc.tuple(ids, fc.nat({ max: 30 * 3600 })), { maxLength: 8 });
  fc.assert(
    fc.property(events, fc.integer({ min: 0, max: 1200 }), (list, liveBefore) => {
      const gone: { gainsightId: string; at: Date }[] = [];
      let at = now;
      for (const [candidates, secondsLater] of list) {
        at = new Date(at.getTime() + secondsLater * 1000);
        const verdict = judgeExits({
          liveBefore,
          past: gone,
          candidates,
          isListingWhole: true,
          limits: ACCOUNT_LIMITS,
          now: at,
        });
        if (verdict.kind === 'allowed')
          for (const gainsightId of verdict.exits) gone.push({ gainsightId, at });
        const recent = gone.filter((exit) => exit.at.getTime() > at.getTime() - GUARD_WINDOW_MS);
        const count = new Set(recent.map((exit) => exit.gainsightId)).size;
        assert.ok(count <= 10 || count <= 0.05 * liveBefore, `${count} of ${liveBefore}`);
      }
    }),
    { seed, numRuns: 300 },
  );
});

test(`a listing that was not whole removes nothing (seed ${seed})`, () => {
  fc.assert(
    fc.property(ids, (candidates) => {
      const verdict = judgeExits({
        liveBefore: 1e6,
        past: [],
        candidates,
        isListingWhole: false,
        limits: ACCOUNT_LIMITS,
        now,
      });
      assert.equal(verdict.kind, candidates.length === 0 ? 'allowed' : 'withheld');
    }),
    { seed, numRuns: 200 },
  );
});

test(`an approval removes only what was shown and still would leave (seed ${seed})`, () => {
  fc.assert(
    fc.property(ids, ids, (shown, candidates) => {
      const exits = approvedExits(shown, candidates);
      assert.ok(exits.every((id) => shown.includes(id) && candidates.includes(id)));
    }),
    { seed, numRuns: 200 },
  );
});

test('withholds a short user list that would lock a fifth of the people out', () => {
  const candidates = ['u1', 'u2', 'u3', 'u4'];
  const verdict = judgeExits({
    liveBefore: 12,
    past: [],
    candidates,
    isListingWhole: true,
    limits: USER_LIMITS,
    now,
  });
  assert.ok(verdict.kind === 'withheld' && verdict.reason === 'too-many' && verdict.total === 4);
});
