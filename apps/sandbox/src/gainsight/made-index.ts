import type { FieldDefinition, MadeRows, Value } from '../world.ts';
import type { RowOrder } from './row-order.ts';

/** Numbers are packed under a sort key into one float: 20 bits hold a million, 32 remain for the key. */
const NUMBERS = 2 ** 20;
/** Orders kept at a time; each takes four bytes a row. */
const KEPT_ORDERS = 4;

/** Finds and orders rows that are made from their number, in a few bytes a row. */
export interface MadeIndex {
  /** Number of the row with this Gsid; undefined when none has it. */
  find(gsid: string): number | undefined;
  /** All numbers in an order; ties stand in the order of Gsid. */
  inOrder(order: RowOrder): Uint32Array;
  /** Numbers of the rows whose field has this match key. */
  matching(field: FieldDefinition, key: string): number[];
  /** Forgets what was derived from values of fields. */
  clear(): void;
}

/** Builds the index; each part is made when it is first asked for. `matchKey` tells which values are the same. */
export function createMadeIndex(
  made: MadeRows,
  matchKey: (field: FieldDefinition, value: Value) => string,
): MadeIndex {
  let byGsid: Float64Array | undefined;
  const orders = new Map<string, Uint32Array>();
  const hashes = new Map<string, Float64Array>();

  function sortedGsids(): Float64Array {
    if (byGsid !== undefined) return byGsid;
    byGsid = pack(made, (number) => gsidKey(made.gsid(number)));
    settleTies(byGsid, made);
    return byGsid;
  }

  return {
    find: (gsid) => {
      const key = gsidKey(gsid);
      return Number.isNaN(key)
        ? undefined
        : numbersAt(sortedGsids(), key).find((number) => made.gsid(number) === gsid);
    },
    inOrder: (order) => {
      const known = orders.get(order.key);
      if (known !== undefined) return known;
      const numbers = numbersOf(sortedGsids());
      const sorted = order.isByGsid ? numbers : order.sortNumbers(numbers, (number) => made.row(number));
      // What another object's rows decide may change at any time.
      if (order.isForeign) return sorted;
      if (orders.size >= KEPT_ORDERS) orders.clear();
      orders.set(order.key, sorted);
      return sorted;
    },
    matching: (field, key) => {
      let packed = hashes.get(field.name);
      if (packed === undefined) {
        packed = pack(made, (number) => hash(matchKey(field, made.row(number)[field.name] ?? null)));
        hashes.set(field.name, packed);
      }
      return numbersAt(packed, hash(key)).filter(
        (number) => matchKey(field, made.row(number)[field.name] ?? null) === key,
      );
    },
    clear: () => {
      orders.clear();
      hashes.clear();
    },
  };
}

/** Every number under its key, in ascending order of keys. */
function pack({ first, last }: MadeRows, keyOf: (number: number) => number): Float64Array {
  const packed = new Float64Array(last - first + 1);
  for (let number = first; number <= last; number += 1)
    packed[number - first] = keyOf(number) * NUMBERS + number;
  return packed.sort();
}

/** All numbers in the order of their keys; a loop, since `Uint32Array.from` would first list a million boxed ones. */
function numbersOf(packed: Float64Array): Uint32Array {
  const numbers = new Uint32Array(packed.length);
  for (let at = 0; at < numbers.length; at += 1) numbers[at] = (packed[at] ?? 0) % NUMBERS;
  return numbers;
}

/** The numbers packed under one key. */
function numbersAt(packed: Float64Array, key: number): number[] {
  let low = 0;
  let high = packed.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((packed[middle] ?? 0) < key * NUMBERS) low = middle + 1;
    else high = middle;
  }
  const found: number[] = [];
  for (let at = low; at < packed.length && Math.floor((packed[at] ?? 0) / NUMBERS) === key; at += 1)
    found.push((packed[at] ?? 0) % NUMBERS);
  return found;
}

/** First six characters after the object's eighteen, as a number below 2^32; NaN when they are none. */
function gsidKey(gsid: string): number {
  return gsid.length === 36 ? Number.parseInt(gsid.slice(18, 24), 36) : Number.NaN;
}

/** A few of a million Gsids share their first six characters: those are put in order by the whole. */
function settleTies(packed: Float64Array, made: MadeRows): void {
  const keyAt = (at: number) => Math.floor((packed[at] ?? 0) / NUMBERS);
  for (let start = 0; start < packed.length;) {
    let end = start + 1;
    while (end < packed.length && keyAt(end) === keyAt(start)) end += 1;
    if (end - start > 1) {
      const gsidAt = (one: number) => made.gsid(one % NUMBERS);
      packed.set(
        [...packed.subarray(start, end)].sort((left, right) => (gsidAt(left) < gsidAt(right) ? -1 : 1)),
        start,
      );
    }
    start = end;
  }
}

/** 32 bits of a text (FNV-1a). */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) bits = Math.imul(bits ^ text.charCodeAt(at), 0x01000193);
  return bits >>> 0;
}
