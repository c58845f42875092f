import type { Row } from '../world.ts';
import type { FieldPath } from './field-path.ts';

/** An order of rows as a query names it. */
export interface RowOrder {
  /** The same for the same order. */
  readonly key: string;
  /** The field that decides first, and its direction. */
  readonly first: OrderTerm;
  /** Whether the rows stand by ascending Gsid, which leaves nothing for later terms. */
  readonly isByGsid: boolean;
  /** Whether rows of other objects have a say. */
  readonly isForeign: boolean;
  compare(left: Row, right: Row): number;
  /** Sorts numbers of rows that stand in the order of Gsid, reading every row once for each deciding field. */
  sortNumbers(numbers: Uint32Array, rowOf: (number: number) => Row): Uint32Array;
}

/** One field of an order. */
export interface OrderTerm {
  readonly path: FieldPath;
  readonly isDescending: boolean;
}
