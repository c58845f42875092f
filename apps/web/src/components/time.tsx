import { createContext, lazy, Suspense, useContext, useEffect, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { formatAge, formatDay, formatInstant, formatRelative } from './format-time.ts';

const TimeZoneContext = createContext('UTC');

/** Sets the zone in which every time below is told. */
export function TimeZoneProvider({ timeZone, children }: { timeZone: string; children: ReactNode }) {
  return <TimeZoneContext value={timeZone}>{children}</TimeZoneContext>;
}

/** The zone in which times are told here. */
export function useTimeZone(): string {
  return useContext(TimeZoneContext);
}

/** The present moment in ms, renewed every `everyMs`, for ages that grow while one looks. */
export function useNow(everyMs = 15_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

// Placing a tip costs more code than all of this file: fetched when the first one is wanted.
const Tip = lazy(async () => ({ default: (await import('./tip.tsx')).Tip }));

/**
 * When something happened, relative ("12 min ago"), with the exact time and its zone on hover and on focus; `isAhead` for
 * what may be still to come ("in 3 h"). Null is shown as `empty`, "never" when absent. In table rows use ExactTime: it adds
 * no tab stop.
 */
export function Time({
  at,
  isAhead = false,
  empty = 'never',
}: {
  at: string | null;
  isAhead?: boolean;
  empty?: string;
}) {
  const now = useNow();
  const timeZone = useTimeZone();
  const target = useRef<HTMLSpanElement>(null);
  const [isExactShown, setIsExactShown] = useState(false);
  if (at === null) return <span className="quiet">{empty}</span>;
  const exact = formatInstant(at, timeZone);
  return (
    <>
      <span
        ref={target}
        tabIndex={0}
        className="time"
        onPointerEnter={() => setIsExactShown(true)}
        onPointerLeave={() => setIsExactShown(false)}
        onFocus={() => setIsExactShown(true)}
        onBlur={() => setIsExactShown(false)}
      >
        <time dateTime={at}>{isAhead ? formatRelative(at, now) : formatAge(at, now)}</time>
        <span className="sr-only"> ({exact})</span>
      </span>
      {isExactShown && (
        <Suspense>
          <Tip target={target} label={exact} onDismiss={() => setIsExactShown(false)} />
        </Suspense>
      )}
    </>
  );
}

/** An instant in full with its zone; null is a dash. */
export function ExactTime({ at }: { at: string | null }) {
  const timeZone = useTimeZone();
  if (at === null) return <span className="quiet">–</span>;
  return (
    <time dateTime={at} className="number">
      {formatInstant(at, timeZone)}
    </time>
  );
}

/** A calendar day (it has no zone); null is a dash. */
export function Day({ on }: { on: string | null }) {
  if (on === null) return <span className="quiet">–</span>;
  return (
    <time dateTime={on} className="number">
      {formatDay(on)}
    </time>
  );
}
