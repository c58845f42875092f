import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, test } from 'node:test';
import { findGaps } from './find-gaps.ts';
import { type AreaResult, runSuite } from './run-suite.ts';
import { AREAS } from './suite.ts';
import { writeReport } from './write-report.ts';

let areas: readonly AreaResult[] = [];
before(async () => {
  areas = await runSuite();
});

test('every case has a mark, and every line of the checklist a case or a reason', () => {
  assert.deepEqual(findGaps(AREAS), []);
});

test('the suite finds a case without mark, an item without case or reason, and a reason that is stale', () => {
  const [area] = AREAS;
  const [first] = area?.cases ?? [];
  assert.ok(area && first);
  const without = AREAS.map(({ title, cases }) => ({
    title,
    cases: cases.filter(({ covers }) => !covers.includes('19.1')),
  }));
  assert.ok(findGaps(without).includes('19.1 has neither a case nor a reason'));
  const odd = { ...first, id: 'odd', mark: [] as never, covers: ['17 cockpit'] };
  const gaps = findGaps([...AREAS, { title: 'Odd', cases: [odd] }]);
  assert.deepEqual(gaps, ['odd has no mark', '17 cockpit has a case and a reason for having none']);
});

for (const { title } of AREAS) {
  test(`${title}: sandbox and client say what the documents say`, () => {
    const results = areas.find((area) => area.title === title)?.results ?? [];
    assert.ok(results.length > 0);
    const failed = results.filter(
      ({ faults, case: one }) => faults.length > 0 && one.deviation === undefined,
    );
    assert.deepEqual(
      failed.map(({ case: one, faults }) => [one.id, ...faults]),
      [],
    );
  });
}

test('a known departure is still one', () => {
  const healed = areas
    .flatMap(({ results }) => results)
    .filter(({ faults, case: one }) => faults.length === 0 && one.deviation !== undefined);
  assert.deepEqual(
    healed.map(({ case: one }) => one.id),
    [],
  );
});

test('docs/conformance.md is what the command prints', () => {
  const page = readFileSync(new URL('../../docs/conformance.md', import.meta.url), 'utf8');
  assert.equal(page, writeReport(areas));
});
