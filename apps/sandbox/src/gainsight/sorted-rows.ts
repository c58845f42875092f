import type { Row } from '../world.ts';
import { gsidOf } from './gsid.ts';

/** Rows in ascending order of Gsid, kept in order while rows come and go. */
export interface SortedRows {
  readonly list: readonly Row[];
  add(row: Row): void;
  remove(gsid: string): void;
}

/** Sorts the rows once. */
export function sortRows(rows: readonly Row[]): SortedRows {
  const list = rows.toSorted((left, right) => {
    const a = gsidOf(left);
    const b = gsidOf(right);
    return a < b ? -1 : a > b ? 1 : 0;
  });
  return {
    list,
    add: (row) => {
      list.splice(positionAfter(list, gsidOf(row)), 0, row);
    },
    remove: (gsid) => {
      list.splice(positionAfter(list, gsid) - 1, 1);
    },
  };
}

/** Index of the first row whose Gsid is greater than `gsid`. */
function positionAfter(sorted: readonly Row[], gsid: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = sorted[middle];
    if (row !== undefined && gsidOf(row) <= gsid) low = middle + 1;
    else high = middle;
  }
  return low;
}
