import type { SandboxClock } from '../clock.ts';
import type { Switches } from '../switches.ts';
import type { DataType, Row, Value } from '../world.ts';
import { compileCondition, instantText, type Predicate } from './condition.ts';
import { deleteLogObject, deleteLogStart } from './delete-log.ts';
import { aliasesOf, necessaryAliases, parseExpression, type Expression } from './expression.ts';
import { resolveFieldPath, type FieldPath } from './field-path.ts';
import { positionAfter, type ObjectStore } from './object-store.ts';
import type { QueryRequest } from './query-request.ts';
import type { RecordStore } from './record-store.ts';
import { Refusal } from './refusal.ts';
import { createRowWriter, type Column } from './reply-row.ts';
import { isSortable } from './sortable.ts';

/** Most rows of one reply (reference section 4.1). */
const maxQueryRows = 5_000;

interface Surroundings {
  readonly store: RecordStore;
  readonly switches: Readonly<Switches>;
  readonly clock: SandboxClock;
  /** Most rows of the reply; the bulk export takes more than a data query. */
  readonly maxRows?: number;
}

interface Filter {
  readonly meets: Predicate;
  /** Gsid that every match is greater than, when the filter says so. */
  readonly after: string | null;
}

interface OrderTerm {
  readonly path: FieldPath;
  readonly isDescending: boolean;
}

