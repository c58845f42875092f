import type { SandboxClock } from '../clock.ts';
import type { Switches } from '../switches.ts';
import type { FieldDefinition, Row, Value, WorldObject } from '../world.ts';
import { newGsid } from './gsid.ts';
import { createMadeIndex } from './made-index.ts';
import { mergeOrdered, type OrderedRows } from './ordered-rows.ts';
import type { RowOrder } from './row-order.ts';

/** The records of one object with the indexes that keep big queries quick. */
export interface ObjectStore {
  readonly object: WorldObject;
  /** Finds a field by name in any letter case. */
  field(name: string): FieldDefinition | undefined;
  /** Finds a row; of one that is made from its number every field can be read, but it has no keys of its own. */
  find(gsid: string): Row | undefined;
  count(): number;
  /** Every row as queries see it now, in no particular order. */
  rows(): Iterable<Row>;
  /** Every row as it stands, also what queries do not show yet. */
  stored(): Generator<Row>;
  /** Every row as queries see it now, in an order; remembered until a row changes. */
  inOrder(order: RowOrder): OrderedRows;
  /** Whether the rows are many enough that an order is worth remembering even to find the first of them. */
  readonly isBig: boolean;
  /** Gsids of the rows whose field has this value; text of e-mail fields in any letter case. */
  matching(field: FieldDefinition, value: Value): readonly string[];
  insert(values: Row): Row;
  /**
   * Sets the fields; moves the modified date, and names `by` as who did it, only when a value changes. Returns whether
   * one did.
   */
  update(gsid: string, values: Row, by?: string | null): boolean;
  /** Moves the modified date alone. */
  touch(gsid: string): Row | undefined;
  delete(gsid: string): boolean;
  /** Puts a deleted row back as it was, with a new modified date; undefined when no such row was deleted here. */
  undelete(gsid: string): Row | undefined;
  /** Gives the object other fields; `change` may first bring every stored row into line with them. */
  redefine(fields: FieldDefinition[], change?: (row: Row) => void): void;
  changes(): Record<string, Row | null>;
  restore(rows: Readonly<Record<string, Row | null>>): void;
}

/** Names under which objects keep their modified date. */
const modifiedNames = ['ModifiedDate', 'LastModifiedDate', 'ModifiedAt'];
const createdNames = ['CreatedDate', 'CreatedAt'];

/** Reads the record id; every row of every object carries one, also where it is no field. */
export function gsidOf(row: Row): string {
  return String(row['Gsid']);
}

