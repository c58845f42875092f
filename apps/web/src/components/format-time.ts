const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
// The product speaks English; en-GB writes "12 Nov 2026" and names the zones of Europe ("CET").
const LOCALE = 'en-GB';

/** "12 Nov 2026, 14:03 CET": an instant in a zone, which is named. An unknown zone falls back to UTC. */
export function formatInstant(at: string, timeZone: string): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return at;
  const parts = { dateStyle: undefined, day: 'numeric', month: 'short', year: 'numeric' } as const;
  const clock = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  try {
    return new Intl.DateTimeFormat(LOCALE, { ...parts, ...clock, timeZone }).format(moment);
  } catch {
    // The zone comes from a setting; one that this browser does not know must not break the page.
    return new Intl.DateTimeFormat(LOCALE, { ...parts, ...clock, timeZone: 'UTC' }).format(moment);
  }
}

/** "31 Mar 2027" from `yyyy-MM-dd`; a day has no zone, so it is read and written in UTC. */
export function formatDay(on: string): string {
  const moment = new Date(`${on.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(moment.getTime())) return on;
  return new Intl.DateTimeFormat(LOCALE, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(moment);
}

/** "12 min ago", "in 3 h", "6 days ago"; within 45 s "just now" or "in a moment". */
export function formatRelative(at: string, nowMs: number): string {
  const distanceMs = new Date(at).getTime() - nowMs;
  if (Number.isNaN(distanceMs)) return at;
  const sizeMs = Math.abs(distanceMs);
  if (sizeMs < 45_000) return distanceMs > 0 ? 'in a moment' : 'just now';
  const words = formatSpan(sizeMs);
  return distanceMs > 0 ? `in ${words}` : `${words} ago`;
}

/**
 * "12 min ago", "just now": the age of what has happened. Never ahead, though the clock that it is told by stands behind:
 * that is renewed now and then only, and a browser's may differ from the server's.
 */
export function formatAge(at: string, nowMs: number): string {
  return formatRelative(at, Math.max(nowMs, new Date(at).getTime()));
}

function formatSpan(sizeMs: number): string {
  if (sizeMs < 59.5 * MINUTE_MS) return `${Math.max(1, Math.round(sizeMs / MINUTE_MS))} min`;
  if (sizeMs < 36 * HOUR_MS) return `${Math.round(sizeMs / HOUR_MS)} h`;
  const days = Math.round(sizeMs / DAY_MS);
  return days === 1 ? '1 day' : `${days} days`;
}

/** "in 128 days", "today", "12 days ago" between a calendar day and today in a zone. */
export function formatDaysFromToday(on: string, nowMs: number, timeZone: string): string {
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone }).format(new Date(nowMs));
  const days = Math.round(
    (Date.parse(`${on.slice(0, 10)}T00:00:00Z`) - Date.parse(`${today}T00:00:00Z`)) / DAY_MS,
  );
  if (Number.isNaN(days)) return '';
  if (days === 0) return 'today';
  const words = Math.abs(days) === 1 ? '1 day' : `${Math.abs(days)} days`;
  return days > 0 ? `in ${words}` : `${words} ago`;
}

/** "1:04" or "1:02:05" within a recording; null is empty text. */
export function formatClock(ms: number | null): string {
  if (ms === null) return '';
  const seconds = Math.floor(ms / 1000);
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/** "47 min", "1 h 5 min", "40 s"; null is empty text. */
export function formatDuration(seconds: number | null): string {
  if (seconds === null) return '';
  if (seconds < 60) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Name of the zone in which this browser reads times that are typed in. */
export function browserZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}
