import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { DatabaseError } from './errors.ts';

/** A key of 32 bytes with the id that envelopes name; made by `loadKey`. It stays the same object when the key is changed. */
export interface SecretKey {
  /** 16 hexadecimal digits, derived from the key: two keys never share one by mistake. */
  readonly id: string;
  readonly bytes: Buffer;
  /** The bytes of a key by its id: of this one, or of another one held while keys change. */
  find(id: string): Buffer | undefined;
  /** Learns what another process changed; this one is then the one that is current. */
  refresh(): void;
}

/** Where a secret belongs. Moved to any other place it does not open. */
export interface SecretPlace {
  readonly workspaceId: string;
  readonly rowId: string;
  readonly purpose: string;
}

const VERSION = 1;
const KEY_ID_BYTES = 8;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const HEAD_BYTES = 1 + KEY_ID_BYTES + NONCE_BYTES + TAG_BYTES;

/** Encrypts (AES-256-GCM): version, key id, nonce, tag, ciphertext. */
export function seal(key: SecretKey, place: SecretPlace, text: string): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.bytes, nonce).setAAD(boundTo(key.id, place));
  const ciphertext = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([
    Buffer.of(VERSION),
    Buffer.from(key.id, 'hex'),
    nonce,
    cipher.getAuthTag(),
    ciphertext,
  ]);
}

/** Decrypts. Throws `secret_unreadable` for another key, another place or a changed byte, without saying which. */
export function open(key: SecretKey, place: SecretPlace, envelope: Buffer): string {
  if (envelope.length < HEAD_BYTES || envelope[0] !== VERSION) throw unreadable(place);
  const keyId = keyIdOf(envelope);
  const bytes = key.find(keyId);
  if (bytes === undefined) throw unreadable(place);
  const nonceAt = 1 + KEY_ID_BYTES;
  const tagAt = nonceAt + NONCE_BYTES;
  try {
    const decipher = createDecipheriv('aes-256-gcm', bytes, envelope.subarray(nonceAt, tagAt))
      .setAAD(boundTo(keyId, place))
      .setAuthTag(envelope.subarray(tagAt, HEAD_BYTES));
    return decipher.update(envelope.subarray(HEAD_BYTES), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    // Node's reason adds nothing, and the fewer words about a failed decryption the better.
    throw unreadable(place);
  }
}

/** The id of the key that sealed it. */
export function keyIdOf(envelope: Buffer): string {
  return envelope.subarray(1, 1 + KEY_ID_BYTES).toString('hex');
}

function boundTo(keyId: string, place: SecretPlace): Buffer {
  return Buffer.from(JSON.stringify([VERSION, keyId, place.workspaceId, place.rowId, place.purpose]));
}

function unreadable(place: SecretPlace): DatabaseError {
  return new DatabaseError({
    code: 'secret_unreadable',
    message: `The stored secret for ${place.purpose} cannot be read.`,
    remedy: 'Enter it again. If all are unreadable, start with the key that this database was used with.',
    facts: { purpose: place.purpose, rowId: place.rowId },
  });
}
