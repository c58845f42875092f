import type { Switches } from '../switches.ts';
import type { Row, Value } from '../world.ts';
import { instantText } from './condition.ts';
import type { FieldPath } from './field-path.ts';

/** A selected field under the spelling that was asked for. */
export interface Column {
  readonly key: string;
  readonly path: FieldPath;
  /** Whether its instants are shown without milliseconds. */
  readonly isInSeconds?: boolean;
}

/** Makes the function that turns a row into the object of the reply. */
export function createRowWriter(
  columns: readonly Column[],
  switches: Readonly<Switches>,
): (row: Row) => Record<string, unknown> {
  const writers = columns.map((column) => ({
    key: column.key,
    read: column.path.read,
    write: valueWriter(column, switches),
  }));
  const omitsNull = switches.nullForm === 'omitted';
  return (row) => {
    const reply: Record<string, unknown> = {};
    for (const { key, read, write } of writers) {
      const value = write(read(row));
      if (value !== null || !omitsNull) reply[key] = value;
    }
    return reply;
  };
}

/** Makes the function that gives a value the form of replies. */
export function valueWriter(
  { path, isInSeconds = false }: Column,
  switches: Readonly<Switches>,
): (value: Value) => unknown {
  switch (path.field.type) {
    case 'DATE':
    case 'DATETIME': {
      const empty = switches.emptyDateForm === 'null' ? null : '';
      if (switches.dateForm === 'epoch')
        return (value) => (value === null ? empty : Date.parse(String(value)));
      if (path.field.type === 'DATE') return (value) => (value === null ? empty : value);
      if (isInSeconds) return (value) => (value === null ? empty : `${instantText(value).slice(0, 19)}Z`);
      return (value) => (value === null ? empty : instantText(value));
    }
    case 'MULTISELECTDROPDOWNLIST':
      if (switches.multiSelectForm === 'array') return (value) => value;
      return (value) => (typeof value === 'object' && value !== null ? value.join(';') : value);
    case 'JSON':
      return (value): unknown => (typeof value === 'string' ? JSON.parse(value) : value);
    default:
      return (value) => value;
  }
}
