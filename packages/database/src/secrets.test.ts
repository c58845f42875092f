import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseWorkspaceId, type WorkspaceId } from '@handrail/core';
import { loadKey } from './keys.ts';
import { createSecret, deleteSecret, getSecret } from './secrets.ts';
import { createTestDatabase } from './testing.ts';

const { database } = await createTestDatabase(import.meta.url);
const ours = parseWorkspaceId('018f0000-0000-7000-8000-00000000000a');
const theirs = parseWorkspaceId('018f0000-0000-7000-8000-00000000000b');
const canary = 'canary-5d2f9e';
const purpose = 'gainsight access key';

await database.platform().transaction(async (tx) => {
  for (const id of [ours, theirs]) await tx.db.insertInto('workspaces').values({ id, name: id }).execute();
});

async function withDataDir(act: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), 'handrail-keys-'));
  try {
    await act(dataDir);
  } finally {
    await rm(dataDir, { recursive: true });
  }
}

/** The database's key, whose life runs through this file: the first test makes it. */
let keyText = '';

test('the first start makes a key of mode 0600, and two at once make one', async () => {
  await withDataDir(async (dataDir) => {
    const [one, two] = await Promise.all([loadKey({ database, dataDir }), loadKey({ database, dataDir })]);
    assert.equal(one.id, two.id);
    const file = join(dataDir, 'secret.key');
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    keyText = (await readFile(file, 'utf8')).trim();
    assert.equal((await loadKey({ database, dataDir })).id, one.id);
  });
});

test('the database keeps no key, only its id and check value', async () => {
  const rows = await database.platform().transaction((tx) => tx.db.selectFrom('keys').selectAll().execute());
  const kept = JSON.stringify(rows) + rows.map((row) => row.check_value.toString('base64')).join();
  assert.equal(rows.length, 1);
  assert.ok(!kept.includes(keyText));
});

test('without its key a database that has known one is refused, and no other key is made', async () => {
  await withDataDir(async (dataDir) => {
    await assert.rejects(loadKey({ database, dataDir }), { code: 'secret_key_missing' });
    await assert.rejects(stat(join(dataDir, 'secret.key')), { code: 'ENOENT' });
    const settingBase64 = randomBytes(32).toString('base64');
    await assert.rejects(loadKey({ database, dataDir, settingBase64 }), { code: 'secret_key_missing' });
  });
});

test('the setting takes the place of the file', async () => {
  await withDataDir(async (dataDir) => {
    await writeFile(join(dataDir, 'secret.key'), 'not a key');
    await loadKey({ database, dataDir, settingBase64: keyText });
    await assert.rejects(loadKey({ database, dataDir }), { code: 'secret_key_invalid' });
  });
});

test('a stored secret comes back to its workspace and shows nowhere in the row', async () => {
  const key = await loadKey({ database, dataDir: tmpdir(), settingBase64: keyText });
  const id = await store(ours);
  const read = await database.workspace(ours).transaction((tx) => getSecret(tx, key, { id, purpose }));
  assert.equal(read, canary);
  const [row] = await database
    .workspace(ours)
    .transaction((tx) =>
      tx.query<{ hex: string }>(`select encode(envelope, 'hex') as hex from secrets where id = $1`, [id]),
    );
  assert.ok(row !== undefined && !row.hex.includes(Buffer.from(canary).toString('hex')));
});

test('a secret moved to another row, workspace or purpose, or changed by one bit, does not open', async () => {
  const key = await loadKey({ database, dataDir: tmpdir(), settingBase64: keyText });
  const [id, other, foreign] = [await store(ours), await store(ours), await store(theirs)];
  const read = (workspace: WorkspaceId, secret: typeof id, of = purpose): Promise<string> =>
    database.workspace(workspace).transaction((tx) => getSecret(tx, key, { id: secret, purpose: of }));
  const envelope = await database
    .workspace(ours)
    .transaction((tx) =>
      tx.db.selectFrom('secrets').select('envelope').where('id', '=', id).executeTakeFirstOrThrow(),
    );
  const put = (workspace: WorkspaceId, secret: typeof id, bytes: Buffer): Promise<unknown> =>
    database
      .workspace(workspace)
      .transaction((tx) =>
        tx.db.updateTable('secrets').set({ envelope: bytes }).where('id', '=', secret).execute(),
      );
  await put(ours, other, envelope.envelope);
  await put(theirs, foreign, envelope.envelope);
  await assert.rejects(read(ours, other), { code: 'secret_unreadable' });
  await assert.rejects(read(theirs, foreign), { code: 'secret_unreadable' });
  await assert.rejects(read(ours, id, 'gong key'), { code: 'secret_unreadable' });
  await assert.rejects(read(theirs, id), { code: 'secret_unreadable' });
  for (const at of [0, 3, 12, 25, envelope.envelope.length - 1]) {
    const changed = Buffer.from(envelope.envelope);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await put(ours, id, changed);
    await assert.rejects(read(ours, id), { code: 'secret_unreadable' });
  }
});

test('a deleted secret is gone', async () => {
  const key = await loadKey({ database, dataDir: tmpdir(), settingBase64: keyText });
  const id = await store(ours);
  await database.workspace(ours).transaction((tx) => deleteSecret(tx, id));
  const reading = database.workspace(ours).transaction((tx) => getSecret(tx, key, { id, purpose }));
  await assert.rejects(reading, { code: 'secret_unreadable' });
});

async function store(workspace: WorkspaceId): ReturnType<typeof createSecret> {
  const key = await loadKey({ database, dataDir: tmpdir(), settingBase64: keyText });
  return database.workspace(workspace).transaction((tx) => createSecret(tx, key, { purpose, text: canary }));
}