/** Answers a query with the rows of its page, in the form that the switches ask for. Throws refusals. */
export function runQuery(from: ObjectStore, request: QueryRequest, surroundings: Surroundings): object[] {
  const { store, clock } = surroundings;
  const isLog = from.object.name.startsWith(deleteLogObject);
  // The log's dates are documented as ISO seconds, whatever the tenant does elsewhere.
  const switches: Readonly<Switches> = isLog
    ? { ...surroundings.switches, dateForm: 'iso' }
    : surroundings.switches;
  const columns = readColumns(store, from, request);
  const filter = isLog
    ? withinLog(compileFilter(store, from, request, switches), clock)
    : compileFilter(store, from, request, switches);
  const order = readOrder(store, from, request, switches);
  const limit = readLimit(request, switches, surroundings.maxRows ?? maxQueryRows);
  const offset = request.offset ?? 0;
  const wanted = { filter, order, isFirstOnly: offset === 0 && limit === 1 };
  const rows = pageOf(candidates(from, wanted, switches), from, filter, offset, limit);
  const write = createRowWriter(columns, switches);
  return isLog ? rows.map((row) => secondsOnly(write(row))) : rows.map(write);
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

function compileFilter(
  store: RecordStore,
  from: ObjectStore,
  request: QueryRequest,
  switches: Readonly<Switches>,
): Filter {
  const conditions = request.where?.conditions ?? [];
  if (conditions.length === 0) return { meets: () => true, after: null };
  const text = request.where?.expression?.trim() ?? '';
  if (text === '') {
    throw new Refusal(400, 'GSOBJ_1023', 'Please pass the expression for the respective conditions');
  }
  const expression = parseExpression(text, switches.expressionMode);
  const named = new Set(aliasesOf(expression));
  if (switches.unusedConditions === 'refused' && conditions.some(({ alias }) => !named.has(alias ?? ''))) {
    throw new Refusal(400, 'GSOBJ_1023', 'Please pass the expression for the respective conditions');
  }
  const terms = new Map<string, Predicate>();
  const after = new Map<string, string>();
  for (const { name, alias = '', operator, value } of conditions) {
    const path = resolveFieldPath(store, from, name);
    if (path === undefined) {
      throw new Refusal(400, 'GSOBJ_1023', `Invalid fields or operator in where clause - ${name}`);
    }
    const values = value === undefined || value === null ? [] : Array.isArray(value) ? value : [value];
    if (terms.has(alias))
      throw new Refusal(400, 'GSOBJ_1023', `Alias ${alias} is used twice in where clause`);
    terms.set(alias, compileCondition(path, operator, values, switches));
    const [first] = values;
    if (path.field.name === 'Gsid' && !path.isForeign && operator.toUpperCase() === 'GT') {
      after.set(alias, String(first));
    }
  }
  const bounds = necessaryAliases(expression).flatMap((alias) => after.get(alias) ?? []);
  return { meets: compileExpression(expression, terms), after: bounds.toSorted().at(-1) ?? null };
}

function compileExpression(expression: Expression, terms: ReadonlyMap<string, Predicate>): Predicate {
  if (expression.kind === 'term') {
    const term = terms.get(expression.alias);
    if (term !== undefined) return term;
    throw new Refusal(400, 'GSOBJ_1023', `Invalid expression in where clause - ${expression.alias}`);
  }
  const parts = expression.parts.map((part) => compileExpression(part, terms));
  return expression.kind === 'and'
    ? (row) => parts.every((part) => part(row))
    : (row) => parts.some((part) => part(row));
}

function readOrder(
  store: RecordStore,
  from: ObjectStore,
  request: QueryRequest,
  switches: Readonly<Switches>,
): OrderTerm[] {
  return Object.entries(request.orderBy ?? {}).flatMap(([name, direction]) => {
    const path = resolveFieldPath(store, from, name);
    const word = direction.toLowerCase();
    if (path === undefined || (word !== 'asc' && word !== 'desc')) {
      throw new Refusal(400, 'GSOBJ_1023', `Invalid fields in order by clause - ${name}`);
    }
    if (!isSortable(path.field)) {
      if (switches.unsortableOrder === 'ignored') return [];
      throw new Refusal(400, 'GSOBJ_1023', `Field is not sortable - ${name}`);
    }
    return [{ path, isDescending: word === 'desc' }];
  });
}

function readLimit(request: QueryRequest, switches: Readonly<Switches>, maxRows: number): number {
  const limit = request.limit ?? maxRows;
  if (limit > maxRows && switches.limitOverMax === 'refused') {
    throw new Refusal(400, 'GSOBJ_1023', `Limit should not be more than ${maxRows}`);
  }
  return Math.min(limit, maxRows);
}

/** The rows in the asked order, from the first that can match. */
function candidates(
  from: ObjectStore,
  wanted: { readonly filter: Filter; readonly order: readonly OrderTerm[]; readonly isFirstOnly: boolean },
  switches: Readonly<Switches>,
): Iterable<Row> {
  const { filter, order, isFirstOnly } = wanted;
  const { after } = filter;
  const [first] = order;
  if (first === undefined)
    return switches.unorderedRows === 'stable' ? from.object.rows : shuffled(from.object.rows);
  const compare = compareBy(order, switches);
  // What is not visible yet still sorts by what is: such lists are made anew for each query.
  if (from.hasHidden()) {
    return from.object.rows
      .map((row) => from.visible(row))
      .filter((row) => row !== undefined)
      .toSorted(compare);
  }
  if (first.path.field.name === 'Gsid' && !first.path.isForeign && !first.isDescending) {
    return rowsFrom(from.byGsid(), after === null ? 0 : positionAfter(from.byGsid(), after));
  }
  // "The greatest date" is asked before every run; finding one row needs no sorted list.
  if (isFirstOnly) return firstOf(from.object.rows, filter.meets, compare);
  if (order.some(({ path }) => path.isForeign)) return from.object.rows.toSorted(compare);
  const key = order.map(({ path, isDescending }) => `${path.field.name} ${String(isDescending)}`).join();
  return from.inOrder(`${key} ${switches.nullsOrder}`, compare);
}

function firstOf(rows: readonly Row[], meets: Predicate, compare: (left: Row, right: Row) => number): Row[] {
  let first: Row | undefined;
  for (const row of rows) {
    if (meets(row) && (first === undefined || compare(row, first) < 0)) first = row;
  }
  return first === undefined ? [] : [first];
}

function* rowsFrom(rows: readonly Row[], start: number): Iterable<Row> {
  for (let at = start; at < rows.length; at += 1) {
    const row = rows[at];
    if (row !== undefined) yield row;
  }
}

function shuffled(rows: readonly Row[]): readonly Row[] {
  return rows
    .map((row) => ({ row, place: Math.random() }))
    .toSorted((left, right) => left.place - right.place)
    .map(({ row }) => row);
}

function pageOf(
  rows: Iterable<Row>,
  from: ObjectStore,
  filter: Filter,
  offset: number,
  limit: number,
): readonly Row[] {
  const hasHidden = from.hasHidden();
  const page: Row[] = [];
  let skipped = 0;
  for (const stored of rows) {
    if (page.length >= limit) break;
    const row = hasHidden ? from.visible(stored) : stored;
    if (row === undefined || !filter.meets(row)) continue;
    if (skipped < offset) skipped += 1;
    else page.push(row);
  }
  return page;
}

function compareBy(
  order: readonly OrderTerm[],
  switches: Readonly<Switches>,
): (left: Row, right: Row) => number {
  const below = switches.nullsOrder === 'low' ? -1 : 1;
  const terms = order.map(({ path, isDescending }) => {
    const convert = sortKey(path.field.type);
    const compare = (left: Row, right: Row) =>
      compareValues(path.read(left), path.read(right), convert, below);
    return isDescending ? (left: Row, right: Row) => compare(right, left) : compare;
  });
  return (left, right) => {
    for (const compare of terms) {
      const result = compare(left, right);
      if (result !== 0) return result;
    }
    return 0;
  };
}

function compareValues(
  left: Value,
  right: Value,
  convert: (value: Value) => string | number,
  below: number,
): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? below : -below;
  const a = convert(left);
  const b = convert(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

function sortKey(type: DataType): (value: Value) => string | number {
  switch (type) {
    case 'NUMBER':
    case 'CURRENCY':
    case 'PERCENTAGE':
    case 'BOOLEAN':
    case 'JSONNUMBER':
    case 'JSONBOOLEAN':
      return Number;
    case 'DATETIME':
      return instantText;
    default:
      return String;
  }
}

/** Keeps only what the delete log still shows: the last 15 days. */
function withinLog(filter: Filter, clock: SandboxClock): Filter {
  const start = deleteLogStart(clock.now());
  return { ...filter, meets: (row) => String(row['DeletedOn']) >= start && filter.meets(row) };
}

function secondsOnly(row: Record<string, unknown>): object {
  for (const [key, value] of Object.entries(row)) {
    if (typeof value === 'string' && value.endsWith('.000Z')) row[key] = `${value.slice(0, 19)}Z`;
  }
  return row;
}
