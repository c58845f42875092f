import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { parseWorkspaceId } from '@handrail/core';
import type { SecretId } from './schema.ts';
import { loadKey } from './keys.ts';
import { resealSecrets, rotateKey } from './rotate-key.ts';
import { createSecret, getSecret } from './secrets.ts';
import { createTestDatabase } from './testing.ts';

const { database } = await createTestDatabase(import.meta.url, { poolSize: 6 });
const dataDir = mkdtempSync(join(tmpdir(), 'handrail-rotate-'));
after(() => rmSync(dataDir, { recursive: true }));
const file = join(dataDir, 'secret.key');
const source = { database, dataDir };
const purpose = 'a credential';
const workspaces = ['a', 'b'].map((end) => parseWorkspaceId(`018f0000-0000-7000-8000-00000000000${end}`));
await database.platform().transaction(async (tx) => {
  for (const id of workspaces) await tx.db.insertInto('workspaces').values({ id, name: id }).execute();
});
const [workspace] = workspaces;
assert.ok(workspace !== undefined);
const ours = database.workspace(workspace);

type Key = Awaited<ReturnType<typeof loadKey>>;
const store = (key: Key, text: string) => ours.transaction((tx) => createSecret(tx, key, { purpose, text }));
const read = (key: Key, id: SecretId) => ours.transaction((tx) => getSecret(tx, key, { id, purpose }));
const knownKeys = () =>
  database.platform().transaction((tx) => tx.db.selectFrom('keys').select('id').execute());

test('changes the key while another process reads and stores, and leaves nothing sealed by the former', async () => {
  const [mine, theirs] = [await loadKey(source), await loadKey(source)];
  const former = mine.id;
  const formerText = readFileSync(file, 'utf8').trim();
  const ids = await Promise.all(Array.from({ length: 20 }, (_, at) => store(theirs, `secret ${at}`)));
  const meanwhile = Promise.all(Array.from({ length: 20 }, (_, at) => store(theirs, `meanwhile ${at}`)));
  const { keyId, resealed } = await rotateKey(source, mine);
  const later = await meanwhile;
  // Whoever stored with the former key in the last moment was waited for.
  assert.ok(resealed >= 20);
  assert.notEqual(keyId, former);
  assert.equal(mine.id, keyId);
  assert.deepEqual(await knownKeys(), [{ id: keyId }]);
  for (const key of [mine, theirs, await loadKey(source)]) {
    assert.deepEqual(await Promise.all([...ids, ...later].map((id) => read(key, id))), [
      ...ids.map((_, at) => `secret ${at}`),
      ...later.map((_, at) => `meanwhile ${at}`),
    ]);
  }
  assert.equal(await read(mine, await store(theirs, 'after')), 'after');
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.ok(!readFileSync(file, 'utf8').includes(formerText));
});

test('goes on with both keys after a change that was cut off, and ends it', async () => {
  const key = await loadKey(source);
  const id = await store(key, 'kept');
  const next = randomBytes(32).toString('base64');
  writeFileSync(file, `${next}\n${readFileSync(file, 'utf8')}`);
  const restarted = await loadKey(source);
  assert.equal(await read(restarted, id), 'kept');
  await resealSecrets(source, restarted);
  assert.equal(readFileSync(file, 'utf8').trim(), next);
  assert.equal(await read(await loadKey(source), id), 'kept');
  assert.equal((await knownKeys()).length, 1);
});

test('takes a new key from the setting beside the former, then without it', async () => {
  const id = await store(await loadKey(source), 'set');
  const [former, next] = [readFileSync(file, 'utf8').trim(), randomBytes(32).toString('base64')];
  const both = { database, dataDir, settingBase64: `${next},${former}` };
  const key = await loadKey(both);
  assert.ok((await resealSecrets(both, key)).resealed > 0);
  const alone = { database, dataDir, settingBase64: next };
  assert.equal(await read(await loadKey(alone), id), 'set');
  await assert.rejects(loadKey({ database, dataDir, settingBase64: former }), { code: 'secret_key_missing' });
  await assert.rejects(rotateKey(alone, key), { code: 'secret_key_from_setting' });
});
