import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  addDays,
  daysBetween,
  dayOf,
  isZone,
  nextDayStart,
  parseDay,
  parseDayValue,
  parseInstant,
} from './calendar-day.ts';
import { createUuid, parseRunId } from './ids.ts';

test('takes only days that exist', () => {
  assert.equal(parseDay('2028-02-29'), '2028-02-29');
  for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '26-01-01', '2026-01-01T00:00:00Z', '']) {
    assert.equal(parseDay(text), null, text);
  }
});

test('counts days over the change to summer time', () => {
  assert.equal(addDays('2026-03-28', 2), '2026-03-30');
  assert.equal(daysBetween('2026-03-28', '2026-03-30'), 2);
});

test('finds where the next day begins, also where clocks change', () => {
  const next = (instant: string, zone?: string) => nextDayStart(new Date(instant), zone).toISOString();
  assert.equal(next('2026-11-24T00:00:00Z'), '2026-11-25T00:00:00.000Z');
  assert.equal(next('2026-11-24T10:59:59.500Z', 'Pacific/Auckland'), '2026-11-24T11:00:00.000Z');
  assert.equal(next('2026-10-24T22:00:00Z', 'Europe/Berlin'), '2026-10-25T23:00:00.000Z');
  assert.equal(next('2026-03-28T23:00:00Z', 'Europe/Berlin'), '2026-03-29T22:00:00.000Z');
});

test('gives an instant the day it has in the zone', () => {
  const instant = new Date('2026-03-29T22:30:00Z');
  assert.equal(dayOf(instant), '2026-03-29');
  assert.equal(dayOf(instant, 'Europe/Berlin'), '2026-03-30');
  assert.equal(dayOf(instant, 'America/New_York'), '2026-03-29');
  assert.equal(isZone('Europe/Nowhere'), false);
});

test('reads every form of date that the source is known to send', () => {
  const wanted = '2018-03-22T16:10:18.667Z';
  assert.equal(parseInstant(1_521_735_018_667)?.toISOString(), wanted);
  assert.equal(parseInstant('2018-03-22T09:10:18.667-07:00')?.toISOString(), wanted);
  assert.equal(parseInstant('2018-03-22T09:10:18.667-0700')?.toISOString(), wanted);
  assert.equal(parseInstant('2018-03-22 16:10:18')?.toISOString(), '2018-03-22T16:10:18.000Z');
  assert.equal(parseInstant('2018-03-22')?.toISOString(), '2018-03-22T00:00:00.000Z');
  for (const value of ['', 'soon', '22/03/2018', null, undefined, true, 9e18, '2018-03-22T25:00:00Z']) {
    assert.equal(parseInstant(value), null, String(value));
  }
});

test('reads the epoch form of a bare date without a zone, and of an instant in the zone', () => {
  const midnight = Date.UTC(2026, 10, 24);
  assert.equal(parseDayValue(midnight, 'date', 'America/New_York'), '2026-11-24');
  assert.equal(parseDayValue(midnight, 'datetime', 'America/New_York'), '2026-11-23');
});

test('reads a midnight of any zone as the day that is written, where the field is a date', () => {
  for (const text of ['2026-11-24T00:00:00+02:00', '2026-11-24T00:00:00.000-0800', '2026-11-24T00:00:00Z'])
    assert.equal(parseDayValue(text, 'date', 'UTC'), '2026-11-24', text);
  assert.equal(parseDayValue('2026-11-24T00:00:00+02:00', 'datetime', 'UTC'), '2026-11-23');
});

test('makes ids that sort by time, and takes back only whole ones', () => {
  const random = Uint8Array.from({ length: 10 }, (_, index) => 250 + index);
  const [early, late] = [createUuid(1_700_000_000_000, random), createUuid(1_700_000_000_001, random)];
  assert.ok(early < late);
  assert.match(early, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(parseRunId(early.toUpperCase()), early);
  assert.throws(() => parseRunId('run-1'), { code: 'core_invalid_id' });
});
