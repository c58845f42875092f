import assert from 'node:assert/strict';
import { test } from 'node:test';
import { measurePageRead } from './testing/page-read-speed.ts';

test('reads a page of 5,000 rows by 40 fields in at most three times JSON.parse beyond its transfer', async (t) => {
  // Few rounds on a quiet machine, more while others use it.
  const speed = await measurePageRead(40, { goal: 3, minRounds: 5, maxRounds: 60 });
  const figures = [speed.parseMs, speed.transferMs, speed.readMs].map((ms) => ms.toFixed(1)).join(', ');
  t.diagnostic(
    `${speed.bytes} bytes: JSON.parse, bare transfer, client (ms): ${figures}; ratio ${speed.ratio.toFixed(2)}`,
  );
  assert.ok(speed.ratio <= 3, `ratio ${speed.ratio}`);
});
