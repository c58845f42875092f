import { contentStems } from './candidate.ts';
import { type ActionItem, claimOf, overlapOf } from './claim.ts';
import { compress } from './compress.ts';
import { type Cues, isAsk } from './cues.ts';
import { findDueDay } from './due-date.ts';
import type { Sentence, Side, Turn } from './transcript.ts';
import { countWords } from './transcript.ts';
import { wordsOf } from './words.ts';

const MAX_ITEMS = 12;
const MIN_CONTENT_WORDS = 2;

/** What the action items are found in. `sentences` are in order and free of planted words. */
export interface ActionSources {
  readonly turns: readonly Turn[];
  readonly sentences: readonly Sentence[];
  readonly cues: Cues;
  readonly language: string;
  readonly startedAt: Date | null;
  readonly timeZone: string;
}

interface Found {
  readonly item: ActionItem;
  readonly stems: ReadonlySet<string>;
}

/** What people said they would do, each once, in the order of the meeting; at most twelve, those with a day first. */
export function findActionItems(sources: ActionSources): ActionItem[] {
  const people = peopleOf(sources.turns);
  const found: Found[] = [];
  const add = (item: ActionItem): void => {
    const stems = stemsOf(item.text);
    if (stems.size < MIN_CONTENT_WORDS) return;
    const twin = found.findIndex((other) => isSameAction(other, { item, stems }));
    if (twin < 0) found.push({ item, stems });
    else if (isFuller(item, stems, found[twin])) found[twin] = { item, stems };
  };
  sources.sentences.forEach((sentence, at) => {
    const clauses = splitPromises(sentence);
    for (const clause of clauses) {
      const item = readPromise(clause, sources, people);
      if (item === null) continue;
      const isBare = stemsOf(item.text).size < 3 || sources.cues.leaning.test(clause.text);
      const request = isBare ? requestBefore(at, sources) : null;
      if (request === null) add(item);
      else {
        const due = item.due ?? dueOf(request.text, sources);
        add({ ...claimOf(request), owner: item.owner, side: item.side, due });
      }
    }
    if (clauses.length === 1) {
      const accepted = readAcceptedRequest(at, sources, people);
      if (accepted !== null) add(accepted);
    }
  });
  const items = found.map(({ item }) => item);
  if (items.length <= MAX_ITEMS) return items;
  const kept = new Set(
    [...items].sort((a, b) => Number(b.due !== null) - Number(a.due !== null)).slice(0, MAX_ITEMS),
  );
  return items.filter((item) => kept.has(item));
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
    /[,;]?\s+(?:and(?: then)?|und)\s+(?=(?:i|we|you|ich|wir|\p{Lu}\p{L}+)(?:'ll| will| can| werde| werden| wird| schick\p{L}*| übernehm\p{L}*)(?!\p{L}))/giu;
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
  sources: ActionSources,
  people: ReadonlyMap<string, { name: string; side: Side }>,
): ActionItem | null {
  const { cues } = sources;
  const text = compress(sentence.text);
  const words = countWords(text);
  if (words < 3 || words > 48 || cues.notCommitment.test(text)) return null;
  const { speaker, side } = sentence.turn;
  if (cues.commitment.test(text)) {
    return { ...claimOf(sentence, text), owner: speaker, side, due: dueOf(sentence.text, sources) };
  }
  const named = cues.namedCommitment.exec(text)?.groups?.['name'];
  if (named === undefined) return null;
  const name = named.replace(/['’]s$/u, '');
  const parts = name.toLowerCase().split(/\s+/u);
  if (parts.some((part) => cues.notName.has(part))) return null;
  const person = people.get(name.toLowerCase()) ?? people.get(parts[0] ?? '');
  return {
    ...claimOf(sentence, text),
    owner: person?.name ?? name,
    side: person?.side ?? 'unknown',
    due: dueOf(sentence.text, sources),
  };
}

/** A question that asks for something, when the next voice takes it on without saying what ("Sure, will do"). */
function readAcceptedRequest(
  at: number,
  sources: ActionSources,
  people: ReadonlyMap<string, { name: string; side: Side }>,
): ActionItem | null {
  const { sentences, cues } = sources;
  const request = sentences[at];
  const answer = sentences[at + 1];
  if (request === undefined || answer === undefined || answer.turn.speaker === request.turn.speaker)
    return null;
  if (!isAsk(request.text, cues) || countWords(request.text) < 6) return null;
  if (!/\?\s*$|\bplease\b|\bbitte\b/iu.test(request.text) || !cues.acceptance.test(answer.text)) return null;
  if (!/\b(?:you|sie|du|ihr|we get|wir)\b/iu.test(request.text)) return null;
  // Answers with a promise of their own are read as that promise.
  const rest = sentences.slice(at + 1, at + 4).filter(({ turn }) => turn === answer.turn);
  if (rest.some((sentence) => readPromise(sentence, sources, people) !== null)) return null;
  const { speaker, side } = answer.turn;
  return { ...claimOf(request), owner: speaker, side, due: dueOf(request.text, sources) };
}

function requestBefore(at: number, { sentences, cues }: ActionSources): Sentence | null {
  const promise = sentences[at];
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const before = sentences[back];
    if (before === undefined || promise === undefined) return null;
    if (before.turn.speaker === promise.turn.speaker) continue;
    if (isAsk(before.text, cues) && stemsOf(before.text).size >= MIN_CONTENT_WORDS) return before;
  }
  return null;
}

function dueOf(text: string, { language, startedAt, timeZone }: ActionSources): string | null {
  return findDueDay(text, language, startedAt, timeZone);
}

function stemsOf(text: string): ReadonlySet<string> {
  return contentStems(wordsOf(text));
}

function isSameAction(a: Found, b: Found): boolean {
  if (a.item.evidence.quote === b.item.evidence.quote && a.item.evidence.turn === b.item.evidence.turn)
    return true;
  const isOneOwner = a.item.owner === b.item.owner || a.item.owner === null || b.item.owner === null;
  return overlapOf(a.stems, b.stems) >= (isOneOwner ? 0.67 : 0.85);
}

function isFuller(item: ActionItem, stems: ReadonlySet<string>, other: Found | undefined): boolean {
  if (other === undefined) return true;
  const rank = (due: string | null, size: number): number => (due === null ? 0 : 4) + Math.min(size, 8);
  return rank(item.due, stems.size) > rank(other.item.due, other.stems.size);
}
