import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createCourtesy } from './courtesy.ts';

test('waits while somebody is served, and a moment more', async () => {
  const courtesy = createCourtesy();
  await courtesy.giveWay();
  const [first, second] = [courtesy.serve(), courtesy.serve()];
  let hasGone = false;
  const going = courtesy.giveWay().then(() => (hasGone = true));
  first();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(hasGone, false, 'the second is still served');
  second();
  await going;
  assert.equal(courtesy.isServing(), true, 'a moment ago');
});

test('goes on in the end, however long somebody is served', async () => {
  const courtesy = createCourtesy();
  courtesy.serve();
  const beganMs = performance.now();
  await courtesy.giveWay();
  assert.ok(performance.now() - beganMs >= 240);
});
