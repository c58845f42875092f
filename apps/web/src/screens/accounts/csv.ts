/**
 * Rows as CSV (RFC 4180, CRLF). Text that a spreadsheet would run as a formula (= + - @, tab, return)
 * gets an apostrophe in front: names come from outside.
 */
export function csvOf(rows: readonly (readonly unknown[])[]): string {
  return rows.map((row) => row.map(cellOf).join(',') + '\r\n').join('');
}

function cellOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
