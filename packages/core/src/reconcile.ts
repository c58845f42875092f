import { sameJson } from './json.ts';
import type { JsonValue } from './json.ts';
import type { AccountMapping, AccountProjection, FieldOwner } from './mapping.ts';

/** A field's value before and after. */
export type Change = readonly [before: JsonValue, after: JsonValue];

/** What changed, by field; custom fields as `fields.<name>`. */
export type Changes = Readonly<Record<string, Change>>;

/** Who owns which field: by our field name, custom ones as `fields.<name>`; what is not named is Gainsight's. */
export type Owners = ReadonlyMap<string, FieldOwner>;

/** The account as it shall stand, and what that changes. */
export interface Reconciled {
  readonly projection: AccountProjection;
  readonly changes: Changes;
}

/**
 * Joins what the source says with what stands, field by field. The source's value wins only where Gainsight is
 * the owner; a field of a person's or of ours keeps what stands; `seed-once` takes the source's value while
 * nothing stands there. Without a stored account the source's values all count, as the first seed.
 */
export function reconcile(
  stored: AccountProjection | null,
  incoming: AccountProjection,
  owners: Owners,
): Reconciled {
  if (stored === null) return { projection: incoming, changes: changesBetween(null, incoming) };
  const kept: Record<string, JsonValue> = {};
  for (const [name, before] of standardValues(stored)) {
    if (keepsStored(owners.get(name), before)) kept[name] = before;
  }
  const fields: Record<string, JsonValue> = {};
  for (const name of unionOfKeys(stored.fields, incoming.fields)) {
    const before = stored.fields[name];
    const value = keepsStored(owners.get(`fields.${name}`), before ?? null) ? before : incoming.fields[name];
    if (value !== undefined) fields[name] = value;
  }
  const projection: AccountProjection = { ...incoming, ...kept, fields };
  return { projection, changes: changesBetween(stored, projection) };
}

/** What differs between two states of an account; from null, every field that holds something. */
export function changesBetween(before: AccountProjection | null, after: AccountProjection): Changes {
  const changes: Record<string, Change> = {};
  const note = (name: string, left: JsonValue, right: JsonValue): void => {
    if (!sameJson(left, right)) changes[name] = [left, right];
  };
  const old = before === null ? null : standardValues(before);
  for (const [name, value] of standardValues(after)) {
    const empty = Array.isArray(value) ? [] : null;
    note(name, old === null ? empty : (old.get(name) ?? null), value);
  }
  for (const name of unionOfKeys(before?.fields ?? {}, after.fields)) {
    note(`fields.${name}`, before?.fields[name] ?? null, after.fields[name] ?? null);
  }
  return changes;
}

/** The owners that a mapping states, with the fields that persons took over by a manual value. */
export function ownersOf(mapping: AccountMapping, overridden: Iterable<string> = []): Owners {
  const owners = new Map<string, FieldOwner>();
  for (const [name, row] of Object.entries(mapping.standard)) owners.set(name, row.owner);
  for (const [name, row] of Object.entries(mapping.custom)) owners.set(`fields.${name}`, row.owner);
  for (const name of overridden) owners.set(name, 'person');
  return owners;
}

function keepsStored(owner: FieldOwner | undefined, before: JsonValue): boolean {
  if (owner === undefined || owner === 'gainsight') return false;
  if (owner !== 'seed-once') return true;
  return !(before === null || before === '' || (Array.isArray(before) && before.length === 0));
}

/** All but the custom fields, by name. */
function standardValues(projection: AccountProjection): ReadonlyMap<string, JsonValue> {
  const { fields: _fields, ...standard } = projection;
  return new Map<string, JsonValue>(Object.entries(standard));
}

function unionOfKeys(left: object, right: object): readonly string[] {
  return [...new Set([...Object.keys(left), ...Object.keys(right)])].toSorted();
}
