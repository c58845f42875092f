import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createBoundsScan } from './json-bounds.ts';

test('finds the same depth as the parsed value, however the bytes are cut', () => {
  const nested = fc.json({ maxDepth: 6 }).filter((text) => /^[[{]/.test(text));
  fc.assert(
    fc.property(nested, fc.integer({ min: 1, max: 7 }), (text, pieceBytes) => {
      const bytes = Buffer.from(text);
      const depth = depthOf(JSON.parse(text));
      for (const allowed of [depth - 1, depth]) {
        const scan = createBoundsScan(allowed, 1_000_000);
        let fits = true;
        for (let at = 0; at < bytes.length; at += pieceBytes)
          fits &&= scan.read(bytes.subarray(at, at + pieceBytes)) === 'fits';
        assert.equal(fits, allowed >= depth);
      }
    }),
  );
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
