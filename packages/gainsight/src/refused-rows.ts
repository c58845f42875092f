import { z } from 'zod';
import type { FieldRefusal, RefusedRow } from './errors.ts';
import { reasonOf } from './refusal-reason.ts';
import type { Row } from './row.ts';

const refusal = z.object({
  errorMessage: z.string().nullish().catch(null),
  errorCode: z.string().nullish().catch(null),
  fieldName: z.string().nullish().catch(null),
  invalidValue: z.unknown().optional(),
});
const entry = z.object({ errors: z.array(refusal).nullish() });
/** `data.errors`, an array of arrays whose outer index is the record (reference 5.2 [C]); a good record may be null. */
const refusals = z.object({ errors: z.array(z.union([z.array(entry), entry, z.null()])) });

/**
 * Reads which of the sent records a refused write names. The outer index is trusted only when there is an entry per
 * record; else a record is named by the value it was refused for, and when that is not certain none is named: a
 * wrong name would set a good record aside.
 */
export function readRefusedRows(data: unknown, sent: readonly Row[]): RefusedRow[] {
  const parsed = refusals.safeParse(data);
  if (!parsed.success) return [];
  const entries = parsed.data.errors.map((outer) => {
    const inner = outer === null ? [] : Array.isArray(outer) ? outer : [outer];
    return inner.flatMap((one) => (one.errors ?? []).map(toRefusal));
  });
  const isAligned = entries.length === sent.length;
  const rows: RefusedRow[] = [];
  for (const [position, errors] of entries.entries()) {
    if (errors.length === 0) continue;
    const index = isAligned ? position : indexByValue(errors, sent);
    if (index === null) return [];
    rows.push({ index, errors });
  }
  return rows;
}

function toRefusal(one: z.infer<typeof refusal>): FieldRefusal {
  return {
    code: one.errorCode ?? null,
    reason: reasonOf(one.errorCode ?? null),
    field: one.fieldName ?? null,
    message: one.errorMessage ?? null,
    invalidValue: one.invalidValue ?? null,
  };
}

function indexByValue(errors: readonly FieldRefusal[], sent: readonly Row[]): number | null {
  const matching = sent.flatMap((record, index) =>
    errors.every(({ field, invalidValue }) => field !== null && holds(record, field, invalidValue))
      ? [index]
      : [],
  );
  return matching.length === 1 ? (matching[0] ?? null) : null;
}

function holds(record: Row, field: string, invalidValue: unknown): boolean {
  const name = Object.keys(record).find((key) => key.toLowerCase() === field.toLowerCase());
  if (name === undefined) return false;
  return asText(record[name]) === asText(invalidValue);
}

/** Picklist refusals wrap a single value in an array (reference 3.6 [C]). */
function asText(value: unknown): string {
  return String(Array.isArray(value) && value.length === 1 ? value[0] : value);
}
