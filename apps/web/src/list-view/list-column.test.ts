import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isSameChoice, shownColumns } from './list-column.ts';
import type { ListColumn } from './list-column.ts';

function column(id: string, isUsual: boolean): ListColumn<string> {
  return { id, header: id, track: '1fr', from: 'wide', isUsual, csv: [], cell: (row) => row };
}
const ALL = [column('name', true), column('tier', false), column('arr', true)];

test('shows the usual columns until some are chosen, then those at any width, the name always', () => {
  const shown = (chosen: string[]) => shownColumns(ALL, chosen).map(({ id, from }) => [id, from]);
  assert.deepEqual(shown([]), [
    ['name', 'wide'],
    ['arr', 'wide'],
  ]);
  assert.deepEqual(shown(['tier', 'gone since']), [
    ['name', 'phone'],
    ['tier', 'phone'],
  ]);
});

test('takes choices of the same columns as one', () => {
  assert.ok(isSameChoice(['a', 'b'], ['b', 'a']));
  assert.ok(!isSameChoice(['a'], ['a', 'b']));
});
