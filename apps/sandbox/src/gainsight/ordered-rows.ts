import type { MadeRows, Row } from '../world.ts';

/** Rows in an order, of which any part can be read without the rest. */
export interface OrderedRows {
  readonly length: number;
  at(index: number): Row | undefined;
  /** The rows from `start` up to `end`, which is not included. */
  between(start: number, end: number): Iterable<Row>;
}

/**
 * Merges stored rows, sorted by `compare`, with the numbers of made rows in the same order. The place of each stored
 * row is found once; after that nothing is compared any more, and only rows that are read are made.
 */
export function mergeOrdered(
  stored: readonly Row[],
  numbers: Uint32Array,
  made: MadeRows | undefined,
  compare: (left: Row, right: Row) => number,
): OrderedRows {
  /** Index of each stored row in the whole; ascending. */
  const places = made === undefined ? null : placeStored(stored, numbers, made, compare);
  const length = stored.length + numbers.length;

  function* between(start: number, end: number): Iterable<Row> {
    let next = places === null ? start : firstAtLeast(places, start);
    for (let index = start; index < Math.min(end, length); index += 1) {
      const isStored = places === null || places[next] === index;
      const row = isStored ? stored[next] : made?.row(numbers[index - next] ?? 0);
      if (isStored) next += 1;
      if (row !== undefined) yield row;
    }
  }

  return {
    length,
    at: (index) => {
      if (places === null) return stored[index];
      const next = firstAtLeast(places, index);
      if (places[next] === index) return stored[next];
      const number = numbers[index - next];
      return number === undefined ? undefined : made?.row(number);
    },
    between,
  };
}

/** Index of the first row that meets a test which, once met, is met to the end; the length when none does. */
export function firstMeeting(rows: OrderedRows, meets: (row: Row) => boolean): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows.at(middle);
    if (row !== undefined && !meets(row)) low = middle + 1;
    else high = middle;
  }
  return low;
}

function placeStored(
  stored: readonly Row[],
  numbers: Uint32Array,
  made: MadeRows,
  compare: (left: Row, right: Row) => number,
): Uint32Array {
  let before = 0;
  return Uint32Array.from(stored, (row, at) => {
    let high = numbers.length;
    while (before < high) {
      const middle = (before + high) >>> 1;
      if (compare(made.row(numbers[middle] ?? 0), row) <= 0) before = middle + 1;
      else high = middle;
    }
    return before + at;
  });
}

function firstAtLeast(places: Uint32Array, index: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((places[middle] ?? 0) < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
