import { parseDate } from './dates.ts';
import type { Row } from './row.ts';
import { parseFlag, parseNumber, parseText } from './values.ts';

/** How the value of a field is read. */
const READERS = {
  text: parseText,
  number: parseNumber,
  flag: parseFlag,
  date: parseDate,
} as const;

/** A kind of value. */
type Kind = keyof typeof READERS;

/** One property of a record: how it is read, and the names its field has, the usual one first. */
interface Property<K extends Kind = Kind> {
  readonly kind: K;
  readonly fields: readonly [string, ...string[]];
}

/** The properties of a kind of record beside its Gsid. */
export type Shape = Readonly<Record<string, Property>>;

/** What a field of a shape gives. */
type ValueOf<K extends Kind> = Exclude<ReturnType<(typeof READERS)[K]>, undefined>;

/** A record read by a shape. A property whose field was not asked for is as one without a value. */
export type RecordOf<S extends Shape> = {
  readonly [Name in keyof S]: ValueOf<S[Name]['kind']>;
} & {
  readonly gsid: string;
  /** The row itself: every field asked for, as it came. */
  readonly row: Row;
};

/** A row that does not have its documented form; the rest of the page is fine. */
export interface UnreadableRow {
  readonly gsid: string | null;
  /** Fields whose values are of another kind, by the names asked for; `Gsid` when the row has none. */
  readonly fields: readonly string[];
}

/** Names one property, its field and how it is read. */
export function property<K extends Kind>(kind: K, ...fields: readonly [string, ...string[]]): Property<K> {
  return { kind, fields };
}

/** The usual field names of a shape, Gsid first. */
export function fieldsOf(shape: Shape): readonly string[] {
  return ['Gsid', ...Object.values(shape).map(({ fields }) => fields[0])];
}

/** Those fields of a shape that an object has, as it spells them; Gsid always. Names differ only in letter case. */
export function fieldsAmong(shape: Shape, described: readonly string[]): readonly string[] {
  const spelled = new Map(described.map((name) => [name.toLowerCase(), name]));
  const found = Object.values(shape).flatMap(({ fields }) => {
    const name = fields.find((one) => spelled.has(one.toLowerCase()));
    return name === undefined ? [] : [spelled.get(name.toLowerCase()) ?? name];
  });
  return ['Gsid', ...found];
}

/**
 * Makes a reader of rows that were asked for under the given names, in any letter case: `ok` false names the fields
 * that cannot be read, and nothing of the row is guessed.
 */
export function createRowReader<S extends Shape>(
  shape: S,
  asked: readonly string[],
): (
  row: Row,
) =>
  { readonly ok: true; readonly record: RecordOf<S> } | { readonly ok: false; readonly why: UnreadableRow } {
  const spelled = new Map(asked.map((name) => [name.toLowerCase(), name]));
  const gsidName = spelled.get('gsid') ?? 'Gsid';
  const plan = Object.entries(shape).map(([name, { kind, fields }]) => {
    const field = fields.find((one) => spelled.has(one.toLowerCase()));
    return {
      name,
      read: READERS[kind],
      field: field === undefined ? null : spelled.get(field.toLowerCase()),
    };
  });
  return (row) => {
    const gsid = row[gsidName];
    const hasGsid = typeof gsid === 'string' && gsid !== '';
    const unreadable = hasGsid ? [] : ['Gsid'];
    const values: Record<string, unknown> = { gsid, row };
    for (const { name, read, field } of plan) {
      const value = read(field == null ? undefined : row[field]);
      if (value === undefined) unreadable.push(field ?? name);
      values[name] = value;
    }
    if (unreadable.length > 0) {
      return { ok: false, why: { gsid: hasGsid ? gsid : null, fields: unreadable } };
    }
    // Made just now from the shape itself, which no type can follow through a loop.
    return { ok: true, record: values as RecordOf<S> };
  };
}
