import { OTHER_FUNCTION_WORDS } from './function-words.ts';
import { isFunctionWord } from './words.ts';

/**
 * Writes the month and the year to a day that is named by its number alone ("by the 9th", "am 10."): the next such day
 * after today, as people say "today" of the same day. What follows the number must be no thing: "the 2nd floor".
 */
export function nameMonths(text: string, language: string, today: string): string {
  const bare = BARE_DAY.get(language);
  if (bare === undefined) return text;
  return text.replace(bare, (match: string, number: string, after: number, whole: string) => {
    const end = after + match.length;
    const next = nextDay(Number(number), today);
    return next === null || namesThing(whole.slice(end), language) ? match : writtenOut(next, language);
  });
}

/** The number of a day, after the words that make it one. */
const BARE_DAY = new Map([
  ['en', /(?<=\b(?:the|by|on|until|before) )(\d{1,2})(?:st|nd|rd|th)\b/giu],
  ['de', /(?<=(?<!\p{L})(?:am|zum|den|dem|der|bis|vom) )(\d{1,2})\.(?!\d)/giu],
  ['fr', /(?<=(?<!\p{L})(?:le|jusqu['’]au|d['’]ici au) )(\d{1,2})(?:er)?(?![\p{L}\d]|[.,:]\d)/giu],
  ['es', /(?<=(?<!\p{L})(?:el|el día|del|al) )(\d{1,2})(?![\p{L}\d]|[.,:]\d)/giu],
  ['sv', /(?<=(?<!\p{L})den )(\d{1,2})(?::?[ae])?(?![\p{L}\d]|[.,:]\d)/giu],
]);

/** After a number these count, or tell that it comes again and again; the names of months are left to the parsers. */
const COUNTED =
  /^(?:of|one|ones|time|times|part|point|call|day|thing|half|lot|mal|mai|maj|fois|an|ans|sur|veces|años?|por|cada|und (?:\d|letzte)|jede[ns]?|every|each|chaque|i varje|varje)(?!\p{L})/iu;

function namesThing(after: string, language: string): boolean {
  const rest = after.trimStart();
  const next = /^[\p{L}\p{N}%€$£]+/u.exec(rest)?.[0];
  if (next === undefined) return false;
  if (COUNTED.test(rest)) return true;
  // German things have a capital; what has none goes on with the sentence.
  if (language === 'de') return !/^\p{Ll}/u.test(next);
  const lower = next.toLowerCase();
  const isShort = language !== 'en' && /^\p{L}{1,3}$/u.test(lower);
  return !(isShort || isFunctionWord(lower) || OTHER_FUNCTION_WORDS.get(language)?.has(lower) === true);
}

function nextDay(number: number, today: string): Date | null {
  if (number < 1 || number > 31) return null;
  const [year = 0, month = 1] = today.split('-').map(Number);
  // Of two months in a row one has 31 days.
  for (let ahead = 0; ahead <= 2; ahead += 1) {
    const date = new Date(Date.UTC(year, month - 1 + ahead, number));
    if (date.getUTCDate() === number && date.toISOString().slice(0, 10) > today) return date;
  }
  return null;
}

function writtenOut(date: Date, language: string): string {
  return new Intl.DateTimeFormat(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(date);
}
