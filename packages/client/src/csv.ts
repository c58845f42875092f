// What a spreadsheet takes for the beginning of a formula, also in full width; NUL, tab and line ends hide one.
const RISKY_START = /^[=+\-@＝＋－＠\t\r\n\0]/u;
const NEEDS_QUOTES = /[",\r\n]|^\s|\s$/u;

/** One line of CSV (RFC 4180, CRLF). Lists are joined by "; ", objects written as JSON, null is empty. */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: unknown): string {
  const text = cellText(value);
  // A spreadsheet would run a text that begins like this as a formula; a number is meant as one.
  const harmless = typeof value !== 'number' && RISKY_START.test(text) ? `'${text}` : text;
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function cellText(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('; ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
