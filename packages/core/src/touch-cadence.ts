/** How often stakeholders are to be met, in days; what is nearest to the person counts. */
export interface TouchCadence {
  /** For everyone else; null: no interval is expected. */
  readonly touchEveryDays: number | null;
  /** By role, as stakeholders show it. */
  readonly byRole: Readonly<Record<string, number>>;
  /** By tier of the account, as accounts show it. */
  readonly byTier: Readonly<Record<string, number>>;
}

/** Days of an interval by the word that people use for it. */
const WORDS: Readonly<Record<string, number>> = {
  daily: 1,
  weekly: 7,
  biweekly: 14,
  fortnightly: 14,
  monthly: 30,
  bimonthly: 60,
  quarterly: 91,
  halfyearly: 182,
  semiannually: 182,
  semiannual: 182,
  yearly: 365,
  annually: 365,
  annual: 365,
};
const UNITS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };
const MAX_DAYS = 3_650;

/** Days of a touch frequency as the source has it: a number of days, a word, or "every 2 weeks"; null for other text. */
export function parseTouchFrequency(text: string): number | null {
  const word = text.trim().toLowerCase();
  const known = WORDS[word.replaceAll(/[^a-z]/gu, '')];
  if (known !== undefined) return known;
  const match = /^(?:every\s+)?(?<count>\d{1,4}(?:\.\d+)?)?\s*(?<unit>day|week|month|quarter|year)?s?$/u.exec(
    word,
  );
  const { count, unit } = match?.groups ?? {};
  if (count === undefined && unit === undefined) return null;
  const days = Math.round(Number(count ?? 1) * (UNITS[unit ?? 'day'] ?? 1));
  return days >= 1 && days <= MAX_DAYS ? days : null;
}

/** Whole days that a touch is late; null when none is due yet, or none is expected. */
export function daysOverdue(dueAt: Date | null, now: Date): number | null {
  if (dueAt === null || dueAt >= now) return null;
  return Math.floor((now.getTime() - dueAt.getTime()) / 86_400_000);
}
