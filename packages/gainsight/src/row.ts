/** A record in Gainsight's words: field name, as requested, to value. Absent means null (reference 3.6 [D]). */
export type Row = Readonly<Record<string, unknown>>;

/** The longest id that is taken for one: a GSID has 36 characters. */
const MAX_GSID_UNITS = 255;

/** The id of a record under the name that its query spelled; null when it has none, or one that nobody could keep. */
export function gsidOf(row: Row, key = 'Gsid'): string | null {
  const id = row[key];
  if (typeof id !== 'string' || id === '' || id.length > MAX_GSID_UNITS) return null;
  return id.includes('\0') || !id.isWellFormed() ? null : id;
}

/** Whether a JSON value is a record. */
export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
