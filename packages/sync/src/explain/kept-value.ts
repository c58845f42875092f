import { isJsonObject } from '@handrail/core';
import type { JsonValue } from '@handrail/core';
import type { RecordFacts } from '@handrail/database';
import { GSID } from '../inbound/source-record.ts';

/** What is stored of one field of a source record. */
export interface KeptValue {
  readonly value: JsonValue;
  /** Whether the value is what the source holds; of a record that is out most are not kept. */
  readonly isKept: boolean;
}

/** Reads fields of a source record; of one that is out its id, its name and the value that decided are kept. */
export function keptValuesOf(
  stored: RecordFacts | undefined,
  of: {
    readonly gainsightId: string;
    /** The source fields whose values stand beside the record itself; null where no field is known to hold them. */
    readonly nameField: string | null;
    readonly decidedField: string | null;
  },
): (field: string) => KeptValue {
  const payload = stored?.payload as JsonValue | undefined;
  if (isJsonObject(payload)) return (field) => ({ value: payload[field] ?? null, isKept: true });
  if (stored === undefined || stored.verdict.in) return () => ({ value: null, isKept: true });
  const pairs: readonly (readonly [string | null, JsonValue])[] = [
    [GSID, of.gainsightId],
    [of.nameField, stored.name],
    [of.decidedField, stored.verdict.value],
  ];
  const kept = new Map(pairs.map(([field, value]) => [field?.toLowerCase(), value]));
  return (field) => {
    const value = kept.get(field.toLowerCase());
    return { value: value ?? null, isKept: value !== undefined };
  };
}