/** Builds the indexes over an object of the world. */
export function createObjectStore(
  object: WorldObject,
  surroundings: { readonly clock: SandboxClock; readonly switches: Switches; readonly onChange: () => void },
): ObjectStore {
  const { clock, switches, onChange } = surroundings;
  const prefix = object.keyPrefix;
  const fields = new Map(object.fields.map((field) => [field.name.toLowerCase(), field]));
  const rows = new Map<string, Row>();
  for (const row of object.rows) {
    if (row['Gsid'] === undefined) row['Gsid'] = newGsid(prefix);
    rows.set(gsidOf(row), row);
  }
  const sorted = object.rows.toSorted(compareGsid);
  const touched = new Set<string>();
  const orders = new Map<string, { version: number; rows: OrderedRows }>();
  const { made } = object;
  const madeIndex = made === undefined ? undefined : createMadeIndex(made, matchKey);
  /** Numbers of made rows that a write turned into stored ones, or removed. */
  const replaced = new Set<number>();
  /** Field name → match key → Gsids; added to on insert, thrown away when a value changes or a row goes. */
  const matches = new Map<string, { field: FieldDefinition; found: Map<string, string[]> }>();
  /** Gsid → how the row looked to queries, until the instant at which its next state shows. */
  const hidden = new Map<string, { until: number; row: Row | undefined }[]>();
  const deleted = new Map<string, Row>();
  /** Grows with every write; ordered lists are kept as long as it stands still. */
  let version = 0;

  function changed(gsid: string): void {
    version += 1;
    touched.add(gsid);
    onChange();
  }

  function hide(gsid: string, before: Row | undefined): void {
    const lag =
      object.name === 'activity_timeline' ? switches.activityReadLagSeconds : switches.recordReadLagSeconds;
    if (lag <= 0) return;
    const states = hidden.get(gsid) ?? [];
    states.push({ until: clock.now().getTime() + lag * 1_000, row: before });
    hidden.set(gsid, states);
  }

  /** The row as queries see it now, or undefined when they do not see it yet. */
  function visible(row: Row): Row | undefined {
    const now = clock.now().getTime();
    const state = hidden.get(gsidOf(row))?.find(({ until }) => until > now);
    return state === undefined ? row : state.row;
  }

  function hasHidden(): boolean {
    const now = clock.now().getTime();
    for (const [gsid, states] of hidden) {
      if (states.every((state) => state.until <= now)) hidden.delete(gsid);
    }
    return hidden.size > 0;
  }

  function madeNumber(gsid: string): number | undefined {
    const number = madeIndex?.find(gsid);
    return number === undefined || replaced.has(number) ? undefined : number;
  }

  /** The row to write to: a made one becomes a stored one. */
  function writable(gsid: string): Row | undefined {
    const stored = rows.get(gsid);
    const number = stored === undefined ? madeNumber(gsid) : undefined;
    if (number === undefined || made === undefined) return stored;
    replaced.add(number);
    version += 1;
    const copy = made.copy(number);
    place(copy);
    return copy;
  }

  function* storedRows(): Generator<Row> {
    yield* object.rows;
    if (made === undefined) return;
    for (let number = made.first; number <= made.last; number += 1) {
      if (!replaced.has(number)) yield made.row(number);
    }
  }

  function* visibleRows(): Generator<Row> {
    const lags = hasHidden();
    for (const row of storedRows()) {
      const shown = lags ? visible(row) : row;
      if (shown !== undefined) yield shown;
    }
  }

  function order(by: RowOrder, stored: readonly Row[]): OrderedRows {
    const all = madeIndex?.inOrder(by) ?? new Uint32Array();
    const numbers = replaced.size === 0 ? all : all.filter((number) => !replaced.has(number));
    return mergeOrdered(stored, numbers, made, by.compare);
  }

  function stamp(row: Row, names: readonly string[]): void {
    for (const name of names) if (fields.has(name.toLowerCase())) row[name] = clock.now().toISOString();
  }

  /** Who changed a row last, under the object's own name for it. */
  function authorship(by: string | null): Row {
    return fields.has('modifiedby') ? { ModifiedBy: by } : {};
  }

  function place(row: Row): void {
    rows.set(gsidOf(row), row);
    object.rows.push(row);
    sorted.splice(positionAfter(sorted, gsidOf(row)), 0, row);
    for (const kept of matches.values()) addMatch(kept, row);
  }

  function addMatch(kept: { field: FieldDefinition; found: Map<string, string[]> }, row: Row): void {
    const key = matchKey(kept.field, row[kept.field.name] ?? null);
    const found = kept.found.get(key);
    if (found === undefined) kept.found.set(key, [gsidOf(row)]);
    else found.push(gsidOf(row));
  }

  function remove(gsid: string): boolean {
    const row = writable(gsid);
    if (row === undefined) return false;
    rows.delete(gsid);
    deleted.set(gsid, row);
    object.rows.splice(object.rows.indexOf(row), 1);
    sorted.splice(positionAfter(sorted, gsid) - 1, 1);
    hidden.delete(gsid);
    matches.clear();
    return true;
  }

  return {
    object,
    field: (name) => fields.get(name.toLowerCase()),
    isBig: made !== undefined,
    count: () => object.rows.length + (made === undefined ? 0 : made.last - made.first + 1 - replaced.size),
    find: (gsid) => {
      const stored = rows.get(gsid);
      const number = stored === undefined ? madeNumber(gsid) : undefined;
      return number === undefined ? stored : made?.row(number);
    },
    rows: visibleRows,
    stored: storedRows,
    inOrder: (by) => {
      // What is not visible yet still sorts by what is: such lists are made anew for each query.
      if (hasHidden()) {
        const shown = object.rows.map(visible).filter((row) => row !== undefined);
        return order(by, shown.toSorted(by.compare));
      }
      const kept = orders.get(by.key);
      if (kept !== undefined && kept.version === version) return kept.rows;
      const ordered = order(by, by.isByGsid ? sorted : object.rows.toSorted(by.compare));
      // Another object's rows change without this one's knowing.
      if (by.isForeign) return ordered;
      if (orders.size >= 4) orders.clear();
      orders.set(by.key, { version, rows: ordered });
      return ordered;
    },
    matching: (field, value) => {
      let kept = matches.get(field.name);
      if (kept === undefined) {
        kept = { field, found: new Map() };
        for (const row of object.rows) addMatch(kept, row);
        matches.set(field.name, kept);
      }
      const key = matchKey(field, value);
      const found = kept.found.get(key) ?? [];
      if (made === undefined || madeIndex === undefined) return found;
      const numbers = madeIndex.matching(field, key).filter((number) => !replaced.has(number));
      return [...found, ...numbers.map((number) => made.gsid(number))];
    },
    insert: (values) => {
      const row: Row = {};
      for (const field of object.fields) row[field.name] = null;
      Object.assign(row, values);
      row['Gsid'] = newGsid(prefix);
      stamp(row, createdNames);
      stamp(row, modifiedNames);
      place(row);
      hide(gsidOf(row), undefined);
      changed(gsidOf(row));
      return row;
    },
    update: (gsid, values, by) => {
      const row = writable(gsid);
      if (row === undefined) return false;
      if (Object.entries(values).every(([name, value]) => isSame(row[name] ?? null, value))) return false;
      hide(gsid, { ...row });
      const author = by === undefined ? {} : authorship(by);
      Object.assign(row, values, author);
      stamp(row, modifiedNames);
      for (const name of Object.keys({ ...values, ...author })) matches.delete(name);
      changed(gsid);
      return true;
    },
    touch: (gsid) => {
      const row = writable(gsid);
      if (row === undefined) return undefined;
      hide(gsid, { ...row });
      stamp(row, modifiedNames);
      changed(gsid);
      return row;
    },
    delete: (gsid) => {
      if (!remove(gsid)) return false;
      changed(gsid);
      return true;
    },
    undelete: (gsid) => {
      const row = deleted.get(gsid);
      if (row === undefined) return undefined;
      deleted.delete(gsid);
      stamp(row, modifiedNames);
      place(row);
      changed(gsid);
      return row;
    },
    redefine: (definitions, change) => {
      object.fields = definitions;
      fields.clear();
      for (const field of definitions) fields.set(field.name.toLowerCase(), field);
      if (change !== undefined) for (const row of [...object.rows, ...deleted.values()]) change(row);
      matches.clear();
      madeIndex?.clear();
      version += 1;
      onChange();
    },
    changes: () => Object.fromEntries([...touched].map((gsid) => [gsid, rows.get(gsid) ?? null])),
    restore: (kept) => {
      for (const [gsid, row] of Object.entries(kept)) {
        const present = writable(gsid);
        if (row === null) remove(gsid);
        else if (present === undefined) place({ ...row });
        else Object.assign(present, row);
        touched.add(gsid);
      }
      matches.clear();
      version += 1;
    },
  };
}

/** Index of the first row whose Gsid is greater than `gsid`, in rows sorted by Gsid. */
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

function compareGsid(left: Row, right: Row): number {
  const a = gsidOf(left);
  const b = gsidOf(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

function matchKey(field: FieldDefinition, value: Value): string {
  const text = String(value ?? '');
  return field.type === 'EMAIL' ? text.toLowerCase() : text;
}

function isSame(left: Value, right: Value): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return JSON.stringify(left) === JSON.stringify(right);
}
