import assert from 'node:assert/strict';
import { test } from 'node:test';
import { configDocument } from './config-document.ts';
import { DEFAULT_CONFIGURATION, parseConfig } from './parse-config.ts';

const row = (metric: string, conversion: unknown) => ({
  metric,
  object: 'Company',
  field: 'Health__gc',
  whenUndefined: 'keep',
  owner: 'handrail',
  conversion,
});
const read = (metric: string, conversion: unknown) =>
  parseConfig({ version: 1, writeback: { enabled: true, values: [row(metric, conversion)] } });
const issuesOf = (metric: string, conversion: unknown) => {
  const result = read(metric, conversion);
  return result.ok
    ? []
    : result.issues.map(({ path, message }) => `${path.split('conversion').at(-1) ?? ''}: ${message}`);
};
const WORDS = { High: 'Good', Medium: 'Fair', Low: 'Poor' };

test('writes a conversion as it was said, and reads the same one back', () => {
  for (const [metric, conversion] of [
    ['health.label', { words: WORDS }],
    ['health.score', { outOf: 10 }],
    ['health.score', { outOf: 5, decimals: 1 }],
    ['meetings.hours', { decimals: 0 }],
  ] as const) {
    const result = read(metric, conversion);
    assert.ok(result.ok, JSON.stringify(result));
    const { writeback } = configDocument(result.value);
    assert.deepEqual(writeback, { enabled: true, values: [row(metric, conversion)] });
    assert.deepEqual(parseConfig(configDocument(result.value)), result);
  }
});

test('leaves a value as it is measured where nothing is said', () => {
  for (const nothing of [undefined, null, {}, { outOf: null, decimals: null }]) {
    const result = read('health.score', nothing);
    assert.ok(result.ok, JSON.stringify(result));
    assert.equal(result.value.writeback.values[0]?.conversion, null);
  }
  assert.deepEqual(DEFAULT_CONFIGURATION.writeback.values, []);
});

test('refuses a conversion that says nothing of its metric', () => {
  assert.deepEqual(issuesOf('health.label', { words: { High: 'Good', Fine: 'Fair' } }), [
    '.words.Fine: is no word of Health label: these are High, Medium, Low',
    '.words: must say what Medium becomes',
    '.words: must say what Low becomes',
  ]);
  assert.deepEqual(issuesOf('health.score', { words: WORDS }), [
    ': converts words, which Health score has not',
  ]);
  assert.deepEqual(issuesOf('health.label', { outOf: 10 }), [
    ': converts numbers, which Health label is not',
  ]);
  assert.deepEqual(issuesOf('meetings.count', { outOf: 10 }), [
    '.outOf: needs a metric from 0 to 100, which Meetings is not',
  ]);
  assert.deepEqual(issuesOf('health.score', { outOf: 0, decimals: 7, round: true }), [
    '.round: is not a known key',
    '.outOf: must be a whole number from 1 to 1000',
    '.decimals: must be a whole number from 0 to 6',
  ]);
  assert.deepEqual(issuesOf('health.label', { words: { ...WORDS, Low: '' } }), [
    '.words.Low: must be a text of 1 to 500 characters',
  ]);
});
