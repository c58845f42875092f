import { addDays, dayOf } from '@handrail/core';
import type { Chrono as Parser } from 'chrono-node';
import { casual as german } from 'chrono-node/de';
import { casual as english } from 'chrono-node/en';
import { casual as spanish } from 'chrono-node/es';
import { casual as french } from 'chrono-node/fr';
import { casual as swedish } from 'chrono-node/sv';
import { nameMonths } from './bare-days.ts';
import { LONG_TEXT } from './prime-patterns.ts';

/**
 * The day by which something is due, as an ISO day, from words like "by Friday" or "bis 31. März"; null when none
 * is named. Weekdays and dates without a year are read forward from the meeting's day in its time zone. A span that
 * names no day ("next week", "in March", "Q2") gives null: a day would be a guess.
 */
export function findDueDay(
  text: string,
  language: string,
  startedAt: Date | null,
  timeZone = 'UTC',
): string | null {
  if (startedAt === null || Number.isNaN(startedAt.getTime())) return null;
  const today = dayOf(startedAt, timeZone);
  const end = endOfSpan(text, today);
  if (end !== null) return end;
  const reading = READINGS.get(language);
  if (reading === undefined) return null;
  prime(reading.parser);
  const blank = (match: string) => ' '.repeat(match.length);
  const cleaned = nameMonths(
    text
      .replace(CONDITION, blank)
      .replace(NOT_A_DAY, blank)
      .replace(LATER_TODAY, reading.today)
      .replace(SWEDISH_TOMORROW, 'imorgon')
      .replace(JOINED_PART_OF_DAY, '$1'),
    language,
    today,
  );
  const isToday = TODAY.test(text);
  // The parser sees the meeting's wall clock as if it were UTC, so days come out in the meeting's zone.
  const reference = { instant: new Date(`${today}T12:00:00Z`), timezone: 0 };
  const isInvitation = INVITATION.test(text);
  let found: string | null = null;
  for (const result of reading.parser.parse(cleaned, reference, { forwardDate: true })) {
    const { start } = result;
    const before = cleaned.slice(Math.max(0, result.index - 24), result.index);
    if (!start.isCertain('day') && !start.isCertain('weekday')) continue;
    if (NO_DAY.test(result.text) || NOT_DUE.test(before)) continue;
    const after = cleaned.slice(result.index + result.text.length);
    // "från" is no Friday: the parsers end a word at a letter with a mark.
    if (SEVERAL_DAYS.test(after) || /^\p{L}/u.test(after)) continue;
    const year = start.get('year');
    const month = start.get('month');
    const day = start.get('day');
    if (year === null || month === null || day === null) continue;
    const read = isoDay(year, month, day);
    if (read < today) continue;
    // "By Friday", said on a Friday, is the next one: of the same day people say "today".
    const iso =
      read === today && !start.isCertain('day') && !isToday && !/this|dies|ce |den här/iu.test(result.text)
        ? addDays(read, 7)
        : read;
    // A deadline ("by …") beats a day that is merely mentioned.
    if (DEADLINE.test(before)) return iso;
    if (isInvitation && !NEAR_DAY.test(result.text)) continue;
    found ??= iso;
  }
  return found;
}

const primed = new Set<Parser>();

/** Makes the patterns of a parser ready: see {@link primePatterns}. */
function prime(parser: Parser): void {
  if (primed.has(parser)) return;
  primed.add(parser);
  parser.parse(LONG_TEXT);
}

/** What reads the days of a language, and its word for today. */
const READINGS = new Map([
  ['en', { parser: english, today: 'today' }],
  ['de', { parser: german, today: 'heute' }],
  ['fr', { parser: french, today: "aujourd'hui" }],
  ['es', { parser: spanish, today: 'hoy' }],
  ['sv', { parser: swedish, today: 'idag' }],
]);

// The parsers take the rest of a day for no day of its own, and know "idag" and "imorgon" in one word only.
const LATER_TODAY =
  /(?<!\p{L})(?:(?:this|later this) (?:afternoon|evening)|tonight|heute (?:nachmittag|abend|nacht)|(?:cet après-midi|ce soir|cette nuit)|esta (?:tarde|noche)|hoy mismo|i ?(?:dag|eftermiddag|kväll|natt))(?!\p{L})/giu;
const SWEDISH_TOMORROW = /(?<!\p{L})i morgon(?!\p{L})/giu;

