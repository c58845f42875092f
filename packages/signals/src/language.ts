import { franc } from 'franc';
import { ENGLISH_FUNCTION_WORDS, GERMAN_FUNCTION_WORDS } from './function-words.ts';
import { wordsOf } from './words.ts';

// ISO 639-3 (what franc answers) to ISO 639-1, for the languages that business calls are likely held in.
const SHORT_CODES: Readonly<Record<string, string>> = {
  eng: 'en', deu: 'de', fra: 'fr', spa: 'es', ita: 'it', por: 'pt', nld: 'nl', pol: 'pl', swe: 'sv', dan: 'da',
  nob: 'no', nno: 'no', nor: 'no', fin: 'fi', ces: 'cs', slk: 'sk', slv: 'sl', hrv: 'hr', srp: 'sr', bos: 'bs',
  hun: 'hu', ron: 'ro', bul: 'bg', ell: 'el', rus: 'ru', ukr: 'uk', tur: 'tr', arb: 'ar', ara: 'ar', heb: 'he',
  pes: 'fa', hin: 'hi', ben: 'bn', jpn: 'ja', kor: 'ko', cmn: 'zh', zho: 'zh', vie: 'vi', tha: 'th', ind: 'id',
  cat: 'ca', ger: 'de', fre: 'fr', dut: 'nl', chi: 'zh', gre: 'el', cze: 'cs', rum: 'ro',
}; // prettier-ignore

const SAMPLE_CHARACTERS = 20_000;

/** A stated language ("en-US", "eng", "German") as a lower-case ISO 639 code, or null when it names none. */
export function languageCode(stated: string | null): string | null {
  const primary = stated?.trim().toLowerCase().split(/[-_]/u)[0] ?? '';
  if (primary === 'english') return 'en';
  if (primary === 'german' || primary === 'deutsch') return 'de';
  if (/^[a-z]{2}$/u.test(primary)) return primary;
  if (/^[a-z]{3}$/u.test(primary) && primary !== 'und') return SHORT_CODES[primary] ?? primary;
  return null;
}

/**
 * The language a text is in as an ISO 639 code, or null when it is too short or unclear to tell.
 * English and German are told by their commonest words first: the trigram method mistakes short or halting speech.
 */
export function detectLanguage(text: string): string | null {
  const sample = text.slice(0, SAMPLE_CHARACTERS);
  const words = wordsOf(sample);
  const share = (list: ReadonlySet<string>): number =>
    words.filter((word) => list.has(word.lower.replace(/['’].*$/u, ''))).length / Math.max(1, words.length);
  const english = share(ENGLISH_FUNCTION_WORDS);
  const german = share(GERMAN_FUNCTION_WORDS);
  if (words.length >= 4 && Math.max(english, german) > 0.36 && Math.abs(english - german) > 0.12) {
    return english > german ? 'en' : 'de';
  }
  const code = franc(sample, { minLength: 20, only: Object.keys(SHORT_CODES) });
  if (code !== 'und') return SHORT_CODES[code] ?? code;
  if (Math.max(english, german) < 0.2 || english === german) return null;
  return english > german ? 'en' : 'de';
}
