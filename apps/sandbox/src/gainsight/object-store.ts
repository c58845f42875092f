import type { SandboxClock } from '../clock.ts';
import type { Switches } from '../switches.ts';
import type { FieldDefinition, Row, Value, WorldObject } from '../world.ts';
import { gsidOf, newGsid } from './gsid.ts';
import { createMadeIndex } from './made-index.ts';
import { createMatchIndex, matchKey } from './match-index.ts';
import { mergeOrdered, type OrderedRows } from './ordered-rows.ts';
import { createReadLag } from './read-lag.ts';
import type { RowOrder } from './row-order.ts';
import { sortRows } from './sorted-rows.ts';

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
  /** Rows that differ from the seeded ones by Gsid; null: gone. */
  changes(): Record<string, Row | null>;
  /** Rows that went, as they last were, by Gsid: what {@link ObjectStore.undelete} can put back. */
  deletedRows(): Record<string, Row>;
  /** Lays the changes of an earlier run over the seeded rows. */
  restore(changes: Readonly<Record<string, Row | null>>, deletedRows?: Readonly<Record<string, Row>>): void;
}

/** Names under which objects keep their modified date. */
const modifiedNames = ['ModifiedDate', 'LastModifiedDate', 'ModifiedAt'];
const createdNames = ['CreatedDate', 'CreatedAt'];

/** Builds the indexes over an object of the world. */
export function createObjectStore(
  object: WorldObject,
  surroundings: { readonly clock: SandboxClock; readonly switches: Switches; readonly onChange: () => void },
): ObjectStore {
  const { clock, switches, onChange } = surroundings;
  const prefix = object.keyPrefix;
  const fields = new Map<string, FieldDefinition>();
  nameFields(object.fields);
  const rows = new Map<string, Row>();
  for (const row of object.rows) {
    if (row['Gsid'] === undefined) row['Gsid'] = newGsid(prefix);
    rows.set(gsidOf(row), row);
  }
  const sorted = sortRows(object.rows);
  const touched = new Set<string>();
  const orders = new Map<string, { version: number; rows: OrderedRows }>();
  const { made } = object;
  const madeIndex = made === undefined ? undefined : createMadeIndex(made, matchKey);
  /** Numbers of made rows that a write turned into stored ones, or removed. */
  const replaced = new Set<number>();
  /** Of an order of all made rows those that were not replaced, as long as no other one is. */
  const standing = new WeakMap<Uint32Array, { readonly replaced: number; readonly numbers: Uint32Array }>();
  const matches = createMatchIndex(() => object.rows);
  const lag = createReadLag(clock, () =>
    object.name === 'activity_timeline' ? switches.activityReadLagSeconds : switches.recordReadLagSeconds,
  );
  /** Rows that went, as they last were: an admin can restore them. */
  const deleted = new Map<string, Row>();
  /** Grows with every write; ordered lists are kept as long as it stands still. */
  let version = 0;

  function nameFields(definitions: readonly FieldDefinition[]): void {
    fields.clear();
    for (const field of definitions) if (field.sampleName) fields.set(field.sampleName.toLowerCase(), field);
    for (const field of definitions) fields.set(field.name.toLowerCase(), field);
  }

  function changed(gsid: string): void {
    version += 1;
    touched.add(gsid);
    onChange();
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
    const lags = lag.isActive();
    for (const row of storedRows()) {
      const shown = lags ? lag.shown(gsidOf(row), row) : row;
      if (shown !== undefined) yield shown;
    }
  }

  /** Numbers of the made rows that still stand, in an order; looked through again only when another was replaced. */
  function madeInOrder(by: RowOrder): Uint32Array {
    const all = madeIndex?.inOrder(by) ?? new Uint32Array();
    if (replaced.size === 0) return all;
    const kept = standing.get(all);
    if (kept !== undefined && kept.replaced === replaced.size) return kept.numbers;
    const numbers = all.filter((number) => !replaced.has(number));
    standing.set(all, { replaced: replaced.size, numbers });
    return numbers;
  }

  function order(by: RowOrder, stored: readonly Row[]): OrderedRows {
    return mergeOrdered(stored, madeInOrder(by), made, by.compare);
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
    sorted.add(row);
    matches.add(row);
  }

  function remove(gsid: string): boolean {
    const row = writable(gsid);
    if (row === undefined) return false;
    rows.delete(gsid);
    deleted.set(gsid, row);
    object.rows.splice(object.rows.indexOf(row), 1);
    sorted.remove(gsid);
    lag.forget(gsid);
    matches.forget();
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
      if (lag.isActive()) {
        const shown = object.rows
          .map((row) => lag.shown(gsidOf(row), row))
          .filter((row) => row !== undefined);
        return order(by, shown.toSorted(by.compare));
      }
      const kept = orders.get(by.key);
      if (kept !== undefined && kept.version === version) return kept.rows;
      const ordered = order(by, by.isByGsid ? sorted.list : object.rows.toSorted(by.compare));
      // Another object's rows change without this one's knowing.
      if (by.isForeign) return ordered;
      if (orders.size >= 4) orders.clear();
      orders.set(by.key, { version, rows: ordered });
      return ordered;
    },
    matching: (field, value) => {
      const key = matchKey(field, value);
      const found = matches.find(field, key);
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
      lag.hide(gsidOf(row), undefined);
      changed(gsidOf(row));
      return row;
    },
    update: (gsid, values, by) => {
      const row = writable(gsid);
      if (row === undefined) return false;
      if (Object.entries(values).every(([name, value]) => isSame(row[name] ?? null, value))) return false;
      lag.hide(gsid, { ...row });
      const author = by === undefined ? {} : authorship(by);
      Object.assign(row, values, author);
      stamp(row, modifiedNames);
      matches.forget(Object.keys({ ...values, ...author }));
      changed(gsid);
      return true;
    },
    touch: (gsid) => {
      const row = writable(gsid);
      if (row === undefined) return undefined;
      lag.hide(gsid, { ...row });
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
      nameFields(definitions);
      if (change !== undefined) for (const row of [...object.rows, ...deleted.values()]) change(row);
      matches.forget();
      madeIndex?.clear();
      version += 1;
      onChange();
    },
    changes: () => Object.fromEntries([...touched].map((gsid) => [gsid, rows.get(gsid) ?? null])),
    deletedRows: () => Object.fromEntries(deleted),
    restore: (changes, deletedRows = {}) => {
      for (const [gsid, row] of Object.entries(changes)) {
        const present = writable(gsid);
        if (row === null) remove(gsid);
        else if (present === undefined) place({ ...row });
        else Object.assign(present, row);
        touched.add(gsid);
      }
      // The seeded row is not what was deleted where a write had changed it before.
      for (const [gsid, row] of Object.entries(deletedRows)) deleted.set(gsid, { ...row });
      matches.forget();
      version += 1;
    },
  };
}

function isSame(left: Value, right: Value): boolean {
  if (typeof left !== 'object' || typeof right !== 'object') return left === right;
  return JSON.stringify(left) === JSON.stringify(right);
}
