// The scorecard names a test for each line; a test that was renamed or removed takes its row with it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Lines of each part that must stand on the page: all of those that have rows. */
const LINES: Readonly<Record<string, number>> = {
  SC: 11,
  CS: 8,
  RL: 7,
  WB: 10,
  K: 25,
  UG: 8,
  SE: 5,
  WS: 7,
  IH: 8,
};

/** Duties of the import, which are no row of numbers without a gap. */
const DUTIES = 'R6 R7 R8 R9 R10 R11 R12 R13 R14 R15 R16 R20 R21 R22 R23 R24 R25 B1 B2 B5 B11'.split(' ');

interface Row {
  readonly id: string;
  readonly held: string;
  readonly loops: readonly string[];
}

const rows: readonly Row[] = [...read('docs/scorecard.md').matchAll(/^\| ([A-Z]{1,2}\d+) .*\|$/gm)].map(
  ([line, id = '']) => {
    const [, , , held = '', , loops = ''] = line.split('|').map((cell) => cell.trim());
    return { id, held, loops: loops.split(', ').filter((name) => name !== '') };
  },
);

test('every row of the scorecard names a test that its file has', () => {
  const missing = rows.filter(({ held }) => {
    const [, path, title] = /^`(\S+\.test\.ts) › (.+)`$/.exec(held) ?? [];
    if (path === undefined || title === undefined) return held.startsWith('`');
    if (!existsSync(join(root, path))) return true;
    const source = read(path);
    return !["'", '`', '"'].some((quote) => source.includes(`${quote}${title}${quote}`));
  });
  assert.deepEqual(missing, []);
});

test('every loop of the scorecard is one of npm run nightly', () => {
  const nightly = read('scripts/nightly.mjs');
  const loops = rows.flatMap((row) => row.loops);
  assert.ok(loops.length > 0);
  assert.deepEqual(
    loops.filter((name) => !nightly.includes(`'${name}'`)),
    [],
  );
});

test('no line of a part is left out', () => {
  const ids = new Set(rows.map(({ id }) => id));
  const wanted = Object.entries(LINES).flatMap(([part, count]) =>
    Array.from({ length: count }, (_, index) => `${part}${index + 1}`),
  );
  assert.deepEqual(
    [...wanted, ...DUTIES].filter((id) => !ids.has(id)),
    [],
  );
});
