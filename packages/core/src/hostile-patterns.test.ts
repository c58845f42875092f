import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judgeExclusion } from './exclusion.ts';
import { judge } from './filter.ts';

const LENGTH = 100_000;
/** Each judgement's bound, in ms; the fastest of three counts, so that a busy machine does not. */
const BOUND_MS = 50;

/** Patterns that make matchers by backtracking take for ever, with the piece that the text repeats. */
const HOSTILE: readonly (readonly [pattern: string, piece: string])[] = [
  ['(a+)+$', 'a'],
  ['([a-zA-Z]+)*$', 'a'],
  ['(a|aa)+$', 'a'],
  ['(a|a?)+$', 'a'],
  ['(.*a){20}$', 'a'],
  ['^(([a-z])+.)+[A-Z]([a-z])+$', 'a'],
  ['(x+x+)+y', 'x'],
  ['\\s*$', ' '],
  ['(\\d+)*!', '1'],
  ['^(.*)*$', 'a'],
  ['*a*a*a*a*a*a*a*a*a*a*b', 'a'],
  ['**********************b', 'a'],
  ['a*a*a*a*a*a*a*a*a*a*', 'a'],
  ['*ab*ab*ab*ab*ab*ab*c', 'ab'],
  [`*${'a*'.repeat(500)}b`, 'a'],
  [`${'a'.repeat(5_000)}b`, 'a'],
  [`*${'a'.repeat(5_000)}b*`, 'a'],
  ['(?=a)*a', 'a'],
  ['[[[[[[[[[[', '['],
  ['%%%%%_____%', '%_'],
];

function fastestOf(work: () => unknown): number {
  const times = [0, 1, 2].map(() => {
    const begun = performance.now();
    work();
    return performance.now() - begun;
  });
  return Math.min(...times);
}

for (const [pattern, piece] of HOSTILE) {
  test(`judges 100 kB against ${pattern.slice(0, 30)} within ${BOUND_MS} ms, as title, domain and filter`, () => {
    const text = piece.repeat(Math.ceil(LENGTH / piece.length));
    const meeting = { title: text, isPrivate: false, participantEmails: [] };
    const rules = {
      mode: 'all-but-excluded',
      exclude: [{ title: pattern }],
      only: [],
      ownDomains: [],
    } as const;
    assert.ok(fastestOf(() => judgeExclusion(meeting, rules)) < BOUND_MS);
    const guest = { ...meeting, title: '', participantEmails: [`guest@${text}`] };
    const byDomain = { ...rules, exclude: [{ domain: pattern }] };
    assert.ok(fastestOf(() => judgeExclusion(guest, byDomain)) < BOUND_MS);
    for (const op of ['contains', 'starts_with', 'ends_with', 'eq', 'in'] as const) {
      const rule = { field: 'Name', op, value: op === 'in' ? [pattern] : pattern };
      const spent = fastestOf(() => judge(rule, { Name: text }, { today: '2026-11-26' }));
      assert.ok(spent < BOUND_MS, `${op} took ${spent} ms`);
    }
  });
}
