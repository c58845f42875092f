import type { Candidate } from './candidate.ts';
import type { Turn } from './transcript.ts';

/** Words that a whole clause mostly has: who, the commonest verbs, and an article of the subject. */
const CLAUSE_WORDS = {
  en: /(?<!\p{L})(?:i|we|you|they|he|she|it|there|that|the|our|is|are|was|were|has|have|had|will|would|can|could|do|does|did)(?!\p{L})/iu,
  de: /(?<!\p{L})(?:ich|wir|sie|ihr|er|es|man|das|die|der|unsere?|ist|sind|war|waren|hat|haben|wird|werden|kann|können|muss|müssen|soll)(?!\p{L})/iu,
  fr: /(?<!\p{L})(?:je|j'|on|nous|vous|ils?|elles?|ça|c'|le|la|les|l'|est|sont|a|ont|va|vont|peut|faut)/iu,
  es: /(?<!\p{L})(?:yo|nosotros|se|me|te|le|lo|la|el|los|las|es|son|está|están|ha|han|hay|va|vamos|tiene|tenemos|puede)(?!\p{L})/iu,
  sv: /(?<!\p{L})(?:jag|vi|ni|de|han|hon|det|den|man|är|var|har|hade|ska|kan|blir)(?!\p{L})/iu,
} as const;

/**
 * Makes a check whether a sentence opens the answer to a question and leaves away what the question said: "Two weeks on
 * site, at no charge." In languages other than English, French, German, Spanish and Swedish no sentence is taken for one.
 */
export function createBareAnswerCheck(
  turns: readonly Turn[],
  language: string | null,
): (candidate: Candidate) => boolean {
  const words =
    language === null ? undefined : new Map<string, RegExp>(Object.entries(CLAUSE_WORDS)).get(language);
  const answering = new Set(turns.filter((_, at) => turns[at - 1]?.text.trimEnd().endsWith('?')));
  return ({ sentence: { turn, start }, text }) =>
    words !== undefined &&
    answering.has(turn) &&
    turn.text.slice(0, start).trim().length <= LONGEST_YES &&
    !words.test(text.split(/[,;–]/u)[0] ?? '');
}

/** "Yes." or "That's right." before the answer itself, in characters. */
const LONGEST_YES = 14;
