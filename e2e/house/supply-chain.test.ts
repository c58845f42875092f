import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { ROOT } from './lint-fixtures.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}
const lock: { readonly packages: Readonly<Record<string, Locked>> } = JSON.parse(
  await readFile(join(ROOT, 'package-lock.json'), 'utf8'),
);
const root: { readonly allowScripts: Readonly<Record<string, boolean>> } = JSON.parse(
  await readFile(join(ROOT, 'package.json'), 'utf8'),
);
const installed = Object.entries(lock.packages).filter(
  ([path, entry]) => path.includes('node_modules/') && entry.link !== true,
);
const nameOf = (path: string) => path.split('node_modules/').at(-1) ?? path;

test('only packages of the written list have an install script, and the list names no others', () => {
  const scripted = installed
    .filter(([, entry]) => entry.hasInstallScript === true)
    .map(([path]) => nameOf(path));
  assert.deepEqual([...new Set(scripted)].toSorted(), Object.keys(root.allowScripts).toSorted());
});

test('every package comes from the registry under a hash, none from git or an address', () => {
  assert.ok(installed.length > 100);
  const odd = installed.filter(
    ([, { version, resolved, integrity }]) =>
      !/^\d+\.\d+\.\d+/.test(version ?? '') ||
      integrity?.startsWith('sha512-') !== true ||
      (resolved !== undefined && !/^https:\/\/[^/]+\/.+\.tgz$/.test(resolved)),
  );
  assert.deepEqual(
    odd.map(([path]) => path),
    [],
  );
});

test('what stands in the lockfile links to nothing outside the repository', () => {
  const links = Object.values(lock.packages).filter(({ link }) => link === true);
  assert.ok(links.every(({ resolved }) => /^(apps|packages)\/\w+$/.test(resolved ?? '')));
});
