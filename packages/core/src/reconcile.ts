import { sameJson } from './json.ts';
import type { JsonValue } from './json.ts';
import type { FieldOwner } from './field-mapping.ts';
import type { AccountMapping, AccountProjection } from './mapping.ts';

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

/** Every field but the custom ones. */
const STANDARD_FIELDS = [
  'name',
  'status',
  'churnedOn',
  'owner',
  'csm',
  'tier',
  'parent',
  'arr',
  'mrr',
  'currency',
  'renewalDate',
  'contractStart',
  'lifecycleStage',
  'industry',
  'region',
  'domains',
  'employees',
  'crmId',
] as const satisfies readonly Exclude<keyof AccountProjection, 'fields'>[];

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
  // Where all is Gainsight's, nothing is kept.
  if (owners.size === 0) return { projection: incoming, changes: changesBetween(stored, incoming) };
  const kept: Record<string, JsonValue> = {};
  for (const name of STANDARD_FIELDS) {
    if (keepsStored(owners.get(name), stored[name])) kept[name] = stored[name];
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
  for (const name of STANDARD_FIELDS) {
    const right = after[name];
    const left = before === null ? (Array.isArray(right) ? [] : null) : before[name];
    if (!sameJson(left, right)) changes[name] = [left, right];
  }
  for (const name of unionOfKeys(before?.fields ?? {}, after.fields)) {
    const left = before?.fields[name] ?? null;
    const right = after.fields[name] ?? null;
    if (!sameJson(left, right)) changes[`fields.${name}`] = [left, right];
  }
  return changes;
}

/** The owners that a mapping states, with the fields that persons took over by a manual value. */
export function ownersOf(mapping: AccountMapping, overridden: readonly string[] = []): Owners {
  const stated = statedOwners.get(mapping) ?? readOwners(mapping);
  if (overridden.length === 0) return stated;
  return new Map([...stated, ...overridden.map((name) => [name, 'person'] as const)]);
}

/** Asked for every record of a run, and the same for all. */
const statedOwners = new WeakMap<AccountMapping, Owners>();

function readOwners(mapping: AccountMapping): Owners {
  const owners = new Map<string, FieldOwner>();
  const state = (name: string, owner: FieldOwner): void => {
    if (owner !== 'gainsight') owners.set(name, owner);
  };
  for (const [name, row] of Object.entries(mapping.standard)) state(name, row.owner);
  for (const [name, row] of Object.entries(mapping.custom)) state(`fields.${name}`, row.owner);
  statedOwners.set(mapping, owners);
  return owners;
}

function keepsStored(owner: FieldOwner | undefined, before: JsonValue): boolean {
  if (owner === undefined || owner === 'gainsight') return false;
  if (owner !== 'seed-once') return true;
  return !(before === null || before === '' || (Array.isArray(before) && before.length === 0));
}

/** The keys of both in code-unit order; those of `right` stand in it when they come from a projection. */
function unionOfKeys(left: object, right: object): readonly string[] {
  const keys = Object.keys(right);
  const others: string[] = [];
  for (const key in left) if (!Object.hasOwn(right, key)) others.push(key);
  return others.length === 0 ? keys : [...keys, ...others].toSorted();
}
