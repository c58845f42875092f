import type { SandboxClock } from '../clock.ts';
import type { Switches } from '../switches.ts';
import type { Random } from '../seed/random.ts';
import type { Row } from '../world.ts';
import { compileFilter, type Filter } from './compile-filter.ts';
import type { Predicate } from './condition.ts';
import { deleteLogObject, deleteLogStart } from './delete-log.ts';
import { resolveFieldPath } from './resolve-field-path.ts';
import type { ObjectStore } from './object-store.ts';
import { firstMeeting, type OrderedRows } from './ordered-rows.ts';
import type { QueryRequest } from './query-request.ts';
import type { RecordStore } from './record-store.ts';
import { Refusal } from './refusal.ts';
import { createRowWriter, type Column } from './reply-row.ts';
import { readOrder } from './read-order.ts';
import type { RowOrder } from './row-order.ts';
import { isSortable } from './sortable.ts';
import { createRowTextWriter, type TextAround, writeRows } from './row-text.ts';

/** Most rows of one reply (reference section 4.1). */
const maxQueryRows = 5_000;

interface Surroundings {
  readonly store: RecordStore;
  readonly switches: Readonly<Switches>;
  readonly clock: SandboxClock;
  /** Most rows of the reply; the bulk export takes more than a data query. */
  readonly maxRows?: number;
}

/** The rows that a query is answered with, and how they are to be shown. */
interface QueryPage {
  readonly rows: Iterable<Row>;
  readonly columns: readonly Column[];
  readonly switches: Readonly<Switches>;
}

/** Answers a query with the rows of its page, in the form that the switches ask for. Throws refusals. */
export function runQuery(from: ObjectStore, request: QueryRequest, surroundings: Surroundings): object[] {
  const { rows, columns, switches } = readPage(from, request, surroundings);
  return Array.from(rows, createRowWriter(columns, switches));
}

/**
 * The same rows as a JSON array in UTF-8, with the text that stands before and after it, in a fraction of the time: a
 * page may hold 200,000 values.
 */
export function writeQuery(
  from: ObjectStore,
  request: QueryRequest,
  surroundings: Surroundings,
  around: TextAround,
): { readonly count: number; readonly body: Buffer } {
  const { rows, columns, switches } = readPage(from, request, surroundings);
  return writeRows(rows, createRowTextWriter(columns, switches), around);
}

function readPage(from: ObjectStore, request: QueryRequest, surroundings: Surroundings): QueryPage {
  const { store, clock } = surroundings;
  const isLog = from.object.name.startsWith(deleteLogObject);
  // The log's dates are documented as ISO seconds, whatever the tenant does elsewhere.
  const switches: Readonly<Switches> = isLog
    ? { ...surroundings.switches, dateForm: 'iso' }
    : surroundings.switches;
  const columns = readColumns(store, from, request);
  const compiled = compileFilter(store, from, request, switches);
  const filter = isLog ? withinLog(compiled, clock) : compiled;
  const order = readOrder(store, from, request, switches);
  const limit = readLimit(request, switches, surroundings.maxRows ?? maxQueryRows);
  const offset = request.offset ?? 0;
  const page = { offset, limit };
  const rows =
    order === null
      ? unorderedPage(from, filter, page, { store, switches })
      : orderedPage(from, filter, page, order, { store, switches });
  return { rows, columns: isLog ? columns.map(inSeconds) : columns, switches };
}

function readColumns(store: RecordStore, from: ObjectStore, request: QueryRequest): Column[] {
  const select = request.select ?? [];
  if (select.length === 0) throw new Refusal(400, 'GSOBJ_1023', 'Please add fields in the select clause');
  const columns = new Map<string, Column>();
  const unknown: string[] = [];
  for (const key of select) {
    const path = resolveFieldPath(store, from, key);
    if (path === undefined) unknown.push(key);
    // A field asked for in two spellings comes back once, under the later one (documented sample).
    else columns.delete(key.toLowerCase());
    if (path !== undefined) columns.set(key.toLowerCase(), { key, path });
  }
  if (unknown.length > 0) {
    throw new Refusal(400, 'GSOBJ_1023', `Invalid fields in select clause - ${unknown.join(', ')}`);
  }
  return [...columns.values()];
}

function readLimit(request: QueryRequest, switches: Readonly<Switches>, maxRows: number): number {
  const limit = request.limit ?? maxRows;
  if (limit > maxRows && switches.limitOverMax === 'refused') {
    throw new Refusal(400, 'GSOBJ_1023', `Limit should not be more than ${maxRows}`);
  }
  return Math.min(limit, maxRows);
}

