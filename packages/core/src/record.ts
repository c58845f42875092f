import { Hash128 } from './hash128.ts';
import { isJsonList, isJsonObject } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** One item of a page, in our words: the vendor's id, its modification date, the selected fields by API name. */
export interface SourceRecord {
  /** The vendor's id, opaque and case-sensitive. */
  readonly gainsightId: string;
  /** Null when the object has no date field or the record's is empty. Not among `values`. */
  readonly modifiedAt: Date | null;
  readonly values: JsonObject;
}

/** Why a value cannot be kept as it is. */
export const UNSTORABLE_REASONS = ['nul', 'lone-surrogate', 'overlong', 'too-deep'] as const;

/** One of {@link UNSTORABLE_REASONS}. */
export type UnstorableReason = (typeof UNSTORABLE_REASONS)[number];

/** The longest text that is kept, in UTF-16 units: eight times the vendor's own cap of a note. */
export const MAX_TEXT_UNITS = 1_048_576;

const MAX_DEPTH = 64;

/**
 * Whether PostgreSQL can keep the text and give it back unchanged. It cannot hold NUL (U+0000) nor half of a
 * surrogate pair; neither is repaired here, since a repaired value would no longer equal its source.
 */
export function settleText(text: string, maxUnits: number = MAX_TEXT_UNITS): UnstorableReason | null {
  if (text.length > maxUnits) return 'overlong';
  if (text.includes('\0')) return 'nul';
  if (!text.isWellFormed()) return 'lone-surrogate';
  return null;
}

/** The first field whose value (or whose name) cannot be kept, with its reason; null when all can. */
export function findUnstorable(
  values: JsonObject,
): { readonly field: string; readonly reason: UnstorableReason } | null {
  for (const field of Object.keys(values)) {
    const reason = settleText(field) ?? settleValue(values[field] ?? null, 0);
    if (reason !== null) return { field, reason };
  }
  return null;
}

function settleValue(value: JsonValue, depth: number): UnstorableReason | null {
  if (typeof value === 'string') return settleText(value);
  if (typeof value !== 'object' || value === null) return null;
  if (depth >= MAX_DEPTH) return 'too-deep';
  if (isJsonList(value)) {
    for (const item of value) {
      const reason = settleValue(item, depth + 1);
      if (reason !== null) return reason;
    }
    return null;
  }
  for (const key of Object.keys(value)) {
    const reason = settleText(key) ?? settleValue(value[key] ?? null, depth + 1);
    if (reason !== null) return reason;
  }
  return null;
}

/**
 * A hash of the values, 32 hexadecimal digits: equal for equal values in any order of keys, different (but for
 * chance, 2^-128) for all others. Absent, null and empty are three different things.
 */
export function contentHash(values: JsonObject): string {
  feedObject(scratch, values);
  return scratch.digest();
}

/** Every value is fed as tag, length, content, so that no two values share an encoding. */
const TAG = { null: 1, false: 2, true: 3, number: 4, text: 5, list: 6, object: 7 } as const;

/** One for all calls: each feeds and digests without a pause, and the digest leaves it empty. */
const scratch = new Hash128();

const float = new Float64Array(1);
const words = new Uint32Array(float.buffer);

function feed(hash: Hash128, value: JsonValue): void {
  if (typeof value === 'string') {
    hash.unit(TAG.text);
    hash.word(value.length);
    hash.text(value);
  } else if (typeof value === 'number') {
    hash.unit(TAG.number);
    float[0] = value === 0 ? 0 : value; // −0 and 0 are the same number in JSON
    hash.word(words[0] ?? 0);
    hash.word(words[1] ?? 0);
  } else if (value === null) {
    hash.unit(TAG.null);
  } else if (typeof value === 'boolean') {
    hash.unit(value ? TAG.true : TAG.false);
  } else if (isJsonList(value)) {
    hash.unit(TAG.list);
    hash.word(value.length);
    for (const item of value) feed(hash, item);
  } else if (isJsonObject(value)) {
    hash.unit(TAG.object);
    feedObject(hash, value);
  }
}

function feedObject(hash: Hash128, object: JsonObject): void {
  const keys = sortedKeys(object);
  hash.word(keys.length);
  for (const key of keys) {
    hash.word(key.length);
    hash.text(key);
    feed(hash, object[key] ?? null);
  }
}

/** Keys mostly arrive in order already: looking is cheaper than sorting. */
function sortedKeys(object: JsonObject): readonly string[] {
  const keys = Object.keys(object);
  for (let index = 1; index < keys.length; index += 1) {
    if ((keys[index - 1] ?? '') > (keys[index] ?? '')) return keys.sort();
  }
  return keys;
}
