import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { callerDir, readSettings } from './settings.ts';

async function dataDirWith(t: TestContext, tokenFile: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'handrail-cli-'));
  t.after(() => rm(dir, { recursive: true }));
  await writeFile(join(dir, 'token'), tokenFile, { mode: 0o600 });
  return dir;
}

const TOKEN_FILE = JSON.stringify({ origin: 'http://127.0.0.1:7500', token: 'local' });

test('takes the token of the environment for the server it names', async () => {
  assert.deepEqual(
    await readSettings({ HANDRAIL_URL: 'https://handrail.example.com/', HANDRAIL_TOKEN: ' abc ' }, '/'),
    { origin: 'https://handrail.example.com', token: 'abc' },
  );
  assert.deepEqual(await readSettings({ HANDRAIL_TOKEN: 'abc' }, '/'), {
    origin: 'http://127.0.0.1:7400',
    token: 'abc',
  });
});

test('finds the local server by the token file in its data directory', async (t) => {
  const dir = await dataDirWith(t, TOKEN_FILE);
  assert.deepEqual(await readSettings({ HANDRAIL_DATA_DIR: dir }, '/'), {
    origin: 'http://127.0.0.1:7500',
    token: 'local',
  });
  assert.deepEqual(
    await readSettings({ HANDRAIL_DATA_DIR: dir, HANDRAIL_URL: 'http://localhost:7500' }, '/'),
    { origin: 'http://localhost:7500', token: 'local' },
  );
});

test('sends the token of the local server to no other server', async (t) => {
  const dir = await dataDirWith(t, TOKEN_FILE);
  for (const url of ['https://handrail.example.com', 'http://127.0.0.1:7501']) {
    await assert.rejects(readSettings({ HANDRAIL_DATA_DIR: dir, HANDRAIL_URL: url }, '/'), {
      code: 'cli_token_of_another_server',
    });
  }
});

test('sends no token in clear text over a network', async () => {
  await assert.rejects(
    readSettings({ HANDRAIL_URL: 'http://handrail.example.com', HANDRAIL_TOKEN: 'a' }, '/'),
    {
      code: 'cli_url_insecure',
    },
  );
});

test('says what is wrong with an address, a missing token and a broken token file', async (t) => {
  const dir = await dataDirWith(t, '{"token":""}');
  await assert.rejects(readSettings({ HANDRAIL_URL: 'staircase', HANDRAIL_TOKEN: 'a' }, '/'), {
    code: 'cli_url_invalid',
  });
  await assert.rejects(readSettings({ HANDRAIL_DATA_DIR: join(dir, 'absent') }, '/'), {
    code: 'cli_no_token',
  });
  await assert.rejects(readSettings({ HANDRAIL_DATA_DIR: dir }, '/'), { code: 'cli_token_unreadable' });
  await assert.rejects(readSettings({ HANDRAIL_TOKEN: '{\n  "token": "a"\n}' }, '/'), {
    code: 'cli_token_unreadable',
  });
});

test('reads files from where the caller of npm stands, and only then', () => {
  assert.equal(callerDir({ INIT_CWD: '/home/ana', npm_lifecycle_event: 'handrail' }, '/repo'), '/home/ana');
  assert.equal(callerDir({ INIT_CWD: '/home/ana', npm_lifecycle_event: 'test' }, '/repo'), '/repo');
  assert.equal(callerDir({}, '/repo'), '/repo');
});
