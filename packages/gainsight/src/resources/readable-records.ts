import { formatFilterDate } from '../dates.ts';
import { type Condition, MAX_QUERY_ROWS, runQuery } from '../query.ts';
import { type KeyedPage, runQueryPages } from '../query-pages.ts';
import {
  createRowReader,
  fieldsAmong,
  fieldsOf,
  type RecordOf,
  type Shape,
  type UnreadableRow,
} from '../record-shape.ts';
import type { CallOptions, Transport } from '../transport.ts';
import type { ObjectDescription } from './objects.ts';

/** Most ids of one `IN`: no document names a cap, and 200 GSIDs make a body of 8 kB. */
export const MAX_IDS = 200;

/** What to read of an object. */
export interface RecordsQuery {
  /** Fields to ask for. Default: the usual ones, which a tenant may lack; `fieldsIn` chooses among its own. */
  readonly fields?: readonly string[];
  /** Only records whose date is this or later, to the second. */
  readonly modifiedSince?: Date;
  /** Go on after this Gsid. */
  readonly afterGsid?: string | null;
  /** Ask for no further page after one that reaches this Gsid. */
  readonly untilGsid?: string | null;
  /** Rows a page, 1 to 5,000. Default 5,000. */
  readonly limit?: number;
  /** `offset` for a tenant whose `Gsid GT` does not work. Default `gsid`. */
  readonly paging?: 'gsid' | 'offset';
}

/** One page of records. */
export interface RecordsPage<Item> {
  readonly items: readonly Item[];
  readonly unreadable: readonly UnreadableRow[];
  /** Hand it back as `afterGsid` to go on; null on an empty page. */
  readonly lastGsid: string | null;
  /** Gainsight's clock when it answered. */
  readonly date: Date | null;
  /** Size of the reply, unpacked. */
  readonly bytes: number;
  readonly requestId: string | null;
}

/** Reading one data object. Every call is charged to `sync` and throws GainsightError or HttpError. */
export interface ReadableRecords<Item> {
  /** As paths and describe take it. */
  readonly objectName: string;
  /** The date that moves with every change, for `modifiedSince` (reference 10.7, 18.5). */
  readonly modifiedField: string;
  /** The usual fields that the described object has, in its own spelling. */
  fieldsIn(description: ObjectDescription): readonly string[];
  /** All records, or those modified since, keyed by Gsid (reference 4.4). One call a page. */
  list(query?: RecordsQuery, options?: CallOptions): AsyncIterable<RecordsPage<Item>>;
  /** Those of the given ids that exist, 200 a call (reference 7.1: there is no read by id). */
  byGsid(
    gsids: readonly string[],
    query?: Pick<RecordsQuery, 'fields'>,
    options?: CallOptions,
  ): AsyncIterable<RecordsPage<Item>>;
}

/** How an object is called and what its records hold. */
export interface RecordsSpec<S extends Shape> {
  readonly objectName: string;
  /** Default `ModifiedDate`. */
  readonly modifiedField?: string;
  readonly shape: S;
}

/** Makes the reading calls of one object over a transport. */
export function createReadableRecords<S extends Shape>(
  transport: Transport,
  { objectName, modifiedField = 'ModifiedDate', shape }: RecordsSpec<S>,
): ReadableRecords<RecordOf<S>> {
  return {
    objectName,
    modifiedField,
    fieldsIn: ({ fields }) =>
      fieldsAmong(
        shape,
        fields.map(({ fieldName }) => fieldName),
      ),
    async *list({ fields, modifiedSince, ...paging } = {}, options = {}) {
      const select = withGsid(fields ?? fieldsOf(shape));
      const where: Condition[] =
        modifiedSince === undefined
          ? []
          : [{ name: modifiedField, operator: 'GTE', value: [formatFilterDate(modifiedSince)] }];
      const read = createRowReader(shape, select);
      for await (const page of runQueryPages(transport, objectName, { ...paging, select, where }, options))
        yield toRecords(page, read);
    },
    async *byGsid(gsids, { fields } = {}, options = {}) {
      const select = withGsid(fields ?? fieldsOf(shape));
      const read = createRowReader(shape, select);
      const distinct = [...new Set(gsids)];
      for (let start = 0; start < distinct.length; start += MAX_IDS) {
        const value = distinct.slice(start, start + MAX_IDS);
        const where = [{ name: 'Gsid', operator: 'IN', value }] as const;
        const page = await runQuery(transport, objectName, { select, where, limit: MAX_QUERY_ROWS }, options);
        yield toRecords({ ...page, lastGsid: value.at(-1) ?? null }, read);
      }
    },
  };
}

function withGsid(fields: readonly string[]): readonly string[] {
  return fields.some((name) => name.toLowerCase() === 'gsid') ? fields : ['Gsid', ...fields];
}

function toRecords<S extends Shape>(
  { rows, lastGsid, date, bytes, requestId }: KeyedPage,
  read: ReturnType<typeof createRowReader<S>>,
): RecordsPage<RecordOf<S>> {
  const items: RecordOf<S>[] = [];
  const unreadable: UnreadableRow[] = [];
  for (const row of rows) {
    const outcome = read(row);
    if (outcome.ok) items.push(outcome.record);
    else unreadable.push(outcome.why);
  }
  return { items, unreadable, lastGsid, date, bytes, requestId };
}
