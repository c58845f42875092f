import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFileSync } from 'node:fs';
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
 * the database has never known one; the database itself keeps id and check value, never the key. Setting and file may name
 * several: the first is the key from now on, the others still open what they sealed (`resealSecrets` ends that). Throws
 * `secret_key_missing` when there is no key or another one than the database knows, and `secret_key_invalid`.
 */
export async function loadKey(source: KeySource): Promise<SecretKey> {
  return source.database.platform().transaction(async (tx) => {
    await tx.query('select pg_advisory_xact_lock($1)', [KEY_LOCK]);
    const known = await tx.db.selectFrom('keys').selectAll().execute();
    const file = keyFileOf(source);
    const given = source.settingBase64 ?? (await readKeyFile(file));
    if (given === undefined && known.length > 0) throw missing(file, known);
    const where = source.settingBase64 === undefined ? file : 'HANDRAIL_SECRET_KEY';
    const text = given ?? (await makeKeyFile(file));
    const key = createLiveKey(text, where, source.settingBase64 === undefined ? file : null);
    const isKnown = known.some(({ id, check_value: check }) => {
      const bytes = key.find(id);
      return bytes !== undefined && timingSafeEqual(check, checkValue(bytes));
    });
    if (known.length > 0 && !isKnown) throw missing(file, known);
    if (!known.some(({ id }) => id === key.id)) await register(tx, key);
    return key;
  });
}

/** Where the key stands when no setting gives it. */
export function keyFileOf({ dataDir }: Pick<KeySource, 'dataDir'>): string {
  return join(dataDir, 'secret.key');
}

/** A key that learns from its file when another process has changed it. */
function createLiveKey(text: string, where: string, file: string | null): SecretKey {
  let ring = parseKeys(text, where);
  const refresh = (): void => {
    if (file !== null) ring = parseKeys(readFileSync(file, 'utf8'), file);
  };
  const inRing = (id: string) => ring.all.find((one) => one.id === id)?.bytes;
  return {
    get id() {
      return ring.first.id;
    },
    get bytes() {
      return ring.first.bytes;
    },
    find(id) {
      const found = inRing(id);
      if (found !== undefined || file === null) return found;
      refresh();
      return inRing(id);
    },
    refresh,
  };
}

/** A key as it is, without what it learns. */
export interface BareKey {
  readonly id: string;
  readonly bytes: Buffer;
}

/** Keys with line breaks or commas in between, the current one first. Throws `secret_key_invalid`. */
function parseKeys(
  text: string,
  where: string,
): { readonly first: BareKey; readonly all: readonly BareKey[] } {
  const all = text
    .split(/[\s,]+/)
    .filter((one) => one !== '')
    .map((one) => bareKey(decode(one, where)));
  const [first] = all;
  if (first === undefined) throw invalidKey(where);
  return { first, all };
}

/** Makes a key known to the database. */
export async function register(tx: PlatformTransaction, key: BareKey): Promise<void> {
  await tx.db
    .insertInto('keys')
    .values({ id: key.id, check_value: checkValue(key.bytes) })
    .execute();
}

function bareKey(bytes: Buffer): BareKey {
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

async function makeKeyFile(file: string): Promise<string> {
  const text = `${createKeyText()}\n`;
  const handle = await open(file, 'wx', 0o600);
  try {
    await handle.writeFile(text);
    // The row that says a key is known must never outlive a power cut that the file did not.
    await handle.sync();
  } finally {
    await handle.close();
  }
  return text;
}

/** A new key of 32 bytes in base64. */
function createKeyText(): string {
  return randomBytes(KEY_BYTES).toString('base64');
}

/** A new key, with the text that stands for it in a key file. */
export function createKey(): BareKey & { readonly text: string } {
  const text = createKeyText();
  return { ...bareKey(Buffer.from(text, 'base64')), text };
}

function decode(text: string, where: string): Buffer {
  const bytes = Buffer.from(text, 'base64');
  if (bytes.length === KEY_BYTES && bytes.toString('base64') === text) return bytes;
  throw invalidKey(where);
}

function invalidKey(where: string): DatabaseError {
  return new DatabaseError({
    code: 'secret_key_invalid',
    message: `The secret key in ${where} is not 32 bytes in base64.`,
    remedy: 'For a new installation make one with: openssl rand -base64 32. Else put the former key back.',
    facts: { where },
  });
}

function missing(file: string, rows: readonly { readonly id: string }[]): DatabaseError {
  const known = rows.map(({ id }) => id);
  return new DatabaseError({
    code: 'secret_key_missing',
    message: `The secret key of this database (${known.join(', ')}) is missing.`,
    remedy: `Put the former key into HANDRAIL_SECRET_KEY or ${file}. Without it the credentials must be entered again.`,
    facts: { known: known.join(' ') },
  });
}
