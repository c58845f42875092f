import { CoreError } from './errors.ts';
import type { JsonValue } from './json.ts';
import type { FieldType } from './source-field.ts';

/** A day without time or zone, `yyyy-MM-dd`, years 0001–9999: compares as text. */
export type CalendarDay = string;

const DAY_MS = 86_400_000;

/** A day that every month has: no calendar need be asked. */
const EARLY_DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])$/;

/** The day a text names, or null: the form must be `yyyy-MM-dd` and the day must exist. */
export function parseDay(text: string): CalendarDay | null {
  if (EARLY_DAY.test(text)) return text;
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return null;
  const time = Date.parse(`${text}T00:00:00Z`);
  if (Number.isNaN(time)) return null;
  return new Date(time).toISOString().slice(0, 10) === text ? text : null;
}

/** The day `days` after (before, when negative) a day. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** Whole days from one day to another; negative when `to` lies before `from`. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether this machine knows the IANA name of a zone. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false; // Intl says "unknown zone" by throwing; that is the answer here
  }
}

/** The day of an instant in a zone (IANA name, default `UTC`). Throws `core_invalid_time` on an invalid date. */
export function dayOf(instant: Date, zone = 'UTC'): CalendarDay {
  if (Number.isNaN(instant.getTime())) {
    throw new CoreError({
      code: 'core_invalid_time',
      message: 'An invalid date has no day.',
      remedy: 'Parse dates at the edge and pass only valid ones.',
    });
  }
  if (zone === 'UTC') return instant.toISOString().slice(0, 10);
  return formatOf(zone).format(instant);
}

/** The longest that one day lasts in any zone, an hour put back and one to spare. */
const LONGEST_DAY_MS = 26 * 3_600_000;

/** The instant, to the second, at which the next day begins in a zone (IANA name, default `UTC`). */
export function nextDayStart(instant: Date, zone = 'UTC'): Date {
  const today = dayOf(instant, zone);
  let before = Math.floor(instant.getTime() / 1_000);
  let after = before + LONGEST_DAY_MS / 1_000;
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2);
    if (dayOf(new Date(middle * 1_000), zone) === today) before = middle;
    else after = middle;
  }
  return new Date(after * 1_000);
}

/** The format is made once per zone: making one costs a thousand times what using it does. */
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (format === undefined) {
    // en-CA writes yyyy-MM-dd
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?\s?(Z|[+-]\d{2}:?\d{2})?$/;

/**
 * The instant a source value names: ISO 8601 text or epoch milliseconds. A text without zone is read as UTC;
 * a bare day is its midnight in UTC. Null for anything else.
 */
export function parseInstant(value: JsonValue | undefined): Date | null {
  if (typeof value === 'number') return dateOf(value);
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (parseDay(text) !== null) return dateOf(Date.parse(`${text}T00:00:00Z`));
  const match = INSTANT.exec(text);
  if (match === null) return null;
  const iso = text.replace(' ', 'T').replace(/\s/, '');
  return dateOf(Date.parse(match[1] === undefined ? `${iso}Z` : iso));
}

/**
 * The day a source value names. A field of type `date` carries no zone, so its epoch form is read in UTC, and a midnight
 * with an offset is the day that is written; an instant falls on the day it has in the workspace's zone. Null when it
 * names no day.
 */
export function parseDayValue(
  value: JsonValue | undefined,
  type: FieldType,
  zone: string,
): CalendarDay | null {
  const text = typeof value === 'string' ? value.trim() : '';
  const day = parseDay(text);
  if (day !== null) return day;
  const instant = parseInstant(value);
  if (instant === null) return null;
  if (type === 'date' && /^.{10}[T ]00:00/.test(text)) return parseDay(text.slice(0, 10));
  return dayOf(instant, type === 'date' ? 'UTC' : zone);
}

/** Only years that the day form can write are dates here. */
function dateOf(timeMs: number): Date | null {
  const date = new Date(timeMs);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date : null;
}