/** "Donnerstagabend", "torsdagskväll": the parsers know the day alone. */
const JOINED_PART_OF_DAY =
  /(?<!\p{L})((?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|(?:mån|tis|ons|tors|fre|lör|sön)dag)s?(?:früh|morgen|vormittag|mittag|nachmittag|abend|nacht|(?:morgon|förmiddag|eftermiddag|kväll|natt)(?:en)?)(?!\p{L})/giu;

const NOT_A_DAY =
  /\b24\s?\/\s?7\b|\b(?:sat|sun|mon|wed|fri)\b(?! the| \d)|\b\d+(?:st|nd|rd|th) (?:floor|place|time|party)\b|\bfr(?=üh)|guten morgen|morgen zusammen|\b\d+(?:[.,]\d+)?\s?(?:minutes?|hours?|seconds?|minuten|stunden|sekunden)\b|\bsecond\b|(?<!right )\bnow\b|\bthe day\b(?! after| before)|(?<!\p{L})(?:jetzt|nu|maintenant|ahora)(?!\p{L})|\b(?:last|previous|past|letzten?|letzter|vergangenen?|vorigen?) \p{L}+/giu;
const NO_DAY =
  /week\b(?!.*(?:mon|tues|wednes|thurs|fri|satur|sun))|month|quarter|year|woche$|monat|quartal|jahr|semana|año|semaine\b|mois|trimestre|année|^\d+$|ago|vor /iu;
// A day that began something, that comes again and again, or that a span runs over is no deadline.
const NOT_DUE =
  /\b(?:(?:last|since|from|for|over|during|every|each|seit|letzten|letzte|after|nach|ab|jeden|jede|für|depuis|après|chaque|tous les|desde|después de|cada|todos los|sedan|från|efter|varje)\s+(?:the\s+|dem\s+|die\s+|le\s+|el\s+)?|(?:mon|tues|wednes|thurs|fri|satur|sun|diens|donners|frei|sams|sonn)(?:day|tag)s?\s+(?:and|or|und|oder)\s+)$/iu;
const SEVERAL_DAYS =
  /^\s+(?:and|or|und|oder|et|ou|och|eller)\s+(?:på\s+)?(?:mon|tue|wed|thu|fri|sat|sun|die|mit|don|fre|sam|lun|mar|mer|jeu|ven|dim|mån|tis|ons|tor|lör|sön)\p{L}*/iu;
const DEADLINE =
  /\b(?:by|until|till|before|no later than|bis|spätestens|vor|avant|d'ici|jusqu'(?:à|au)|pour|antes de|para|hasta|senast|innan|före)\s+(?:(?:the|zum|am|le|el|spätestens|noon|end of(?: day)?|close of business|this|next|on)\s+)*$/iu;

// The day in a promise to invite is mostly the day of the meeting.
const INVITATION = /\b(?:invit|einlad|calendar|kalender)\p{L}*|\blade (?:\p{L}+ ){0,4}ein\b|\bbjuder in\b/iu;
const NEAR_DAY = /today|tomorrow|heute|morgen|aujourd'hui|demain|hoy|mañana|idag|imorgon/iu;

const TODAY =
  /(?<!\p{L})(?:today|tonight|heute|aujourd'hui|ce soir|hoy|esta (?:tarde|noche)|i ?dag|i ?kväll)(?!\p{L})/iu;
/** "If I have it by Friday, I'll sign it on Monday" is due on Monday. */
const CONDITION =
  /^(?:if|when|once|as soon as|wenn|sobald|falls|si|quand|cuando|dès que|om|när|så fort) [^,]{3,80},\s*(?=[^,]*(?:day|tag|di|tomorrow|morgen|demain|mañana|morgon|\d))/iu;

function isoDay(year: number, month: number, day: number): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

const MONTHS = [
  'january|januar', 'february|februar', 'march|märz', 'april', 'may|mai', 'june|juni', 'july|juli', 'august', 'september',
  'october|oktober', 'november', 'december|dezember',
].map((names) => new RegExp(`^(?:${names})$`, 'iu')); // prettier-ignore
const END_OF_SPAN =
  /\b(?:(?:end of|month-?end|eo)\s?(?:the |this |next )?(?<english>day|week|month|year|january|february|march|april|may|june|july|august|september|october|november|december)|(?<short>eod|eow|eom)|ende (?:des |der |dieser |dieses |nächster |nächsten )?(?<german>woche|monats?|jahres|januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember)|(?<joined>monatsende|wochenende|jahresende))\b/iu;

/** The last day of a named week (its Friday), month or year, counted from the meeting's day. */
function endOfSpan(text: string, today: string): string | null {
  const match = END_OF_SPAN.exec(text);
  if (match === null) return null;
  const span = (
    match.groups?.['english'] ??
    match.groups?.['short'] ??
    match.groups?.['german'] ??
    match.groups?.['joined'] ??
    ''
  ).toLowerCase();
  const isNext = /next|nächst/iu.test(match[0]);
  const year = Number(today.slice(0, 4));
  const month = Number(today.slice(5, 7));
  if (/^(?:day|eod)$/u.test(span))
    return /end of (?:the )?day (?:on )?\p{Lu}/u.test(text) ||
      /tomorrow|\p{L}+day/iu.test(text.replace(match[0], ''))
      ? null
      : today;
  if (/^(?:week|eow|woche|wochenende)$/u.test(span)) {
    const date = new Date(`${today}T00:00:00Z`);
    const toFriday = (5 - date.getUTCDay() + 7) % 7;
    date.setUTCDate(date.getUTCDate() + toFriday + (isNext ? 7 : 0));
    return date.toISOString().slice(0, 10);
  }
  if (/^(?:month|eom|monats?|monatsende)$/u.test(span)) return lastOfMonth(year, month + (isNext ? 1 : 0));
  if (/^(?:year|jahres|jahresende)$/u.test(span)) return isoDay(year + (isNext ? 1 : 0), 12, 31);
  const named = MONTHS.findIndex((pattern) => pattern.test(span)) + 1;
  return named === 0 ? null : lastOfMonth(named < month ? year + 1 : year, named);
}

function lastOfMonth(year: number, month: number): string {
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}
