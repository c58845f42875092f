/** An instant, and the calendar day that was written when the text had no time of its own. */
export interface DateValue {
  readonly at: Date;
  /** `yyyy-MM-dd` as written; for texts with an offset, the day in the zone that reads them. */
  readonly day: string;
}

const isoForm =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d{2}:?\d{2})?)?$/i;
const americanForm = /^(\d{2})[-/](\d{2})[-/](\d{4})$/;

/**
 * Reads a date in any form that the documents or live clients use (reference section 3.5): ISO with or
 * without time, fraction and offset, `MM-dd-yyyy`, and epoch milliseconds. A text without an offset is
 * read `zoneMinutes` east of UTC. Returns null for anything else.
 */
export function readDate(input: unknown, zoneMinutes = 0): DateValue | null {
  if (typeof input === 'number') return readEpoch(input, zoneMinutes);
  if (typeof input !== 'string') return null;
  const text = input.trim();
  // Ten digits and fewer are seconds or a packed date: the vendor refuses them (its sample is 210318).
  if (/^\d{12,14}$/.test(text)) return readEpoch(Number(text), zoneMinutes);
  const american = americanForm.exec(text);
  if (american !== null) return fromParts([american[3], american[1], american[2]], undefined, zoneMinutes);
  const iso = isoForm.exec(text);
  return iso === null ? null : fromParts(iso.slice(1, 8), iso[8], zoneMinutes);
}

/** `yyyy-MM-dd` of an instant, so many minutes east of UTC. */
function dayIn(at: Date, zoneMinutes: number): string {
  return new Date(at.getTime() + zoneMinutes * 60_000).toISOString().slice(0, 10);
}

function readEpoch(epochMs: number, zoneMinutes: number): DateValue | null {
  if (!Number.isFinite(epochMs) || Math.abs(epochMs) < 1e11 || Math.abs(epochMs) > 8e14) return null;
  const at = new Date(epochMs);
  return { at, day: dayIn(at, zoneMinutes) };
}

function fromParts(
  parts: readonly (string | undefined)[],
  offset: string | undefined,
  zoneMinutes: number,
): DateValue | null {
  const [year, month, day, hour = 0, minute = 0, second = 0] = parts
    .slice(0, 6)
    .map((part) => Number(part ?? 0));
  if (year === undefined || month === undefined || day === undefined) return null;
  const fraction = Number((parts[6] ?? '').slice(0, 3).padEnd(3, '0'));
  if (hour > 23 || minute > 59 || second > 59) return null;
  const utc = new Date(Date.UTC(year, month - 1, day, hour, minute, second, fraction));
  if (utc.getUTCMonth() !== month - 1 || utc.getUTCDate() !== day) return null;
  const east = offset === undefined ? zoneMinutes : offsetMinutes(offset);
  const at = new Date(utc.getTime() - east * 60_000);
  return { at, day: offset === undefined ? utc.toISOString().slice(0, 10) : dayIn(at, zoneMinutes) };
}

function offsetMinutes(offset: string): number {
  if (offset.toUpperCase() === 'Z') return 0;
  const digits = offset.slice(1).replace(':', '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2, 4));
  return offset.startsWith('-') ? -minutes : minutes;
}
