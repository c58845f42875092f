import { contentStems } from './candidate.ts';
import { type ActionItem, type Claim, claimOf, overlapOf } from './claim.ts';
import { compress } from './compress.ts';
import { type Cues, isAsk } from './cues.ts';
import { findDueDay } from './due-date.ts';
import type { Sentence, Side, Turn } from './transcript.ts';
import { countWords, hasInvisible } from './transcript.ts';
import { wordsOf } from './words.ts';

const MAX_ITEMS = 12;
const MAX_WORDS = 48;
// A promise with fewer does not tell what it is about.
const MIN_CONTENT_WORDS = 2;
const REQUEST_TO_YOU =
  /(?<!\p{L})(?:(?:can|could|would|will) (?:you|we (?:get|have))|please|(?:können|könnten|würden) sie|(?:kannst|könntest) du|könnt ihr|bitte|(?:pouvez|pourriez)-vous|s'il vous plaît|envoyez|prévenez|(?:kan|skulle) (?:du|ni)|skicka|gärna)(?!\p{L})/iu;
/** Takes on what was said just before, whatever its form. */
const WILL_DO =
  /^(?:will do|(?:das )?(?:mache ich|machen wir)|wird gemacht|(?:je|nous) (?:le|la|les) (?:fais|faisons)|det gör (?:jag|vi))(?!\p{L})/iu;
/** What the speaker offers to do, and the answer that has them do it. */
const OFFER =
  /(?<!\p{L})(?:(?:should|shall) i|i can|we can|i'd rather|soll ich|(?:ich|wir) k(?:ann|önnen)|(?:on peut|je peux|nous pouvons)|ska jag|jag kan)(?!\p{L}).*(?<!\p{L})(?:send|share|invite|prepare|write|call|check|ask|book|order|set up|add|introduce|forward|connect|bring|schicken|vorbereiten|prüfen|anrufen|fragen|einladen|bestellen|aider|envoyer|préparer|appeler|skicka|ringa|boka)(?!\p{L})/iu;
const OFFER_TAKEN =
  /^(?:do,|do it|do that|(?:yes|yeah|oh yes),? please|please\b|do, please|that(?:'d| would) (?:help|be)|ja,? (?:gern|bitte)|gern|das wäre|volontiers|avec plaisir|oui,? (?:merci|volontiers)|gärna|gör (?:gärna )?det|ja tack)/iu;

/** What the action items are found in. `sentences` are in order and free of planted words. */
export interface ActionSources {
  readonly turns: readonly Turn[];
  readonly sentences: readonly Sentence[];
  readonly cues: Cues;
  readonly language: string;
  readonly startedAt: Date | null;
  readonly timeZone: string;
}

/** A promise before its day is read: reading days is slow, and most promises are said more than once. */
interface Promised {
  readonly claim: Claim;
  readonly owner: string;
  readonly side: Side;
  /** The words in which a day may be named, the likeliest first. */
  readonly dayIn: readonly string[];
}

interface Found {
  readonly promised: Promised;
  readonly stems: ReadonlySet<string>;
}

/** What people said they would do, each once, in the order of the meeting; at most twelve, those with a day first. */
export function findActionItems(sources: ActionSources): ActionItem[] {
  const { sentences, cues, language, startedAt, timeZone } = sources;
  const people = peopleOf(sources.turns);
  const found: Found[] = [];
  const add = (promised: Promised): void => {
    const one = { promised, stems: stemsOf(promised.claim.text) };
    const twin = found.findIndex((other) => isSameAction(other, one));
    if (twin < 0) found.push(one);
    else if (fullness(one, cues) > fullness(found[twin], cues)) found[twin] = one;
  };
  sentences.forEach((sentence, at) => {
    const clauses = splitPromises(sentence);
    for (const clause of clauses) {
      const promised = readPromise(clause, sources, people);
      if (promised === null) continue;
      const isBare = stemsOf(promised.claim.text).size < MIN_CONTENT_WORDS;
      if (isBare && !cues.date.test(clause.text) && followsPromise(at, sources)) continue;
      const context = isBare ? (withSentenceBefore(clause, at, sources) ?? requestBefore(at, sources)) : null;
      add(
        context === null
          ? promised
          : {
              ...promised,
              claim: claimOf(context, compress(context.text, language)),
              dayIn: [clause.text, context.text],
            },
      );
    }
    if (clauses.length > 1) return;
    const accepted = readAcceptedRequest(at, sources, people) ?? readTakenOffer(at, sources, people);
    if (accepted !== null) add(accepted);
  });
  const hasDay = ({ promised }: Found): boolean => promised.dayIn.some((text) => cues.date.test(text));
  const kept = new Set([...found].sort((a, b) => Number(hasDay(b)) - Number(hasDay(a))).slice(0, MAX_ITEMS));
  return found
    .filter((one) => kept.has(one))
    .map(({ promised: { claim, owner, side, dayIn } }) => {
      const days = dayIn.map((text) => findDueDay(text, language, startedAt, timeZone));
      return { ...claim, owner, side, due: days.find((day) => day !== null) ?? null };
    });
}

/** First names and full names of those who speak, to their full name and side. */
function peopleOf(turns: readonly Turn[]): ReadonlyMap<string, { name: string; side: Side }> {
  const people = new Map<string, { name: string; side: Side }>();
  for (const { speaker, side } of turns) {
    const name = speaker.replace(/\s*[([].*$/u, '').trim();
    people.set(name.toLowerCase(), { name: speaker, side });
    const [first = '', ...rest] = name.split(/\s+/u);
    const last = rest.at(-1) ?? '';
    for (const part of [first, last]) {
      if (part.length > 2 && !people.has(part.toLowerCase()))
        people.set(part.toLowerCase(), { name: speaker, side });
    }
  }
  return people;
}

/** "I'll send it, and Tom will call you" holds two promises; each clause stays a verbatim piece of the sentence. */
function splitPromises(sentence: Sentence): Sentence[] {
  const border =
    /[,;]?\s+(?:and(?: then)?|but|und|aber)\s+(?=(?:i|we|you|ich|wir|\p{Lu}\p{L}+)(?:'ll| will| can| werde| werden| wird| schick\p{L}*| übernehm\p{L}*)(?!\p{L}))/giu;
  const clauses: Sentence[] = [];
  let from = 0;
  for (const match of sentence.text.matchAll(border)) {
    if (countWords(sentence.text.slice(from, match.index)) < 4) continue;
    clauses.push(pieceOf(sentence, from, match.index));
    from = match.index + match[0].length;
  }
  if (from === 0) return [sentence];
  clauses.push(pieceOf(sentence, from, sentence.text.length));
  return clauses;
}

function pieceOf(sentence: Sentence, from: number, to: number): Sentence {
  const text = sentence.text.slice(from, to);
  return { turn: sentence.turn, start: sentence.start + from, end: sentence.start + to, text };
}

function readPromise(
  sentence: Sentence,
  { cues, language }: Pick<ActionSources, 'cues' | 'language'>,
  people: ReadonlyMap<string, { name: string; side: Side }>,
): Promised | null {
  const text = compress(sentence.text, language);
  if (!mayPromise(text, cues)) return null;
  const promised = { claim: claimOf(sentence, text), dayIn: [sentence.text] };
  const { speaker, side } = sentence.turn;
  if (cues.commitment.test(text)) return { ...promised, owner: speaker, side };
  const groups = cues.namedCommitment.exec(text)?.groups;
  const named = groups?.['name'] ?? groups?.['given'];
  // The capital that shortening gives a first word makes no name of it.
  if (named === undefined || !sentence.text.includes(named)) return null;
  const name = named.replace(/['’]s$/u, '');
  const parts = name.toLowerCase().split(/\s+/u);
  if (parts.some((part) => cues.notName.has(part))) return null;
  const person = people.get(name.toLowerCase()) ?? people.get(parts[0] ?? '');
  return { ...promised, owner: person?.name ?? name, side: person?.side ?? 'unknown' };
}

/** Whether somebody says in a sentence what they will do. */
export function makesPromise(sentence: Sentence, cues: Cues, language: string | null): boolean {
  const clauses = splitPromises(sentence).map(({ text }) => compress(text, language));
  return clauses.some((text) => mayPromise(text, cues) && cues.commitment.test(text));
}

function mayPromise(text: string, cues: Cues): boolean {
  const words = countWords(text);
  return words >= 2 && words <= MAX_WORDS && !cues.notCommitment.test(text);
}

/** A question that asks for something, when the next voice takes it on without saying what ("Sure, will do"). */
function readAcceptedRequest(
  at: number,
  sources: ActionSources,
  people: ReadonlyMap<string, { name: string; side: Side }>,
): Promised | null {
  const { sentences, cues, language } = sources;
  const request = sentences[at];
  const answer = sentences[at + 1];
  if (request === undefined || answer === undefined || answer.turn.speaker === request.turn.speaker)
    return null;
  if (countWords(request.text) < 6) return null;
  const isTakenOn = WILL_DO.test(answer.text) && !request.text.endsWith('?');
  const isRequest = isAsk(request.text, cues) && REQUEST_TO_YOU.test(request.text);
  if (!isTakenOn && !(isRequest && cues.acceptance.test(answer.text))) return null;
  // Answers with a promise of their own are read as that promise.
  const rest = sentences.slice(at + 1, at + 4).filter(({ turn }) => turn === answer.turn);
  if (rest.some((sentence) => readPromise(sentence, sources, people) !== null)) return null;
  const { speaker, side } = answer.turn;
  return {
    claim: claimOf(request, compress(request.text, language)),
    owner: speaker,
    side,
    dayIn: [request.text],
  };
}

/** "Should I send her the documents?", when the next voice wants it ("Do, yes"), and no promise follows. */
function readTakenOffer(
  at: number,
  sources: ActionSources,
  people: ReadonlyMap<string, { name: string; side: Side }>,
): Promised | null {
  const { sentences, language } = sources;
  const offer = sentences[at];
  const answer = sentences[at + 1];
  if (offer === undefined || answer === undefined || answer.turn.speaker === offer.turn.speaker) return null;
  if (!OFFER.test(offer.text) || !OFFER_TAKEN.test(answer.text)) return null;
  const { speaker, side } = offer.turn;
  const next = sentences.slice(at + 1, at + 6).filter(({ turn }) => turn.speaker === speaker);
  if (next.some((sentence) => readPromise(sentence, sources, people) !== null)) return null;
  const claim = claimOf(offer, compress(offer.text, language));
  return { claim, owner: speaker, side, dayIn: [offer.text, answer.text] };
}

/** "I'll present it. You'll hear it from me": the second says no more than the first. */
function followsPromise(at: number, { sentences, cues, language }: ActionSources): boolean {
  const before = sentences[at - 1];
  return before !== undefined && before.turn === sentences[at]?.turn && makesPromise(before, cues, language);
}

/** "The old portal? I'll ask": what a bare promise is about is often said just before, in the same breath. */
function withSentenceBefore(promise: Sentence, at: number, { sentences }: ActionSources): Sentence | null {
  const before = sentences[at - 1];
  if (before?.turn !== promise.turn || stemsOf(before.text).size === 0) return null;
  const text = promise.turn.text.slice(before.start, promise.end);
  if (hasInvisible(text) || countWords(text) > MAX_WORDS) return null;
  return { turn: promise.turn, start: before.start, end: promise.end, text };
}

function requestBefore(at: number, { sentences, cues }: ActionSources): Sentence | null {
  const promise = sentences[at];
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const before = sentences[back];
    if (before === undefined || promise === undefined) return null;
    if (before.turn.speaker === promise.turn.speaker) continue;
    if (
      isAsk(before.text, cues) &&
      REQUEST_TO_YOU.test(before.text) &&
      stemsOf(before.text).size >= MIN_CONTENT_WORDS
    )
      return before;
  }
  return null;
}

function stemsOf(text: string): ReadonlySet<string> {
  return contentStems(wordsOf(text));
}

function isSameAction(a: Found, b: Found): boolean {
  const [one, other] = [a.promised, b.promised];
  const [here, there] = [one.claim.evidence, other.claim.evidence];
  if (here.quote === there.quote && here.turn === there.turn) return true;
  if (Math.min(a.stems.size, b.stems.size) < 3) return false;
  return overlapOf(a.stems, b.stems) >= (one.owner === other.owner ? 0.67 : 0.85);
}

function fullness(found: Found | undefined, cues: Cues): number {
  if (found === undefined) return 0;
  const namesDay = found.promised.dayIn.some((text) => cues.date.test(text));
  return (namesDay ? 4 : 0) + Math.min(found.stems.size, 8);
}
