import { createRandom, type Random } from './random.ts';

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
  record_delete_log_high_volume: '1D02',
  deployment__gc: '1Z02',
} as const;

/** An object whose records have GSIDs. */
export type GsidObject = keyof typeof OBJECT_CODES;

const SIX_CHARACTERS = 36 ** 6;
const THREE_CHARACTERS = 36 ** 3;
/** Every text of three characters, so that an id is put together from six of them. */
const TRIPLES = Array.from({ length: THREE_CHARACTERS }, (_, at) =>
  at.toString(36).toUpperCase().padStart(3, '0'),
);

/** The 18 characters that every GSID of an object begins with in the tenant of this seed. */
export function keyPrefix(seed: number, object: GsidObject): string {
  return OBJECT_CODES[object] + scrambled(seed, `prefix:${object}`, 0).slice(0, 14);
}

/**
 * A 36-character id of a record, made from its number. Ids follow no order of creation: a client that pages by id must
 * not take the last id for the newest record.
 */
export function gsid(seed: number, object: GsidObject, number: number): string {
  const { prefixes, users } = knownOf(seed);
  const prefix = (prefixes[object] ??= keyPrefix(seed, object));
  if (object !== 'gsuser') return prefix + scrambled(seed, object, number);
  return (users[number] ??= prefix + scrambled(seed, object, number));
}

/** Ids met so far by seed: each object's prefix, and the few users that every record of a big world names. */
interface KnownIds {
  readonly prefixes: Partial<Record<GsidObject, string>>;
  readonly users: string[];
}

const knownIds = new Map<number, KnownIds>();

function knownOf(seed: number): KnownIds {
  const found = knownIds.get(seed);
  if (found !== undefined) return found;
  const known: KnownIds = { prefixes: {}, users: [] };
  knownIds.set(seed, known);
  return known;
}

/** Eighteen capital letters and digits. */
function scrambled(seed: number, subject: string, number: number): string {
  const random = createRandom(seed, subject, number);
  // Short texts are joined first: a longer one is only put together when it is read.
  return sixCharacters(random) + sixCharacters(random) + sixCharacters(random);
}

function sixCharacters(random: Random): string {
  const six = random.bits() % SIX_CHARACTERS;
  return `${TRIPLES[Math.floor(six / THREE_CHARACTERS)]}${TRIPLES[six % THREE_CHARACTERS]}`;
}
