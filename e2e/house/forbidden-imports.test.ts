import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DIRECTIONS, nameOf } from './directions.ts';
import { lintFixtures } from './lint-fixtures.ts';

const PLACES = Object.keys(DIRECTIONS);
/** Every place with every other one. */
const PAIRS = PLACES.flatMap((place) => PLACES.map((other) => ({ place, other }))).filter(
  ({ place, other }) => place !== other,
);
const IMPORTS_RULE = 'eslint(no-restricted-imports)';

/** Every way to name a module, each using what it takes, so that nothing but the import can be wrong. */
const WAYS: Readonly<Record<string, (module: string) => string>> = {
  'a value import': (module) => `import { x } from '${module}';\nexport const y = x;\n`,
  'a type import': (module) => `import type { X } from '${module}';\nexport type Y = X;\n`,
  'a re-export': (module) => `export { x } from '${module}';\n`,
  'a whole re-export': (module) => `export * from '${module}';\n`,
  'a dynamic import': (module) => `export const x = (): Promise<unknown> => import('${module}');\n`,
};

interface Case {
  readonly title: string;
  readonly path: string;
  readonly text: string;
  readonly rule: string | null;
}

async function holdAll(cases: readonly Case[]): Promise<void> {
  const findings = await lintFixtures(new Map(cases.map(({ path, text }) => [path, text])));
  for (const { title, path, rule } of cases) {
    const rules = [...(findings.get(path) ?? [])];
    if (rule === null) assert.deepEqual(rules, [], title);
    else assert.ok(rules.includes(rule), `${title}: ${rules.join(', ') || 'nothing found'}`);
  }
}

test('each place may import exactly what stands right of it in the table, in every way of importing', async () => {
  const cases = PAIRS.flatMap(({ place, other }) =>
    Object.entries(WAYS).map(([way, write], index) => ({
      title: `${way} of ${other} in ${place}`,
      path: `${place}/src/imports-${nameOf(other)}-${index}.ts`,
      text: write(`@handrail/${nameOf(other)}`),
      rule: DIRECTIONS[place]?.includes(nameOf(other)) === true ? null : IMPORTS_RULE,
    })),
  );
  await holdAll(cases);
});

test('no place reaches into another’s src, neither by path nor by name', async () => {
  const cases = PAIRS.flatMap(({ place, other }) => [
    {
      title: `a path from ${place} into ${other}`,
      path: `${place}/src/path-${nameOf(other)}.ts`,
      text: `import { x } from '../../../${other}/src/index.ts';\nexport const y = x;\n`,
      rule: IMPORTS_RULE,
    },
    {
      title: `a deep name of ${other} in ${place}`,
      path: `${place}/src/deep-${nameOf(other)}.ts`,
      text: `import { x } from '@handrail/${nameOf(other)}/src/errors.ts';\nexport const y = x;\n`,
      rule: IMPORTS_RULE,
    },
  ]);
  const own = PLACES.map((place) => ({
    title: `a file of its own in ${place}`,
    path: `${place}/src/part/own.ts`,
    text: `import { x } from '../errors.ts';\nexport const y = x;\n`,
    rule: null,
  }));
  await holdAll([...cases, ...own]);
});

test('only tests start the sandbox or use a door for tests', async () => {
  const write = (door: string): string => `import { x } from '@handrail/${door}';\nexport const y = x;\n`;
  const cases = [
    'packages/sync',
    'packages/gainsight',
    'packages/gong',
    'packages/signals',
    'apps/server',
  ].flatMap((place) =>
    ['sandbox', 'http/testing'].flatMap((door) => {
      const name = door.replace('/', '-');
      return [
        {
          title: `${door} in ${place}`,
          path: `${place}/src/a-${name}.ts`,
          text: write(door),
          rule: IMPORTS_RULE,
        },
        {
          title: `${door} in a test of ${place}`,
          path: `${place}/src/a-${name}.test.ts`,
          text: write(door),
          rule: null,
        },
      ];
    }),
  );
  await holdAll(cases);
});

test('what runs in a browser imports nothing of Node; its tests may', async () => {
  const text = `import { readFile } from 'node:fs/promises';\nexport const x = readFile;\n`;
  const cases = ['packages/core', 'packages/contract', 'packages/client', 'apps/web'].flatMap((place) => [
    { title: `node: in ${place}`, path: `${place}/src/reads.ts`, text, rule: 'import(no-nodejs-modules)' },
    { title: `node: in a test of ${place}`, path: `${place}/src/reads.test.ts`, text, rule: null },
  ]);
  await holdAll(cases);
});

test('only settings, scripts and doors for tests read the environment, however it is spelt', async () => {
  const member = `export const port = process.env['HANDRAIL_PORT'];\n`;
  const taken = `export const { env } = process;\n`;
  const imported = `import { env } from 'node:process';\nexport const port = env;\n`;
  const forbidden = PLACES.flatMap((place) => [
    {
      title: `process.env in ${place}`,
      path: `${place}/src/a.ts`,
      text: member,
      rule: 'node(no-process-env)',
    },
    {
      title: `env of process in ${place}`,
      path: `${place}/src/b.ts`,
      text: taken,
      rule: 'eslint(no-restricted-properties)',
    },
    { title: `node:process in ${place}`, path: `${place}/src/c.ts`, text: imported, rule: IMPORTS_RULE },
  ]);
  const allowed = [
    'apps/server/src/config.ts',
    'apps/cli/src/settings.ts',
    'packages/database/src/testing.ts',
  ].map((path) => ({ title: `process.env in ${path}`, path, text: member, rule: null }));
  await holdAll([...forbidden, ...allowed]);
});

test('core asks neither the time nor chance, and does no I/O', async () => {
  const cases = [
    ['Date.now()', 'eslint(no-restricted-properties)'],
    ['Math.random()', 'eslint(no-restricted-properties)'],
    [`fetch('https://example.com')`, 'eslint(no-restricted-globals)'],
    ['setTimeout(() => undefined, 1)', 'eslint(no-restricted-globals)'],
  ].map(([expression = '', rule = ''], index) => ({
    title: expression,
    path: `packages/core/src/impure-${index}.ts`,
    text: `export const x = (): unknown => ${expression};\n`,
    rule,
  }));
  await holdAll(cases);
});
