import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { chmod, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Database } from './database.ts';
import type { SecretKey } from './envelope.ts';
import { DatabaseError } from './errors.ts';
import type { PlatformTransaction } from './transaction.ts';

/** Where a key may come from. */
export interface KeySource {
  readonly database: Database;
  /** HANDRAIL_SECRET_KEY: 32 bytes in base64. It wins over the file. */
  readonly settingBase64?: string;
  /** Holds `secret.key` (mode 0600) when the setting is not used. */
  readonly dataDir: string;
}

const KEY_BYTES = 32;
/** First keys are made by one process at a time. */
const KEY_LOCK = 7_220_110_445;

/**
 * Gives the key that this database is used with. A new one is made, and kept in the data directory, only when
 * the database has never known one; the database itself keeps id and check value, never the key. Throws
 * `secret_key_missing` when there is no key or another one than the database knows, and `secret_key_invalid`.
 */
export async function loadKey(source: KeySource): Promise<SecretKey> {
  return source.database.platform().transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [KEY_LOCK]);
    const known = await tx.db.selectFrom('keys').selectAll().execute();
    const file = join(source.dataDir, 'secret.key');
    const given = source.settingBase64 ?? (await readKeyFile(file));
    if (given === undefined) {
      if (known.length > 0)
        throw missing(
          file,
          known.map((key) => key.id),
        );
      return register(tx, secretKey(await makeKeyFile(file)));
    }
    const key = secretKey(decode(given, source.settingBase64 === undefined ? file : 'HANDRAIL_SECRET_KEY'));
    if (known.length === 0) return register(tx, key);
    const match = known.find(({ id }) => id === key.id);
    if (match === undefined || !timingSafeEqual(match.check_value, checkValue(key.bytes))) {
      throw missing(
        file,
        known.map(({ id }) => id),
      );
    }
    return key;
  });
}

async function register(tx: PlatformTransaction, key: SecretKey): Promise<SecretKey> {
  await tx.db
    .insertInto('keys')
    .values({ id: key.id, check_value: checkValue(key.bytes) })
    .execute();
  return key;
}

function secretKey(bytes: Buffer): SecretKey {
  return { id: mac(bytes, 'handrail key id').toString('hex').slice(0, 16), bytes };
}

function checkValue(bytes: Buffer): Buffer {
  return mac(bytes, 'handrail key check');
}

function mac(bytes: Buffer, purpose: string): Buffer {
  return createHmac('sha256', bytes).update(purpose).digest();
}

async function readKeyFile(file: string): Promise<string | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  });
  // A restore may have brought it back readable for others.
  if (text !== undefined) await chmod(file, 0o600);
  return text?.trim();
}

async function makeKeyFile(file: string): Promise<Buffer> {
  const bytes = randomBytes(KEY_BYTES);
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(`${bytes.toString('base64')}\n`);
    // The row that says a key is known must never outlive a power cut that the file did not.
    await handle.sync();
  } finally {
    await handle.close();
  }
  return bytes;
}

function decode(text: string, where: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === KEY_BYTES && bytes.toString('base64') === text) return bytes;
  throw new DatabaseError({
    code: 'secret_key_invalid',
    message: `The secret key in ${where} is not 32 bytes in base64.`,
    remedy: 'For a new installation make one with: openssl rand -base64 32. Else put the former key back.',
    facts: { where },
  });
}

function missing(file: string, known: readonly string[]): DatabaseError {
  return new DatabaseError({
    code: 'secret_key_missing',
    message: `The secret key of this database (${known.join(', ')}) is missing.`,
    remedy: `Put the former key into HANDRAIL_SECRET_KEY or ${file}. Without it the credentials must be entered again.`,
    facts: { known: known.join(' ') },
  });
}
