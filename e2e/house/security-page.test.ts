// The page for a reviewer names a test or file for each line of ASVS; one that was renamed or removed takes its row along.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './lint-fixtures.ts';

const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
const table = page.slice(page.indexOf('## ASVS'));

/** Lines of level 2 that apply here, first to last of each section. */
const APPLYING: Readonly<Record<string, readonly [number, number][]>> = {
  '1.1': [[1, 2]],
  '1.2': [
    [1, 5],
    [9, 10],
  ],
  '1.3': [
    [1, 3],
    [5, 6],
    [11, 11],
  ],
  '1.4': [[2, 2]],
  '1.5': [[2, 2]],
  '2.1': [[1, 3]],
  '2.2': [[1, 3]],
  '2.3': [[1, 4]],
  '2.4': [[1, 1]],
  '3.2': [[1, 2]],
  '3.3': [[1, 4]],
  '3.4': [[1, 6]],
  '3.5': [[1, 5]],
  '3.7': [[1, 2]],
  '4.1': [[1, 3]],
  '4.2': [[1, 1]],
  '5.1': [[1, 1]],
  '5.2': [[1, 3]],
  '5.3': [[1, 2]],
  '5.4': [[1, 2]],
  '6.1': [
    [1, 1],
    [3, 3],
  ],
  '6.3': [[1, 4]],
  '6.4': [[1, 2]],
  '6.5': [[1, 5]],
  '6.8': [[1, 4]],
  '7.1': [[1, 3]],
  '7.2': [[1, 4]],
  '7.3': [[1, 2]],
  '7.4': [[1, 5]],
  '7.5': [[1, 2]],
  '7.6': [[1, 2]],
  '8.1': [[1, 2]],
  '8.2': [[1, 3]],
  '8.3': [[1, 1]],
  '8.4': [[1, 1]],
  '9.1': [[1, 3]],
  '9.2': [[1, 3]],
  '10.1': [[1, 2]],
  '10.2': [[1, 2]],
  '10.5': [[1, 5]],
  '11.1': [[1, 2]],
  '11.2': [[1, 3]],
  '11.3': [[1, 3]],
  '11.4': [[1, 4]],
  '11.5': [[1, 1]],
  '11.6': [[1, 1]],
  '12.1': [[1, 2]],
  '12.2': [[1, 2]],
  '12.3': [[1, 4]],
  '13.1': [[1, 1]],
  '13.2': [[1, 5]],
  '13.3': [[1, 2]],
  '13.4': [[1, 5]],
  '14.1': [[1, 2]],
  '14.2': [[1, 4]],
  '14.3': [[1, 3]],
  '15.1': [[1, 3]],
  '15.2': [[1, 3]],
  '15.3': [[1, 7]],
  '16.1': [[1, 1]],
  '16.2': [[1, 5]],
  '16.3': [[1, 4]],
  '16.4': [[1, 3]],
  '16.5': [[1, 3]],
};

const rows = [...table.matchAll(/^\| (\d+\.\d[^|]*?) *\| *(\S+) *\| *(.*?) *\|$/gm)].map(
  ([, line = '', mark = '', where = '']) => ({ line, mark, where }),
);

test('every file that the page names is there', () => {
  const named = [...page.matchAll(/`((?:apps|packages|e2e|docs|scripts)\/[^`*\s]+)`/g)].map(
    ([, path = '']) => path,
  );
  assert.ok(named.length > 60);
  assert.deepEqual(
    named.filter((path) => !existsSync(join(ROOT, path)) && path !== 'apps/web/dist'),
    [],
  );
  // A bare name would be looked for by hand.
  assert.deepEqual(
    [...table.matchAll(/`[\w.-]+\.tsx?`/g)].map(([name]) => name),
    [],
  );
});

test('every line of level 2 that applies stands in the table, with a mark and where or why not', () => {
  const listed = new Set(
    rows.flatMap(({ line }) =>
      [...line.matchAll(/(\d+\.\d+)\.(\d+)(?:–\d+\.\d+\.(\d+))?/g)].flatMap(([, section = '', first, last]) =>
        Array.from(
          { length: Number(last ?? first) - Number(first) + 1 },
          (_, at) => `${section}.${Number(first) + at}`,
        ),
      ),
    ),
  );
  const wanted = Object.entries(APPLYING).flatMap(([section, spans]) =>
    spans.flatMap(([first, last]) =>
      Array.from({ length: last - first + 1 }, (_, at) => `${section}.${first + at}`),
    ),
  );
  assert.deepEqual(
    wanted.filter((line) => !listed.has(line)),
    [],
  );
  assert.ok(rows.length > 80, `${rows.length}`);
  for (const { line, mark, where } of rows) {
    assert.ok(['✓', '◐', '✗', '–'].includes(mark) && where.length > 3, line);
  }
});