interface PageBounds {
  readonly offset: number;
  readonly limit: number;
}

function unorderedPage(
  from: ObjectStore,
  filter: Filter,
  page: PageBounds,
  { store, switches }: Pick<Surroundings, 'store' | 'switches'>,
): Iterable<Row> {
  const rows = switches.unorderedRows === 'stable' ? from.rows() : shuffled([...from.rows()], store.chance);
  return pageOf(rows, filter, page);
}

function orderedPage(
  from: ObjectStore,
  filter: Filter,
  page: PageBounds,
  order: RowOrder,
  { store, switches }: Pick<Surroundings, 'store' | 'switches'>,
): Iterable<Row> {
  // "The greatest date" is asked before every run; finding one row among few needs no sorted list.
  if (page.offset === 0 && page.limit === 1 && !order.isByGsid && !from.isBig) {
    return firstOf(from.rows(), filter.meets, order.compare);
  }
  const { path } = order.first;
  // No two rows have one Gsid, so that what else the order names decides nothing.
  const isOfGsid = path.field.name === 'Gsid' && !path.isForeign;
  const few = isOfGsid && from.isBig ? fewByCut(from, filter, { store, switches }) : null;
  if (few !== null) return pageOf(few.sort(order.compare), filter, page);
  const rows = from.inOrder(order);
  if (filter.isEverything) return rows.between(page.offset, page.offset + page.limit);
  const { start, end } = matchingPart(rows, filter, order, switches);
  return pageOf(rows.between(start, end), filter, page);
}

/**
 * The rows among which all matching ones are, where the filter keeps but few: found by the order of the field that it cuts.
 * What was modified lately is asked for in the order of Gsid, and would be looked for among all rows.
 */
function fewByCut(
  from: ObjectStore,
  filter: Filter,
  { store, switches }: Pick<Surroundings, 'store' | 'switches'>,
): Row[] | null {
  for (const { path } of filter.cuts) {
    if (path.isForeign || path.field.name === 'Gsid' || !isSortable(path.field)) continue;
    // Descending, as the greatest date is asked for: the two share one remembered order.
    const order = readOrder(store, from, { orderBy: { [path.field.name]: 'desc' } }, switches);
    if (order === null) continue;
    const rows = from.inOrder(order);
    const { start, end } = matchingPart(rows, filter, order, switches);
    if (end - start <= maxQueryRows) return [...rows.between(start, end)];
  }
  return null;
}

/** The part of ordered rows outside which none can match, found by halving. */
function matchingPart(
  rows: OrderedRows,
  { cuts }: Filter,
  { first }: RowOrder,
  { nullsOrder }: Readonly<Switches>,
): { start: number; end: number } {
  let start = 0;
  let end = rows.length;
  for (const { path, keeps, meets } of cuts) {
    if (first.path.isForeign || path.field.name !== first.path.field.name) continue;
    // An empty value meets no comparison, but it stands at one end of the order.
    const isKept = (row: Row): boolean =>
      path.read(row) === null ? (keeps === 'greater') === (nullsOrder === 'high') : meets(row);
    if ((keeps === 'greater') !== first.isDescending) start = Math.max(start, firstMeeting(rows, isKept));
    else
      end = Math.min(
        end,
        firstMeeting(rows, (row) => !isKept(row)),
      );
  }
  return { start, end };
}

function firstOf(rows: Iterable<Row>, meets: Predicate, compare: (left: Row, right: Row) => number): Row[] {
  let first: Row | undefined;
  for (const row of rows) {
    if (meets(row) && (first === undefined || compare(row, first) < 0)) first = row;
  }
  return first === undefined ? [] : [first];
}

function shuffled(rows: readonly Row[], chance: Random): readonly Row[] {
  return rows
    .map((row) => ({ row, place: chance.bits() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ row }) => row);
}

function* pageOf(rows: Iterable<Row>, { meets }: Filter, { offset, limit }: PageBounds): Iterable<Row> {
  let matches = 0;
  for (const row of rows) {
    if (!meets(row)) continue;
    matches += 1;
    if (matches > offset) yield row;
    if (matches >= offset + limit) return;
  }
}

/** Keeps only what the delete log still shows: the last 15 days. */
function withinLog(filter: Filter, clock: SandboxClock): Filter {
  const start = deleteLogStart(clock.now());
  return {
    ...filter,
    isEverything: false,
    meets: (row) => String(row['DeletedOn']) >= start && filter.meets(row),
  };
}

/** A column of the delete log: its instants have no milliseconds. */
function inSeconds(column: Column): Column {
  return { ...column, isInSeconds: true };
}
