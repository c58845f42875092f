import type { FieldDefinition, Row, Value } from '../world.ts';

/** A field reached from a row, directly or over lookups. */
export interface FieldPath {
  readonly field: FieldDefinition;
  /** Whether the value belongs to another object's row. */
  readonly isForeign: boolean;
  read(row: Row): Value;
}

/** The name under which a lookup is followed: `Csm` → `Csm__gr`, `Account__gc` → `Account__gr`. */
export function lookupName(field: FieldDefinition): string {
  return `${field.name.replace(/__gc$/i, '')}__gr`;
}
