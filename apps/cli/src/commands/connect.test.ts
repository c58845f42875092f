import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Connection } from '@handrail/contract';
import { refuse, runCli, startCannedServer } from '../testing.ts';

function buildConnection(parts: Partial<Connection> = {}): Connection {
  return {
    vendor: 'gainsight',
    state: 'connected',
    origin: 'https://acme.gainsightcloud.com',
    subdomain: 'acme',
    credentialKind: 'access-key',
    connectedAt: '2026-08-01T10:00:00Z',
    checkedAt: '2026-08-01T10:00:00Z',
    failure: null,
    reached: [{ object: 'company', label: 'Company', outcome: 'row-read', code: null, fields: 42 }],
    capabilities: { 'keyset by Gsid': true, write: null },
    writing: false,
    ...parts,
  };
}

async function secretFile(t: TestContext, content: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'handrail-cli-'));
  t.after(() => rm(dir, { recursive: true }));
  const path = join(dir, 'key');
  await writeFile(path, content, { mode: 0o600 });
  return path;
}

test('connects Gainsight with an access key and shows what was reached', async (t) => {
  const path = await secretFile(t, 'key-1\n');
  await using server = await startCannedServer({ connectGainsight: () => buildConnection() });
  const ended = await runCli(server, [
    'connect',
    'gainsight',
    '--subdomain',
    'acme',
    '--access-key-file',
    path,
  ]);
  assert.equal(ended.exitCode, 0);
  assert.deepEqual(server.seen[0]?.body, {
    subdomain: 'acme',
    credential: { kind: 'access-key', accessKey: 'key-1' },
  });
  assert.match(ended.out, /Company +row-read +42/u);
  assert.match(ended.out, /write: not tried/u);
});

test('connects Gainsight with a machine-to-machine client at an allowed address', async (t) => {
  const path = await secretFile(t, 'secret-1');
  await using server = await startCannedServer({ connectGainsight: () => buildConnection() });
  const args = ['--url', 'http://127.0.0.1:7410', '--client-id', 'me', '--client-secret-file', path];
  await runCli(server, ['connect', 'gainsight', ...args]);
  assert.deepEqual(server.seen[0]?.body, {
    url: 'http://127.0.0.1:7410',
    credential: { kind: 'm2m', clientId: 'me', clientSecret: 'secret-1' },
  });
});

test('connects Gong with a file of two lines', async (t) => {
  const path = await secretFile(t, 'key\r\nsecret\r\n');
  await using server = await startCannedServer({ connectGong: () => buildConnection({ vendor: 'gong' }) });
  const ended = await runCli(server, [
    'connect',
    'gong',
    '--url',
    'http://127.0.0.1:7411',
    '--key-file',
    path,
  ]);
  assert.equal(ended.exitCode, 0);
  assert.deepEqual(server.seen[0]?.body, {
    url: 'http://127.0.0.1:7411',
    accessKey: 'key',
    accessKeySecret: 'secret',
  });
});

test('never repeats what stands in a key file', async (t) => {
  const path = await secretFile(t, 'secret-one\nsecret-two\nsecret-three\n');
  await using server = await startCannedServer({});
  const ended = await runCli(server, ['connect', 'gong', '--key-file', path]);
  assert.equal(ended.exitCode, 1);
  assert.match(ended.error, /has 3 filled lines; 2 are expected/u);
  assert.equal((ended.out + ended.error).includes('secret-'), false);
  assert.equal(server.seen.length, 0);
});

test('wants exactly one tenant and one credential', async (t) => {
  const path = await secretFile(t, 'x');
  await using server = await startCannedServer({});
  for (const args of [
    ['--access-key-file', path],
    ['--subdomain', 'a', '--url', 'b', '--access-key-file', path],
    ['--subdomain', 'a'],
    ['--subdomain', 'a', '--client-id', 'me'],
    ['--subdomain', 'a', '--access-key-file', path, '--client-id', 'me', '--client-secret-file', path],
  ]) {
    assert.equal((await runCli(server, ['connect', 'gainsight', ...args])).exitCode, 2, args.join(' '));
  }
  assert.equal(server.seen.length, 0);
});

test('ends with 1 when the tenant refuses, with its code and every issue', async (t) => {
  const path = await secretFile(t, 'x');
  await using server = await startCannedServer({
    connectGainsight: refuse({
      status: 422,
      code: 'gainsight_subdomain_invalid',
      title: 'That is not a subdomain.',
      issues: [{ path: 'subdomain', message: 'has a blank' }],
    }),
    connectGong: () =>
      buildConnection({
        vendor: 'gong',
        state: 'needs-attention',
        failure: {
          kind: 'configuration',
          code: 'gong_key_refused',
          message: 'Gong refused the key.',
          remedy: 'Make a new one.',
        },
      }),
  });
  const refused = await runCli(server, [
    'connect',
    'gainsight',
    '--subdomain',
    'a b',
    '--access-key-file',
    path,
  ]);
  assert.equal(refused.exitCode, 1);
  assert.match(refused.error, /subdomain: has a blank\nCode: gainsight_subdomain_invalid\n/u);
  const lost = await runCli(server, ['connect', 'gong', '--key-file', await secretFile(t, 'a\nb')]);
  assert.equal(lost.exitCode, 1);
  assert.match(lost.error, /Code: gong_key_refused\n/u);
});
