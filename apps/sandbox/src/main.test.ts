import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));

function run(...options: string[]) {
  const child = spawn(process.execPath, [main, ...options], { stdio: ['ignore', 'pipe', 'pipe'] });
  const output = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.err += text));
  return { child, output };
}

test('prints ports and credentials, serves, and stops cleanly on SIGTERM', { timeout: 20_000 }, async () => {
  const { child, output } = run('--port', '0', '--gong-port', '0', '--companies', '20');
  while (!output.out.includes('/__sandbox')) await once(child.stdout, 'data');
  const url = /Gainsight sandbox\s+(\S+)/.exec(output.out)?.[1] ?? '';
  assert.match(output.out, /sandbox-access-key[\s\S]*sandbox-gong-key/);
  assert.equal((await fetch(`${url}/__sandbox`)).status, 200);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
  assert.equal(output.err, '');
});

test('prints the OpenAPI document of a vendor and ends', { timeout: 20_000 }, async () => {
  const { child, output } = run('--openapi', 'gong');
  assert.deepEqual(await once(child, 'close'), [0, null]);
  assert.ok(output.out.startsWith('{'));
  assert.match(output.out, /"\/v2\/calls\/extensive"/);
});

test('refuses a stretch of growth that is too long', { timeout: 20_000 }, async () => {
  const { child, output } = run('--port', '0', '--grow-days', '5000');
  assert.deepEqual(await once(child, 'exit'), [1, null]);
  assert.match(output.err, /grows for 0 to 1000 days/);
});

test('says what is wrong with an option', { timeout: 20_000 }, async () => {
  const { child, output } = run('--port', 'high');
  assert.deepEqual(await once(child, 'exit'), [1, null]);
  assert.match(output.err, /--port takes a whole number/);
});
