import { createPlantedCheck, hasAddress } from '../planted.ts';
import { hasInvisible } from '../transcript.ts';
import type { Turn } from '../transcript.ts';
import { wordsOf } from '../words.ts';
import { repeatsInstructions } from './prompt.ts';

/** Whether a text that a model wrote about a transcript may be shown and sent. */
export type SafeTextCheck = (text: string) => boolean;

/** Letters by which two forms of a word are known for one. */
const STEM_CHARACTERS = 5;
/** Least share of a statement's longer words that were said in the meeting, in some form. */
const LEAST_SAID = 0.5;
const MARKUP =
  /<\s*[a-z/!?]|\]\s*[([]|```|&(?:#|[a-z]+;)|\\[xu][0-9a-f]{2}|%[0-9a-f]{2}|\bon\w+\s*=|\{\{|\$\{/iu;
const NUMBER_WORDS =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w*teen|\w*ty|hundred|thousand|million|half|dozen|ein\w*|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|\w*zehn|\w*zig|hundert|tausend|\w*million\w*)\b/iu;

/**
 * Makes a check for what a model wrote about these turns. It does not trust that the model obeyed: markup in any form,
 * addresses in any spelling, orders to machines, our own instructions, numbers that nobody said and statements that
 * share too few words with the meeting are refused. A statement that passes is plain text, and still data.
 */
export function createSafeTextCheck(turns: readonly Turn[]): SafeTextCheck {
  const isPlanted = createPlantedCheck();
  const spoken = turns.map(({ speaker, text }) => `${speaker} ${text}`).join('\n');
  const stems = new Set(wordsOf(spoken).map(({ lower }) => stemOf(lower)));
  const numbers = new Set(numbersOf(spoken));
  const saysNumbersInWords = NUMBER_WORDS.test(spoken);
  const dotted = new Set(dottedOf(spoken));
  return (text) => {
    if (hasInvisible(text) || /[\n\r\t]/u.test(text)) return false;
    const forms = formsOf(text);
    if (forms.some((form) => MARKUP.test(form) || hasAddress(form) || isPlanted(form))) return false;
    if (dottedOf(text).some((token) => !dotted.has(token))) return false;
    if (repeatsInstructions(text)) return false;
    if (!saysNumbersInWords && numbersOf(text).some((number) => !numbers.has(number))) return false;
    const long = wordsOf(text).filter(({ lower, isFunction }) => lower.length > 3 && !isFunction);
    const said = long.filter(({ lower }) => stems.has(stemOf(lower))).length;
    return said >= LEAST_SAID * long.length;
  };
}

/** A text as it stands and as a reader, or a program, may read it: other letter forms, spelled or split dots. */
function formsOf(text: string): readonly string[] {
  const plain = text.normalize('NFKC').replace(/[。．｡․﹒]/gu, '.');
  const joined = plain
    .replace(/\s*[[({<]\s*(?:dot|punkt|\.)\s*[\])}>]\s*/giu, '.')
    .replace(/\s+(?:dot|punkt)\s+/giu, '.')
    .replace(/\s*[[({]\s*(?:at|@)\s*[\])}]\s*/giu, '@')
    .replace(/hxxp/giu, 'http')
    .replace(/:\s*\/\s*\//gu, '://');
  return [text, plain, joined, joined.replace(/\s*\.\s*(?=\p{Ll})/gu, '.')];
}

/** Words joined by a dot, which a program may take for an address: only those that were said are repeated. */
function dottedOf(text: string): string[] {
  return (
    text
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}-]+(?:\.[\p{L}][\p{L}\p{N}-]+)+/gu) ?? []
  );
}

function numbersOf(text: string): string[] {
  return (text.match(/\d[\d.,:]*\d|\d/gu) ?? []).map((number) => number.replace(/[.,:]/gu, ''));
}

function stemOf(lower: string): string {
  return lower
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .slice(0, STEM_CHARACTERS);
}
