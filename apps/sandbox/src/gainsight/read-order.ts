import type { Switches } from '../switches.ts';
import type { DataType, Row, Value } from '../world.ts';
import { instantText } from './condition.ts';
import type { FieldPath } from './field-path.ts';
import type { ObjectStore } from './object-store.ts';
import type { QueryRequest } from './query-request.ts';
import type { RecordStore } from './record-store.ts';
import { resolveFieldPath } from './resolve-field-path.ts';
import type { OrderTerm, RowOrder } from './row-order.ts';
import { Refusal } from './refusal.ts';
import { isSortable } from './sortable.ts';
import { sortNumbers } from './sort-numbers.ts';

/** Reads `orderBy`; null when the query names no order. Throws refusals. */
export function readOrder(
  store: RecordStore,
  from: ObjectStore,
  request: QueryRequest,
  switches: Readonly<Switches>,
): RowOrder | null {
  const terms = Object.entries(request.orderBy ?? {}).flatMap(([name, direction]) => {
    const path = resolveFieldPath(store, from, name);
    const word = direction.toLowerCase();
    if (path === undefined || (word !== 'asc' && word !== 'desc')) {
      throw new Refusal(400, 'GSOBJ_1023', `Invalid fields in order by clause - ${name}`);
    }
    if (!isSortable(path.field)) {
      if (switches.unsortableOrder === 'ignored') return [];
      throw new Refusal(400, 'GSOBJ_1023', `Field is not sortable - ${name}`);
    }
    return [{ name, path, isDescending: word === 'desc' }];
  });
  const [first] = terms;
  if (first === undefined) return null;
  const { nullsOrder } = switches;
  const below = nullsOrder === 'low' ? -1 : 1;
  const compares = terms.map((term) => compareRows(term, below));
  return {
    key: `${terms.map(({ name, isDescending }) => `${name.toLowerCase()} ${String(isDescending)}`).join()} ${nullsOrder}`,
    first,
    isByGsid: isGsidAscending(first),
    isForeign: terms.some(({ path }) => path.isForeign),
    compare: (left, right) => firstDifference(compares, left, right),
    sortNumbers: (numbers, rowOf) => {
      // From ascending Gsid on, the numbers stand right already.
      const end = terms.findIndex(isGsidAscending);
      const deciding = end < 0 ? terms : terms.slice(0, end);
      // The sort is stable: the last term sorts first.
      return deciding.reduceRight(
        (sorted, { path, isDescending }) =>
          sortNumbers(sorted, readKeys(sorted, path, below, rowOf), isDescending),
        numbers,
      );
    },
  };
}

function isGsidAscending({ path, isDescending }: OrderTerm): boolean {
  return path.field.name === 'Gsid' && !path.isForeign && !isDescending;
}

function firstDifference<T>(compares: readonly ((left: T, right: T) => number)[], left: T, right: T): number {
  for (const compare of compares) {
    const result = compare(left, right);
    if (result !== 0) return result;
  }
  return 0;
}

function compareRows({ path, isDescending }: OrderTerm, below: number): (left: Row, right: Row) => number {
  const convert = sortKey(path.field.type);
  const compare = (left: Row, right: Row) => {
    const a = path.read(left);
    const b = path.read(right);
    if (a === null || b === null) return a === b ? 0 : a === null ? below : -below;
    return compareValues(convert(a), convert(b));
  };
  return isDescending ? (left, right) => compare(right, left) : compare;
}

/** The keys of rows, in the order of their numbers here; a row without a value stands at one end. */
function readKeys(
  numbers: Uint32Array,
  { field, read }: FieldPath,
  below: number,
  rowOf: (number: number) => Row,
): Float64Array {
  const texts = new Map<string, number>();
  const toNumber = numericKey(field.type) ?? ((value: Value) => placeOf(texts, String(value)));
  // Not by `Float64Array.from`, which first lists what it maps: a million boxed numbers.
  const keys = new Float64Array(numbers.length);
  for (let at = 0; at < keys.length; at += 1) {
    const value = read(rowOf(numbers[at] ?? 0));
    keys[at] = value === null ? below * Infinity : toNumber(value);
  }
  if (texts.size > 0) replaceByRank(keys, texts);
  return keys;
}

/** Where a text first occurred among those met so far; a million rows share some thousand names. */
function placeOf(texts: Map<string, number>, text: string): number {
  const place = texts.get(text) ?? texts.size;
  if (place === texts.size) texts.set(text, place);
  return place;
}

/** Turns the places of first occurrence into places in alphabetical order. */
function replaceByRank(keys: Float64Array, texts: ReadonlyMap<string, number>): void {
  const ranks = new Uint32Array(texts.size);
  [...texts.keys()].sort(compareValues).forEach((text, rank) => {
    ranks[texts.get(text) ?? 0] = rank;
  });
  for (let at = 0; at < keys.length; at += 1) {
    const place = keys[at] ?? 0;
    if (Number.isFinite(place)) keys[at] = ranks[place] ?? 0;
  }
}

function compareValues(left: string | number, right: string | number): number {
  return left < right ? -1 : left > right ? 1 : 0;
}

function sortKey(type: DataType): (value: Value) => string | number {
  if (type === 'DATETIME') return instantText;
  return (type === 'DATE' ? null : numericKey(type)) ?? String;
}

/** How values of a type become numbers in the same order; null where they are compared as text. */
function numericKey(type: DataType): ((value: Value) => number) | null {
  switch (type) {
    case 'NUMBER':
    case 'CURRENCY':
    case 'PERCENTAGE':
    case 'BOOLEAN':
    case 'JSONNUMBER':
    case 'JSONBOOLEAN':
      return Number;
    case 'DATE':
    case 'DATETIME':
      return (value) => Date.parse(String(value));
    default:
      return null;
  }
}
