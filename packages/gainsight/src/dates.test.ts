import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatActivityDate, formatFilterDate, parseDate } from './dates.ts';

const DATES: readonly (readonly [unknown, string])[] = [
  ['2026-11-02T07:17:16Z', '2026-11-02T07:17:16.000Z'],
  ['2026-11-02T07:17:16.250Z', '2026-11-02T07:17:16.250Z'],
  ['2026-07-01T06:36:00.000-07:00', '2026-07-01T13:36:00.000Z'],
  ['2026-07-01T06:36:00.000-0700', '2026-07-01T13:36:00.000Z'],
  ['2026-07-01T06:36:00+00:00', '2026-07-01T06:36:00.000Z'],
  ['2026-07-01T06:36:00', '2026-07-01T06:36:00.000Z'],
  ['2026-11-01 00:00:00', '2026-11-01T00:00:00.000Z'],
  ['2026-11-03 10:31:28 +01:00', '2026-11-03T09:31:28.000Z'],
  ['2027-03-31', '2027-03-31T00:00:00.000Z'],
  ['2028-02-29', '2028-02-29T00:00:00.000Z'],
  [1_521_743_018_667, '2018-03-22T18:23:38.667Z'],
  ['1521743018667', '2018-03-22T18:23:38.667Z'],
  [0, '1970-01-01T00:00:00.000Z'],
];

for (const [value, iso] of DATES) {
  test(`reads ${JSON.stringify(value)} as ${iso}`, () => assert.equal(parseDate(value)?.toISOString(), iso));
}

test('reads null, absent and empty text as no date', () => {
  for (const value of [null, undefined, '']) assert.equal(parseDate(value), null);
});

test('tells what is no date from none', () => {
  const values = [
    'soon',
    '2026-02-30',
    '2026-13-01',
    '03/04/2026',
    '2026-01-01T25:00:00Z',
    '12',
    true,
    {},
    [],
    Number.NaN,
    1e20,
    8.64e15,
    -1e14,
  ];
  for (const value of values) assert.equal(parseDate(value), undefined, JSON.stringify(value));
});

test('writes filter dates in whole seconds with Z and activity dates with a numeric offset', () => {
  const date = new Date('2026-11-12T13:00:05.678Z');
  assert.equal(formatFilterDate(date), '2026-11-12T13:00:05Z');
  assert.equal(formatActivityDate(date), '2026-11-12T13:00:05.678+00:00');
});
