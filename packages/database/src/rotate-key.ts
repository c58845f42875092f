import { open, readFile, rename } from 'node:fs/promises';
import type { WorkspaceId } from '@handrail/core';
import type { SecretKey } from './envelope.ts';
import { open as unseal, seal } from './envelope.ts';
import { DatabaseError } from './errors.ts';
import { createKey, keyFileOf, register } from './keys.ts';
import type { KeySource } from './keys.ts';
import { listWorkspaceIds } from './tables/index.ts';
import type { PlatformTransaction, WorkspaceTransaction } from './transaction.ts';

/** One change of keys at a time; another one than that of first keys, which starts take. */
const ROTATION_LOCK = 7_220_110_446;
const AT_ONCE = 500;
const FOREIGN_KEY_VIOLATION = '23503';

/** What a change of keys came to. */
export interface KeyChange {
  /** Id of the key from now on. */
  readonly keyId: string;
  /** Secrets that were sealed anew. */
  readonly resealed: number;
}

/**
 * Changes the master key while everything runs: makes a new one beside the former in the key file, seals every secret
 * anew, and drops the former. Killed at any moment, the next start goes on with both. Throws `secret_key_from_setting` when
 * the setting gives the key, because then only the operator can change it.
 */
export async function rotateKey(source: KeySource, key: SecretKey): Promise<KeyChange> {
  if (source.settingBase64 !== undefined) {
    throw new DatabaseError({
      code: 'secret_key_from_setting',
      message: 'The secret key stands in HANDRAIL_SECRET_KEY, which Handrail cannot change.',
      remedy:
        'Set HANDRAIL_SECRET_KEY to the new key, a comma and the former key, and restart; then take the former out.',
    });
  }
  return inTurn(source, async (tx) => {
    const file = keyFileOf(source);
    const next = createKey();
    // Known to the database before anybody can find it in the file and seal with it.
    await source.database.platform().transaction((own) => register(own, next));
    await replaceFile(file, `${next.text}\n${await readFile(file, 'utf8')}`);
    key.refresh();
    return reseal(source, key, tx);
  });
}

/** Seals anew what another key than the current one has sealed, and forgets the others. Nothing happens when none has. */
export async function resealSecrets(source: KeySource, key: SecretKey): Promise<KeyChange> {
  return inTurn(source, (tx) => reseal(source, key, tx));
}

async function inTurn<T>(source: KeySource, act: (tx: PlatformTransaction) => Promise<T>): Promise<T> {
  return source.database.platform().transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [ROTATION_LOCK]);
    return act(tx);
  });
}

async function reseal(source: KeySource, key: SecretKey, tx: PlatformTransaction): Promise<KeyChange> {
  const others = (await tx.db.selectFrom('keys').select('id').execute()).filter(({ id }) => id !== key.id);
  let resealed = 0;
  for (let isOver = others.length === 0; !isOver;) {
    for (const id of await source.database.platform().transaction(listWorkspaceIds)) {
      resealed += await resealWorkspace(source, key, id);
    }
    isOver = await forgetOthers(source, key);
  }
  if (source.settingBase64 === undefined) {
    await replaceFile(keyFileOf(source), `${key.bytes.toString('base64')}\n`);
    key.refresh();
  }
  return { keyId: key.id, resealed };
}

/** Forgets the other keys; answers false when somebody has sealed with one meanwhile. */
async function forgetOthers(source: KeySource, key: SecretKey): Promise<boolean> {
  try {
    await source.database
      .platform()
      .transaction((tx) => tx.db.deleteFrom('keys').where('id', '!=', key.id).execute());
    return true;
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === FOREIGN_KEY_VIOLATION) return false;
    throw thrown;
  }
}

async function resealWorkspace(source: KeySource, key: SecretKey, id: WorkspaceId): Promise<number> {
  let resealed = 0;
  for (;;) {
    const count = await source.database.workspace(id).transaction((tx) => resealSome(tx, key));
    resealed += count;
    if (count < AT_ONCE) return resealed;
  }
}

async function resealSome(tx: WorkspaceTransaction, key: SecretKey): Promise<number> {
  const rows = await tx.db
    .selectFrom('secrets')
    .select(['id', 'purpose', 'envelope'])
    .where('workspace_id', '=', tx.workspaceId)
    .where('key_id', '!=', key.id)
    .limit(AT_ONCE)
    .forUpdate()
    .execute();
  for (const row of rows) {
    const place = { workspaceId: tx.workspaceId, rowId: row.id, purpose: row.purpose };
    const envelope = seal(key, place, unseal(key, place, row.envelope));
    await tx.db.updateTable('secrets').set({ key_id: key.id, envelope }).where('id', '=', row.id).execute();
  }
  return rows.length;
}

/** Puts a whole new file in the place of the former, so that no power cut leaves half a key. */
async function replaceFile(file: string, text: string): Promise<void> {
  const next = `${file}.next`;
  const handle = await open(next, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(next, file);
}
