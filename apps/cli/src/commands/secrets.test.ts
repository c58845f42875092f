import assert from 'node:assert/strict';
import { test } from 'node:test';
import { refuse, runCli, startCannedServer } from '../testing.ts';

test('secrets rotate tells the new key’s id and how many were sealed anew', async () => {
  const change = { keyId: '0123456789abcdef', resealed: 3 };
  await using server = await startCannedServer({ rotateSecretKey: () => change });
  const ended = await runCli(server, ['secrets', 'rotate']);
  assert.match(ended.out, /0123456789abcdef.*sealed anew: 3/);
  const json = await runCli(server, ['secrets', 'rotate', '--json']);
  assert.deepEqual(JSON.parse(json.out), change);
});

test('secrets rotate fails when the setting gives the key', async () => {
  await using server = await startCannedServer({
    rotateSecretKey: refuse({ status: 409, code: 'secret_key_from_setting', title: 'Not possible' }),
  });
  const ended = await runCli(server, ['secrets', 'rotate']);
  assert.equal(ended.exitCode, 1);
});
