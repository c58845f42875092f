import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { DIRECTIONS, nameOf } from './directions.ts';
import { ROOT } from './lint-fixtures.ts';

interface PackageFile {
  readonly name: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

const OURS = '@handrail/';

async function readPackage(place: string): Promise<PackageFile> {
  const file: PackageFile = JSON.parse(await readFile(join(ROOT, place, 'package.json'), 'utf8'));
  return file;
}

function ours(dependencies: Readonly<Record<string, string>> = {}): string[] {
  return Object.keys(dependencies)
    .filter((name) => name.startsWith(OURS))
    .map((name) => name.slice(OURS.length))
    .toSorted();
}

test('every folder of apps and packages stands in the table of directions, and nothing else does', async () => {
  const folders = await Promise.all(
    ['apps', 'packages'].map(async (parent) =>
      (await readdir(join(ROOT, parent), { withFileTypes: true }))
        .filter((entry) => entry.isDirectory())
        .map((entry) => `${parent}/${entry.name}`),
    ),
  );
  assert.deepEqual(folders.flat().toSorted(), Object.keys(DIRECTIONS).toSorted());
});

test('what each place declares of ours is its line of the table', async () => {
  for (const [place, allowed] of Object.entries(DIRECTIONS)) {
    const file = await readPackage(place);
    assert.equal(file.name, OURS + nameOf(place));
    assert.deepEqual(ours(file.dependencies), allowed.toSorted(), place);
    const forTests = ours(file.devDependencies).filter((name) => name !== 'sandbox');
    assert.deepEqual(forTests, [], `${place}: tests may besides start the sandbox only`);
  }
});

test('every dependency on others is one exact version', async () => {
  for (const place of ['.', ...Object.keys(DIRECTIONS)]) {
    const file = await readPackage(place);
    for (const [name, version] of Object.entries({ ...file.dependencies, ...file.devDependencies })) {
      assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/u, `${place}: ${name}`);
    }
  }
});

test('the table has no circle', () => {
  const floorOf = (name: string, above: readonly string[]): void => {
    assert.equal(above.includes(name), false, [...above, name].join(' → '));
    for (const place of Object.keys(DIRECTIONS).filter((each) => nameOf(each) === name)) {
      for (const below of DIRECTIONS[place] ?? []) floorOf(below, [...above, name]);
    }
  };
  for (const place of Object.keys(DIRECTIONS)) floorOf(nameOf(place), []);
});
