import type { Candidate } from './candidate.ts';
import type { Claim } from './claim.ts';
import type { Cues } from './cues.ts';
import { joinBeside, type Said } from './join-beside.ts';

const MIN_WORDS = 4;
/** A sentence with fewer words tells its figure only beside its neighbour: "Three came. Out of fourteen." */
const SHORT_WORDS = 5;
const MAX_WORDS = 30;
const MAX_WORDS_IN_ALL = 80;

/**
 * Sentences with a figure (an amount, a day, a number), or in a call with the name of somebody who is not there, that no
 * part of the summary tells yet, those of most weight first: in a call somebody may need it, however rarely it is said.
 * At most `room` of them, few words in all.
 */
export function unsaidFigures(
  candidates: readonly Candidate[],
  said: readonly Claim[],
  cues: Cues,
  room: number,
  joinIn: string | null,
  weigh: (candidate: Candidate) => number,
): Said[] {
  const spelled = [cues.date, cues.spelledNumber].map(({ source }) => new RegExp(source, 'giu'));
  const present = new Set(candidates.flatMap(({ sentence }) => partsOfName(sentence.turn.speaker)));
  const factsOf = (text: string): string[] => [
    ...figuresOf(text, spelled),
    ...(joinIn === null ? [] : namesOf(text, present)),
  ];
  const told = new Set(said.flatMap(({ text }) => factsOf(text)));
  const wanted = candidates
    .map((one, at) => {
      const candidate = joinIn !== null && isShort(one) ? besideNext(one, at, candidates, joinIn) : one;
      const isOpen = candidate.text.endsWith('?') || cues.smallTalk.test(candidate.text);
      return { candidate, isOpen, weight: weigh(one) };
    })
    .filter(
      ({ isOpen, candidate: { wordCount } }) => !isOpen && wordCount >= MIN_WORDS && wordCount <= MAX_WORDS,
    )
    .sort((a, b) => b.weight - a.weight);
  const chosen: Said[] = [];
  let wordsLeft = MAX_WORDS_IN_ALL;
  for (const { candidate } of wanted) {
    if (chosen.length >= room) break;
    const figures = factsOf(candidate.text);
    if (candidate.wordCount > wordsLeft || figures.every((figure) => told.has(figure))) continue;
    for (const figure of figures) told.add(figure);
    wordsLeft -= candidate.wordCount;
    chosen.push(candidate);
  }
  return chosen;
}

const isShort = ({ wordCount }: Candidate): boolean => wordCount < SHORT_WORDS;

/** A short sentence with the one before it in its turn, else with the one after; alone where neither fits. */
function besideNext(one: Candidate, at: number, candidates: readonly Candidate[], language: string): Said {
  return (
    joinBeside(candidates[at - 1], one, language, MAX_WORDS) ??
    joinBeside(one, candidates[at + 1], language, MAX_WORDS) ??
    one
  );
}

/** The figures, spelled numbers and days that a text names. */
function figuresOf(text: string, spelled: readonly RegExp[]): string[] {
  const digits = (text.match(/\d+(?:[.,\s]\d+)*/gu) ?? []).map((figure) => figure.replace(/\D/gu, ''));
  const words = spelled.flatMap((pattern) => text.match(pattern) ?? []);
  return [...digits, ...words.map((word) => word.toLowerCase())];
}

/** "Frau Nowak", "Manny Ortiz": a title and a name, or two names in a row. */
const NAMES =
  /(?<!\p{L})(?:(?:Frau|Herrn?|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Madame|Mme|Monsieur|Señora?|Don|Doña|Fru) \p{Lu}[\p{L}'’-]+|\p{Lu}\p{Ll}[\p{L}'’-]* \p{Lu}\p{Ll}[\p{L}'’-]*)/gu;

/** Who is named, by their last word, beside those who are there. */
function namesOf(text: string, present: ReadonlySet<string>): string[] {
  return (text.match(NAMES) ?? [])
    .map(partsOfName)
    .filter((parts) => !parts.some((part) => present.has(part)))
    .flatMap((parts) => parts.slice(-1));
}

function partsOfName(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[\s.]+/u)
    .filter((part) => part.length > 2);
}
