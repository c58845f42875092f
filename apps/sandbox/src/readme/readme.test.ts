import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startTestSandbox } from '../testing.ts';
import { fillReadme, readmeFile } from './fill-readme.ts';
import { makeTables } from './tables.ts';

const source = fileURLToPath(new URL('..', import.meta.url));
const readme = readFileSync(readmeFile, 'utf8');

test('tells in its tables what the code says: routes, switches, faults, limits, credentials', async (t) => {
  const { sandbox } = await startTestSandbox(t);
  const filled = fillReadme(readme, makeTables(sandbox));
  assert.equal(readme, filled, 'write the tables anew: npm run sandbox -- --write-readme');
  assert.throws(() => fillReadme(readme, { nothing: '' }), { code: 'sandbox_bad_option' });
});

test('names every path of the control API', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts'),
  );
  const routes = files.flatMap((name) => [
    ...readFileSync(join(source, name), 'utf8').matchAll(
      /\.(get|put|post|patch|delete)\(\s*'(\/__sandbox[^']*)'/g,
    ),
  ]);
  assert.ok(routes.length > 20, 'the pattern finds the routes');
  for (const [, method = '', path = ''] of routes) {
    assert.ok(readme.includes(`\`${method.toUpperCase()} ${path}\``), `${method.toUpperCase()} ${path}`);
  }
});
