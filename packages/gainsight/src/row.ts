/** A record in Gainsight's words: field name, as requested, to value. Absent means null (reference 3.6 [D]). */
export type Row = Readonly<Record<string, unknown>>;

/** Whether a JSON value is a record. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
