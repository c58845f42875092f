import assert from 'node:assert/strict';
import { test } from 'node:test';
import { entryStanding, standingInWords } from './entry-standing.ts';
import type { EntryGrounds, EntryOrder } from './entry-standing.ts';

const SINCE = new Date('2026-11-26T10:40:00Z');
const WANTED: EntryGrounds = {
  isExcluded: false,
  wish: null,
  isPlaced: true,
  hasSummary: true,
  saysAnything: true,
};

type Order = Pick<EntryOrder, 'state' | 'reason'> & Partial<EntryOrder>;

const say = (
  order: Order,
  grounds: Partial<EntryGrounds> = {},
  now: { readonly stands?: boolean; readonly isSwitchedOn?: boolean; readonly isAccountHeld?: boolean } = {},
) => {
  const { stands = true, isSwitchedOn = true, isAccountHeld = false } = now;
  const standsSince = stands ? SINCE : null;
  const told = { grounds: { ...WANTED, ...grounds }, standsSince, isSwitchedOn, isAccountHeld };
  const { state, word, change, why } = standingInWords(
    entryStanding({ isSettled: false, isOutdated: false, ...order }, told),
  );
  return [state, word, change, why];
};

const waiting: Order = { state: 'waiting', reason: null };

test('says of what stands that it stands, whatever is about to become of it', () => {
  const why = 'it waits until a person sends it';
  assert.deepEqual(say(waiting), ['waiting', 'In Timeline', 'update waiting', null]);
  assert.deepEqual(say(waiting, { wish: 'hold' }), ['waiting', 'In Timeline', 'update held', why]);
  assert.deepEqual(say({ state: 'delivered', reason: null }, { wish: 'hold' }), [
    'delivered',
    'In Timeline',
    'held',
    'nothing more goes out until a person sends it',
  ]);
  for (const [grounds, words] of [
    [{ isExcluded: true }, 'the meeting is excluded'],
    [{ isPlaced: false }, 'the meeting is at another account now'],
    [{ wish: 'withdraw' }, 'a person took it back'],
  ] as const)
    assert.deepEqual(say(waiting, grounds), ['waiting', 'In Timeline', 'removal waiting', words]);
  assert.deepEqual(say({ state: 'refused', reason: 'GS_1' }), [
    'refused',
    'In Timeline',
    'update refused',
    'GS_1',
  ]);
  assert.deepEqual(say({ state: 'paused', reason: 'edited-there' }).slice(0, 3), [
    'paused',
    'In Timeline',
    'update waiting',
  ]);
});

test('does not take for done what a pass that broke off had yet to do', () => {
  const left: Order = { state: 'delivered', reason: null, isOutdated: true };
  assert.equal(say(left)[2], 'update waiting');
  assert.equal(say({ ...left, isOutdated: false }, { isExcluded: true })[2], 'removal waiting');
  assert.equal(say({ ...left, isOutdated: false })[2], null, 'only seen once more');
  assert.equal(say({ ...left, isSettled: true })[2], null);
});

test('tells by what is so now why an order waits, not by what the last pass noted', () => {
  const none = { stands: false };
  const stale: Order = { state: 'waiting', reason: 'held' };
  assert.deepEqual(say(stale, { wish: 'send' }, none), ['waiting', 'Waiting', null, null]);
  const held = 'it waits until a person sends it';
  assert.deepEqual(say(waiting, { wish: 'hold' }, none), ['waiting', 'Held', null, held]);
  const byAccount = { ...none, isAccountHeld: true };
  assert.deepEqual(say(waiting, {}, byAccount), ['waiting', 'Held', null, held]);
  assert.equal(say(waiting, { wish: 'send' }, byAccount)[1], 'Waiting', 'a person sent it');
  assert.equal(say(waiting, {}, { isAccountHeld: true })[2], 'update waiting', 'only new ones wait');
  assert.match(String(say(waiting, {}, { ...none, isSwitchedOn: false })[3]), /switched off/u);
  assert.deepEqual(say(waiting, { isExcluded: true }, none), [
    'withdrawn',
    'Withdrawn',
    null,
    'the meeting is excluded',
  ]);
});
