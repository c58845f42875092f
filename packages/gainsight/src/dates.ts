const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?) ?(Z|[+-]\d{2}:?\d{2})?)?$/;
const FIRST_MS = Date.parse('0001-01-01T00:00Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');
const EPOCH_MS = /^-?\d{11,14}$/;

/**
 * Reads a date as Gainsight replies give it: ISO 8601 with or without time, epoch milliseconds as a number or
 * digits, null or `''` for none (reference 3.5 [D, C]). A time without an offset is read as UTC, a day as its UTC
 * midnight. Undefined when the value is no date.
 */
export function parseDate(value: unknown): Date | null | undefined {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return validDate(value);
  if (typeof value !== 'string') return undefined;
  if (EPOCH_MS.test(value)) return validDate(Number(value));
  const match = ISO.exec(value);
  if (match === null) return undefined;
  const [, day = '', time = '00:00', offset = 'Z'] = match;
  const isRealDay =
    validDate(Date.parse(`${day}T00:00Z`))
      ?.toISOString()
      .startsWith(day) === true;
  if (!isRealDay) return undefined;
  const colon = offset === 'Z' || offset.includes(':') ? offset : `${offset.slice(0, 3)}:${offset.slice(3)}`;
  return validDate(Date.parse(`${day}T${time}${colon}`));
}

/** A date-time as `where` values take it: whole seconds, always with `Z` (reference 3.5 and question 8). */
export function formatFilterDate(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

/** A date-time as `ActivityDate` takes it: milliseconds and a numeric offset (reference 3.5 and 10.2 [D]). */
export function formatActivityDate(date: Date): string {
  return `${date.toISOString().slice(0, 23)}+00:00`;
}

/** Undefined outside the years 1 to 9999, which four digits can say: neither a filter nor ISO 8601 names the others. */
function validDate(atMs: number): Date | undefined {
  return atMs >= FIRST_MS && atMs <= LAST_MS ? new Date(atMs) : undefined;
}
