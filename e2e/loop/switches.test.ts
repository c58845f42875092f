import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askedSeeds } from '@handrail/core/testing';
import { drawReading, type LoopEnd, runLoop } from './loop-under-switches.ts';

/** A few readings in every run of the tests; `npm run nightly` names a seed and a count of its own. */
const seeds = askedSeeds(process.argv, [1, 2, 3, 4, 5, 6]);
let usual: Promise<LoopEnd> | undefined;

test('fills both sides under the usual reading', async () => {
  usual = runLoop(import.meta.url, {});
  const { accounts, meetings, activities, values } = await usual;
  assert.ok(accounts.length > 40 && meetings.length > 10 && activities.length > 10);
  const names = accounts.map((row) => Reflect.get(Object(row), 'name'));
  assert.ok(names.includes('Renamed AB') && names.includes('Here to stay'));
  assert.ok(values.some((row) => Array.isArray(row) && typeof row[1] === 'number'));
});

for (const seed of seeds) {
  test(`ends as under the usual reading, whatever the tenant's (seed ${seed})`, async (t) => {
    const { title, switches } = drawReading(seed);
    t.diagnostic(title);
    assert.deepEqual(await runLoop(import.meta.url, switches), await usual, title);
  });
}
