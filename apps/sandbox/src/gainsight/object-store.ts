import type { SandboxClock } from '../clock.ts';
import type { Switches } from '../switches.ts';
import type { FieldDefinition, Row, Value, WorldObject } from '../world.ts';
import { newGsid } from './gsid.ts';

/** The records of one object with the indexes that keep big queries quick. */
export interface ObjectStore {
  readonly object: WorldObject;
  /** Grows with every write; sorted lists are kept as long as it stands still. */
  version(): number;
  /** Finds a field by name in any letter case. */
  field(name: string): FieldDefinition | undefined;
  find(gsid: string): Row | undefined;
  /** Every row in ascending order of Gsid. */
  byGsid(): readonly Row[];
  /** Every row in the order given by `compare`, remembered under `key` until a row changes. */
  inOrder(key: string, compare: (left: Row, right: Row) => number): readonly Row[];
  /** Gsids of the rows whose field has this value; text of e-mail fields in any letter case. */
  matching(field: FieldDefinition, value: Value): readonly string[];
  /** Whether some writes do not show in queries yet. */
  hasHidden(): boolean;
  /** The row as queries see it now, or undefined when they do not see it yet. */
  visible(row: Row): Row | undefined;
  insert(values: Row): Row;
  /** Sets the fields; moves the modified date only when a value changes. Returns whether one did. */
  update(gsid: string, values: Row): boolean;
  /** Moves the modified date alone. */
  touch(gsid: string): Row | undefined;
  delete(gsid: string): boolean;
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
  const prefix = object.keyPrefix ?? '1X00SANDBOXTENANT0';
  const fields = new Map(object.fields.map((field) => [field.name.toLowerCase(), field]));
  const rows = new Map<string, Row>();
  for (const row of object.rows) {
    if (row['Gsid'] === undefined) row['Gsid'] = newGsid(prefix);
    rows.set(gsidOf(row), row);
  }
  const sorted = object.rows.toSorted(compareGsid);
  const touched = new Set<string>();
  const orders = new Map<string, { version: number; rows: readonly Row[] }>();
  /** Field name → match key → Gsids; added to on insert, thrown away when a value changes or a row goes. */
  const matches = new Map<string, { field: FieldDefinition; found: Map<string, string[]> }>();
  /** Gsid → how the row looked to queries, until the instant at which its next state shows. */
  const hidden = new Map<string, { until: number; row: Row | undefined }[]>();
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

  function stamp(row: Row, names: readonly string[]): void {
    for (const name of names) if (fields.has(name.toLowerCase())) row[name] = clock.now().toISOString();
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
    const row = rows.get(gsid);
    if (row === undefined) return false;
    rows.delete(gsid);
    object.rows.splice(object.rows.indexOf(row), 1);
    sorted.splice(positionAfter(sorted, gsid) - 1, 1);
    hidden.delete(gsid);
    matches.clear();
    return true;
  }

  return {
    object,
    version: () => version,
    field: (name) => fields.get(name.toLowerCase()),
    find: (gsid) => rows.get(gsid),
    byGsid: () => sorted,
    inOrder: (key, compare) => {
      const kept = orders.get(key);
      if (kept !== undefined && kept.version === version) return kept.rows;
      const ordered = object.rows.toSorted(compare);
      if (orders.size >= 4) orders.clear();
      orders.set(key, { version, rows: ordered });
      return ordered;
    },
    matching: (field, value) => {
      let kept = matches.get(field.name);
      if (kept === undefined) {
        kept = { field, found: new Map() };
        for (const row of object.rows) addMatch(kept, row);
        matches.set(field.name, kept);
      }
      return kept.found.get(matchKey(field, value)) ?? [];
    },
    hasHidden: () => {
      const now = clock.now().getTime();
      for (const [gsid, states] of hidden) {
        if (states.every((state) => state.until <= now)) hidden.delete(gsid);
      }
      return hidden.size > 0;
    },
    visible: (row) => {
      const now = clock.now().getTime();
      const state = hidden.get(gsidOf(row))?.find(({ until }) => until > now);
      return state === undefined ? row : state.row;
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
    update: (gsid, values) => {
      const row = rows.get(gsid);
      if (row === undefined) return false;
      if (Object.entries(values).every(([name, value]) => isSame(row[name] ?? null, value))) return false;
      hide(gsid, { ...row });
      Object.assign(row, values);
      stamp(row, modifiedNames);
      for (const name of Object.keys(values)) matches.delete(name);
      changed(gsid);
      return true;
    },
    touch: (gsid) => {
      const row = rows.get(gsid);
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
    changes: () => Object.fromEntries([...touched].map((gsid) => [gsid, rows.get(gsid) ?? null])),
    restore: (kept) => {
      for (const [gsid, row] of Object.entries(kept)) {
        const present = rows.get(gsid);
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
export function positionAfter(sorted: readonly Row[], gsid: string): number {
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
