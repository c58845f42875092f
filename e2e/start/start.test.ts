import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { createClient } from '@handrail/client';
import { endpoints } from '@handrail/contract';
import { findFreeThree, startProduct, takePort } from './start-product.ts';

const START = 'scripts/start.mjs';
const home = mkdtempSync(join(tmpdir(), 'handrail start '));
after(() => rmSync(home, { recursive: true, force: true }));

async function settingsFor(folder: string): Promise<Record<string, string>> {
  return {
    HANDRAIL_DATA_DIR: join(home, folder),
    HANDRAIL_PORT: String(await takePort(0)),
    HANDRAIL_SANDBOX_PORT: String(await findFreeThree()),
  };
}

function readToken(folder: string): { origin: string; token: string } {
  const file: { origin: string; token: string } = JSON.parse(
    readFileSync(join(home, folder, 'token'), 'utf8'),
  );
  return file;
}

async function enter(address: string): Promise<number> {
  const [origin, token] = address.split('/#enter=');
  const reply = await fetch(`${origin}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  return reply.status;
}

test('runs the loop by itself in a new directory, stops on a signal, and starts again with what it had', async () => {
  const settings = await settingsFor('loop');
  const first = startProduct(START, [], settings);
  assert.equal(await first.line(/([\d,]+) accounts read with \d+ calls/), '500');
  assert.ok(Number(await first.line(/(\d+) meetings summarised/)) >= 14);
  assert.ok(Number(await first.line(/(\d+) activities delivered/)) >= 14);
  assert.ok(Number(await first.line(/(\d+) values written/)) >= 12);
  const address = await first.line(/(http\S+#enter=\S+)/);
  assert.equal(await enter(address), 200);
  assert.equal(await enter(address), 401);
  const page = await fetch(readToken('loop').origin);
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<div id="root">/);

  const second = startProduct(START, [], settings);
  const refused = await second.ended;
  assert.equal(refused.code, 1);
  assert.match(
    refused.said,
    /Taken by another program.*\nWhat to do: .*HANDRAIL_PORT and HANDRAIL_SANDBOX_PORT/,
  );
  assert.equal(await first.stop('SIGTERM'), 0);

  const again = startProduct(START, [], settings);
  assert.equal(await enter(await again.line(/(http\S+#enter=\S+)/)), 200);
  const client = createClient(readToken('loop'));
  const { counts } = await client.call(endpoints.getStatus, {});
  assert.equal(counts.accounts, 500);
  assert.equal(await again.stop('SIGINT'), 0);
  assert.doesNotMatch((await again.ended).said, /demo/);
});

test('starts empty when asked to, and lets a further worker join its bundled database', async () => {
  const settings = await settingsFor('empty');
  const product = startProduct(START, ['--empty', '--no-sandbox'], settings);
  await product.line(/#enter=/);
  const client = createClient(readToken('empty'));
  const { checklist } = await client.call(endpoints.getWorkspace, {});
  assert.ok(checklist.every((step) => !step.done));
  const worker = startProduct('apps/server/src/main.ts', ['--role', 'worker'], settings);
  await worker.line(/The worker is ready/);
  assert.equal(await worker.stop('SIGTERM'), 0);
  // The worker was the second to use the cluster, so that it still runs for the first.
  assert.equal((await client.call(endpoints.getStatus, {})).counts.accounts, 0);
  assert.equal(await product.stop('SIGTERM'), 0);
});

test('says that the key of its database is missing, on the terminal and to the command line, and runs nothing', async () => {
  const settings = await settingsFor('empty');
  const key = join(home, 'empty', 'secret.key');
  renameSync(key, `${key}.aside`);
  const product = startProduct(START, ['--no-sandbox'], settings);
  await product.line(/^Handrail waits for its secret key: http\S+/);
  const status = startProduct('apps/cli/src/main.ts', ['status'], settings);
  const { code, said } = await status.ended;
  assert.equal(code, 1);
  assert.match(said, /What to do: Put the former key.*\n.*Code: secret_key_missing/);
  assert.equal(await product.stop('SIGTERM'), 0);
});

test('says every wrong setting at once and how to mend it, and starts nothing', async () => {
  const settings = {
    ...(await settingsFor('wrong')),
    HANDRAIL_LOG_LEVEL: 'loud',
    HANDRAIL_SECRET_KEY: 'short',
  };
  const product = startProduct(START, ['--no-sandbox'], settings);
  const { code, said } = await product.ended;
  assert.equal(code, 1);
  assert.match(said, /2 settings are wrong/);
  assert.match(said, /HANDRAIL_LOG_LEVEL must be one of/);
  assert.match(said, /HANDRAIL_SECRET_KEY must be 32 bytes/);
});
