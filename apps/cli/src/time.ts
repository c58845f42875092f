/** An instant as `2026-08-01 10:42:05 UTC`; null stays null, what is no instant stays as it is. */
export function formatInstant(instant: string | null): string | null {
  if (instant === null) return null;
  const time = Date.parse(instant);
  if (Number.isNaN(time)) return instant;
  return `${new Date(time).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** How long ago, or how long until, in the largest whole unit: `3 min ago`, `in 2 h`. */
export function formatDistance(instant: string | null, now: Date): string | null {
  if (instant === null) return null;
  const seconds = Math.round((Date.parse(instant) - now.getTime()) / 1000);
  if (Number.isNaN(seconds)) return instant;
  const length = Math.abs(seconds);
  const text =
    length < 60
      ? `${length} s`
      : length < 3600
        ? `${Math.floor(length / 60)} min`
        : length < 86_400
          ? `${Math.floor(length / 3600)} h`
          : `${Math.floor(length / 86_400)} d`;
  return seconds > 0 ? `in ${text}` : `${text} ago`;
}

/** How long ago something happened; never ahead, though the clock of this machine stands behind the server's. */
export function formatAge(instant: string | null, now: Date): string | null {
  if (instant === null) return null;
  return formatDistance(instant, new Date(Math.max(now.getTime(), Date.parse(instant) || 0)));
}
