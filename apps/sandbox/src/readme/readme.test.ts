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
  const routes = files.flatMap((name) => {
    const text = readFileSync(join(source, name), 'utf8');
    const base = /const base = '(\/__sandbox[^']*)'/.exec(text)?.[1] ?? '';
    const found = text.matchAll(
      /\.(get|put|post|patch|delete)\(\s*['`]((?:\/__sandbox|\$\{base\})[^'`]*)['`]/g,
    );
    return [...found].map(([, method = '', path = '']) => ({ method, path: path.replace('${base}', base) }));
  });
  // What the forms of the page send is the page's own affair.
  const control = routes.filter(({ path }) => !path.startsWith('/__sandbox/page/'));
  assert.ok(control.length > 30, 'the pattern finds the routes');
  assert.ok(
    control.some(({ path }) => path.startsWith('/__sandbox/admin/')),
    'also those put together from a base',
  );
  for (const { method, path } of control) {
    assert.ok(readme.includes(`\`${method.toUpperCase()} ${path}\``), `${method.toUpperCase()} ${path}`);
  }
});
