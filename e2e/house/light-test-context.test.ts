import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';

const CONTEXT = new URL('../../scripts/light-test-context.mjs', import.meta.url).href;
const dir = mkdtempSync(join(tmpdir(), 'handrail-context-'));
after(() => rmSync(dir, { recursive: true, force: true }));

const FILE = `
import { after, before, beforeEach, describe, it, test } from 'node:test';
import { createServer, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
before(() => console.log('before'));
await sleep(5);
beforeEach(() => sleep(1));
test('holds others', async (t) => {
  await sleep(5);
  await t.test('own', () => sleep(1));
  await test('by the global door', () => sleep(1));
});
test('throws in a timer', async () => {
  setTimeout(() => { throw new Error('in a timer'); }, 5);
  await sleep(200);
});
test('rejects beside', async () => {
  void sleep(5).then(() => { throw new Error('beside'); });
  await sleep(200);
});
test('throws in a reply', async () => {
  const server = createServer((_request, reply) => reply.end('x'));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  get({ host: '127.0.0.1', port: server.address().port, agent: false }, (reply) => {
    reply.resume();
    server.close();
    throw new Error('in a reply');
  });
  await sleep(500);
});
describe('suite', () => {
  it('of a suite', () => sleep(1));
  after(() => console.log('after the suite'));
});
test('ends too soon', () => void setTimeout(() => { throw new Error('late'); }, 5));
test('runs meanwhile', () => sleep(200));
after(() => console.log('after'));
`;

/** What a file says whose tests are those of another that is loaded within a test, as `npm test` does. */
function report(flags: readonly string[]): { code: number | null; lines: string[] } {
  const inner = join(dir, 'inner.mjs');
  const outer = join(dir, 'outer.mjs');
  writeFileSync(inner, FILE);
  writeFileSync(outer, `import { test } from 'node:test';\ntest('file', () => import('./inner.mjs'));\n`);
  const { NODE_TEST_CONTEXT: _, NODE_OPTIONS: __, ...env } = process.env;
  const { status, stdout } = spawnSync(process.execPath, [...flags, '--test-reporter=tap', outer], {
    env,
    encoding: 'utf8',
    timeout: 60_000,
  });
  // Times differ from run to run, and stacks by the way to the same place.
  const isSteady = (line: string) => /^ *(?:#|ok|not ok|error:|before|after|1\.\.)/.test(line.trimStart());
  const lines = stdout.split('\n').filter((line) => isSteady(line) && !line.includes('duration_ms'));
  return { code: status, lines };
}

test('tests run under the light context as under that of Node: same places, same hooks, same failures', () => {
  const light = report(['--import', CONTEXT]);
  assert.deepEqual(light, report([]));
  assert.equal(light.code, 1);
  const said = light.lines.join('\n');
  for (const failed of ['throws in a timer', 'rejects beside', 'throws in a reply'])
    assert.match(said, new RegExp(`^ +not ok \\d+ - ${failed}$`, 'm'));
  assert.match(said, /^ +ok 2 - by the global door$/m);
  assert.match(said, /Test "ends too soon" .* asynchronous activity after the test ended/);
});
