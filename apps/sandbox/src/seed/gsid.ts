import { createRandom } from './random.ts';

/** Four-character codes of the documented samples; Person's own is not in a sample, so a free one stands in. */
const OBJECT_CODES = {
  gsuser: '1P01',
  company: '1P02',
  person: '1P04',
  relationship: '1P05',
  relationship_type: '1P06',
  company_person: '1C01',
  relationship_person: '1C03',
  company_team: '1C05',
  activity_timeline: '1T01',
  da_picklist: '1I00',
  record_delete_log: '1D01',
} as const;

/** An object whose records have GSIDs. */
export type GsidObject = keyof typeof OBJECT_CODES;

const SIX_CHARACTERS = 36 ** 6;

/** The 18 characters that every GSID of an object begins with in the tenant of this seed. */
export function keyPrefix(seed: number, object: GsidObject): string {
  return OBJECT_CODES[object] + scrambled(seed, `prefix:${object}`, 0).slice(0, 14);
}

/**
 * A 36-character id of a record, made from its number. Ids follow no order of creation: a client that pages by id must
 * not take the last id for the newest record.
 */
export function gsid(seed: number, object: GsidObject, number: number): string {
  if (object !== 'gsuser') return prefixOf(seed, object) + scrambled(seed, object, number);
  return remember(`${seed}:user:${number}`, () => prefixOf(seed, object) + scrambled(seed, object, number));
}

function prefixOf(seed: number, object: GsidObject): string {
  return remember(`${seed}:${object}`, () => keyPrefix(seed, object));
}

/** Prefixes and the few users are asked for a million times in a world of 100,000 companies. */
const remembered = new Map<string, string>();

function remember(key: string, make: () => string): string {
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const made = make();
  remembered.set(key, made);
  return made;
}

/** Eighteen capital letters and digits. */
function scrambled(seed: number, subject: string, number: number): string {
  const random = createRandom(seed, subject, number);
  let id = '';
  for (let part = 0; part < 3; part += 1) {
    id += (random.bits() % SIX_CHARACTERS).toString(36).toUpperCase().padStart(6, '0');
  }
  return id;
}
