import type { Switches } from '../switches.ts';
import type { Row, Value } from '../world.ts';
import { instantText } from './condition.ts';
import type { FieldPath } from './field-path.ts';

/** A selected field under the spelling that was asked for. */
export interface Column {
  readonly key: string;
  readonly path: FieldPath;
}

/** Makes the function that turns a row into the object of the reply. */
export function createRowWriter(
  columns: readonly Column[],
  switches: Readonly<Switches>,
): (row: Row) => Record<string, unknown> {
  const writers = columns.map(({ key, path }) => ({
    key,
    read: path.read,
    write: valueWriter(path, switches),
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

function valueWriter(path: FieldPath, switches: Readonly<Switches>): (value: Value) => unknown {
  switch (path.field.type) {
    case 'DATE':
    case 'DATETIME': {
      const empty = switches.emptyDateForm === 'null' ? null : '';
      if (switches.dateForm === 'epoch')
        return (value) => (value === null ? empty : Date.parse(String(value)));
      if (path.field.type === 'DATETIME') return (value) => (value === null ? empty : instantText(value));
      return (value) => (value === null ? empty : value);
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
