import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listSwitches } from '../switches.ts';
import { coverPairs } from './cover-pairs.ts';
import { coveringSwitches, randomSwitches, singleSwitches, type SwitchSample } from './samples.ts';

function missingPairs(samples: readonly SwitchSample[]): string[] {
  const rows = listSwitches();
  const text = (value: unknown) => JSON.stringify(value);
  const found = new Set<string>();
  for (const { switches } of samples) {
    for (const { name } of rows) {
      for (const { name: other } of rows) {
        found.add(`${name} ${text(switches[name])} ${other} ${text(switches[other])}`);
      }
    }
  }
  return rows.flatMap((one, at) =>
    rows
      .slice(at + 1)
      .flatMap((other) =>
        one.exampleValues.flatMap((left) =>
          other.exampleValues.map((right) => `${one.name} ${text(left)} ${other.name} ${text(right)}`),
        ),
      )
      .filter((pair) => !found.has(pair)),
  );
}

test('covers every pair of values of all switches in at most 40 rows, the same ones each time', () => {
  const samples = coveringSwitches();
  assert.deepEqual(missingPairs(samples), []);
  assert.ok(samples.length <= 40, `${samples.length} rows`);
  assert.deepEqual(coveringSwitches(), samples);
  assert.notDeepEqual(missingPairs(samples.slice(0, -1)), [], 'the last row is needed');
});

test('covers pairs of any sizes, and none of a single factor', () => {
  assert.deepEqual(coverPairs([]), []);
  assert.deepEqual(coverPairs([3]), []);
  for (const sizes of [
    [2, 2],
    [5, 4, 3, 2, 1],
    [3, 3, 3, 3],
  ]) {
    const rows = coverPairs(sizes);
    const pairs = new Set<string>();
    for (const row of rows) {
      row.forEach((one, left) =>
        row.forEach((other, right) => pairs.add(`${left} ${one} ${right} ${other}`)),
      );
    }
    const wanted = sizes.flatMap((size, left) =>
      sizes.map((other, right) => (left === right ? 0 : size * other)),
    );
    const between = [...pairs].filter((pair) => pair.split(' ')[0] !== pair.split(' ')[2]);
    assert.equal(
      between.length,
      wanted.reduce((sum, count) => sum + count, 0),
    );
  }
});

test('keeps what a suite fixes, and varies the rest', () => {
  const fixed = { accessKeyFrom: 'anywhere', refusedObjects: [] } as const;
  for (const samples of [
    coveringSwitches({ ...fixed, refusedObjects: [] }),
    randomSwitches(5, 20, { accessKeyFrom: 'anywhere' }),
  ]) {
    assert.ok(samples.every(({ switches }) => switches.accessKeyFrom === 'anywhere'));
    assert.ok(samples.some(({ switches }) => switches.replyShape === 'array'));
  }
});

test('draws the same random rows for the same seed', () => {
  assert.equal(randomSwitches(1, 20).length, 20);
  assert.deepEqual(randomSwitches(1, 20), randomSwitches(1, 20));
  assert.notDeepEqual(randomSwitches(1, 20), randomSwitches(2, 20));
});

test('sets each value alone, the defaults first', () => {
  const samples = singleSwitches();
  const others = listSwitches().reduce((sum, { exampleValues }) => sum + exampleValues.length - 1, 0);
  assert.equal(samples.length, 1 + others);
  assert.equal(samples[0]?.title, 'defaults');
  assert.ok(samples.some(({ title }) => title === 'noDataForm "http-400"'));
});

test('sets each value of one vendor alone where only that one is asked for', () => {
  const titles = singleSwitches({}, 'gong').map(({ title }) => title);
  assert.equal(titles[0], 'defaults');
  assert.ok(titles.length > 8 && titles.slice(1).every((title) => title.startsWith('gong')));
});

test('tells of each switch its values, its default, its mark and where the reference doubts it', () => {
  for (const row of listSwitches()) {
    assert.ok(row.exampleValues.length >= 2, row.name);
    assert.deepEqual(row.default, row.exampleValues[0]);
    assert.match(row.line, /^§\d/, row.name);
    assert.match(row.says, /\.$/, row.name);
  }
});
