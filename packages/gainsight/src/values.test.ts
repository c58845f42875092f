import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseFlag, parseItems, parseNumber, parseText, parseValue } from './values.ts';

const NONE = [null, undefined];

test('reads text as it is, numbers and booleans written out, no list and no object', () => {
  for (const none of NONE) assert.equal(parseText(none), null);
  assert.deepEqual(['', 'x', 7, false].map(parseText), ['', 'x', '7', 'false']);
  for (const other of [[], {}, ['x']]) assert.equal(parseText(other), undefined);
});

test('reads numbers also from digits, and never guesses at commas', () => {
  for (const none of [...NONE, '']) assert.equal(parseNumber(none), null);
  assert.deepEqual([0, 1.5, '48000', '-0.5', '1E3'].map(parseNumber), [0, 1.5, 48_000, -0.5, 1_000]);
  for (const other of ['48,000', '1.000,5', 'x', ' ', '0x10', true, []])
    assert.equal(parseNumber(other), undefined);
});

test('reads booleans also from the word', () => {
  for (const none of [...NONE, '']) assert.equal(parseFlag(none), null);
  assert.deepEqual([true, 'true', 'False', false].map(parseFlag), [true, true, false, false]);
  for (const other of ['yes', 1, 'null', {}]) assert.equal(parseFlag(other), undefined);
});

test('reads a multi-select alike from a joined text and from a list', () => {
  for (const none of [...NONE, '', []]) assert.deepEqual(parseItems(none), []);
  for (const both of ['1I00A;1I00B', ['1I00A', '1I00B'], '1I00A; 1I00B;'])
    assert.deepEqual(parseItems(both), ['1I00A', '1I00B']);
  for (const other of [7, [7], [null], {}]) assert.equal(parseItems(other), undefined);
});

test('reads a value by the type of its field, and gives an unknown type as it came', () => {
  assert.equal(parseValue('CURRENCY', '48000'), 48_000);
  assert.equal(parseValue('BOOLEAN', 'true'), true);
  assert.deepEqual(parseValue('DATETIME', 1_521_743_018_667), new Date(1_521_743_018_667));
  assert.deepEqual(parseValue('MULTISELECTDROPDOWNLIST', 'a;b'), ['a', 'b']);
  assert.equal(parseValue('STRING', undefined), null);
  assert.equal(parseValue('NUMBER', 'many'), undefined);
  for (const type of ['JSON', 'A_TYPE_OF_TOMORROW'])
    assert.deepEqual(parseValue(type, { a: [1] }), { a: [1] });
});
