import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listSwitches } from '../switches.ts';

/** Open questions of the reference (section 20) that no switch answers, and why. */
const WITHOUT_SWITCH: Readonly<Record<number, string>> = {
  3: 'the daily limit is a setting: PUT /__sandbox/limits {"perDay": 100000}',
  4: 'the Timeline bulk limit is a setting: PUT /__sandbox/limits {"timelineBulkPerHour": 4}',
  10: 'the path of an object upsert is unread; the sandbox offers nothing that no document shows',
  11: 'a person may be sent with `companies`; the other shape stands in one digest alone',
  12: 'both people paths are served',
  13: 'the paths are unread; not offered',
  14: 'the paths are unread; the team is read through the data query',
  21: 'a multi-select may be written in either form',
  23: 'either header is taken on bulk export',
  24: 'only the base of the vendor is served; the other is an unknown path',
  25: 'events are not offered',
};

/** Lines of the checklist (section 19) marked as switches that are faults or limits here. */
const SWITCH_LINES = [4, 12, 13, 15, 16, 22, 23, 26, 27, 29, 37, 46, 55];

function linesOf(section: number): Set<number> {
  const named = listSwitches()
    .filter(({ vendor }) => vendor === 'gainsight')
    .flatMap(({ line }) => [...line.matchAll(new RegExp(`§${section}\\.(\\d+)`, 'g'))]);
  return new Set(named.map(([, number]) => Number(number)));
}

test('answers each open question of the reference by a switch, or says why there is none', () => {
  const answered = linesOf(20);
  for (let question = 1; question <= 25; question += 1) {
    assert.equal(answered.has(question), WITHOUT_SWITCH[question] === undefined, `question ${question}`);
  }
});

test('has a switch for each line of the checklist that asks for one', () => {
  const answered = linesOf(19);
  assert.deepEqual(
    SWITCH_LINES.filter((line) => !answered.has(line)),
    [],
  );
});
