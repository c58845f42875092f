import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatTable } from './table.ts';

test('aligns texts left and numbers right, with separators and dashes for nothing', () => {
  const table = formatTable(
    ['NAME', 'ARR'],
    [
      ['Acme', 120_000],
      ['A longer name', null],
    ],
  );
  assert.equal(table, 'NAME           ARR\nAcme           120,000\nA longer name  –\n');
});

test('shows only its titles when there is nothing', () => {
  assert.equal(formatTable(['NAME', 'ARR'], []), 'NAME  ARR\n');
});

test('lets no name from outside steer the terminal', () => {
  const table = formatTable(['NAME'], [['\u001b[31mred\u001b[0m'], ['two\nlines'], ['turned\u202egnp']]);
  assert.equal(table, 'NAME\n�[31mred�[0m\ntwo lines\nturned�gnp\n');
});
