import { findActionItems } from './action-items.ts';
import { type ActionItem, type Claim, claimOf, overlapOf } from './claim.ts';
import { chooseSentences, type Chosen } from './choose-sentences.ts';
import { compress } from './compress.ts';
import { type Candidate, type Concepts, weighConcepts } from './concepts.ts';
import { type Cues, cuesFor, factCount } from './cues.ts';
import { detectLanguage, languageCode } from './language.ts';
import { hasAddress, isPlanted, plantedTurns } from './planted.ts';
import { findTopics, type Topic } from './topics.ts';
import { countWords, type Sentence, splitSentences, stripInvisible, type Turn } from './transcript.ts';
import { isFunctionWord, wordsOf } from './words.ts';

/** Names the method; a change of its results changes it, so that stored summaries tell how they were made. */
export const SUMMARY_ALGORITHM = 'extractive-1';

/** What a summary is made from: nothing but the transcript and its time. */
export interface MeetingToSummarize {
  readonly turns: readonly Turn[];
  /** As the source states it ("en-US", "deu"); null when it does not, then it is detected. */
  readonly language: string | null;
  /** Needed to read "by Friday"; null leaves every due day null. */
  readonly startedAt: Date | null;
  /** IANA zone in which the meeting's day is counted; UTC unless told. */
  readonly timeZone?: string;
}

/** A meeting in short. Every claim rests on a quote that stands verbatim in its turn. */
export interface MeetingSummary {
  /** {@link SUMMARY_ALGORITHM} at the time. */
  readonly version: string;
  /** ISO 639 code; null when it could not be told. */
  readonly language: string | null;
  /** Why there are points only; null when every part was looked for. */
  readonly languageNote: string | null;
  /** Null when nobody said a whole sentence. */
  readonly headline: Claim | null;
  /** At most eight, in the order of the meeting; fewer than three only when little was said. */
  readonly points: readonly Claim[];
  readonly decisions: readonly Claim[];
  readonly actionItems: readonly ActionItem[];
  readonly risks: readonly Claim[];
  readonly asks: readonly Claim[];
  readonly topics: readonly Topic[];
}

const MAX_WORDS = 112;
// Where only points can be given they carry what the other parts would.
const MAX_WORDS_POINTS_ONLY = 170;
const MAX_POINTS = 8;
const MIN_SENTENCE_WORDS = 8;
const MAX_SENTENCE_WORDS = 40;
const MAX_HEADLINE_WORDS = 28;
const MAX_CLAIMS = 6;

/**
 * Sums up a meeting from its transcript alone: picks sentences, shortens them by deletion, never adds a word. The
 * same input gives the same summary. Words that try to steer the machine, addresses and invisible characters are
 * left out. A part nobody spoke to is empty; an owner or a day that was not said is null.
 */
export function summarizeMeeting({
  turns,
  language,
  startedAt,
  timeZone,
}: MeetingToSummarize): MeetingSummary {
  const planted = plantedTurns(turns);
  const sentences = turns
    .filter((turn) => !planted.has(turn.index))
    .flatMap(splitSentences)
    .filter((sentence) => !hasAddress(sentence) && !isPlanted(sentence.text));
  const code = languageCode(language) ?? detectLanguage(turns.map(({ text }) => text).join('\n'));
  const cues = cuesFor(code);
  const candidates = makeCandidates(sentences);
  const concepts = weighConcepts(candidates);
  const { headline, points } = choosePoints(candidates, concepts, cues);
  const summary = {
    version: SUMMARY_ALGORITHM,
    language: code,
    languageNote: cues === null ? noteFor(code) : null,
    headline,
    points,
    topics: findTopics(candidates, concepts, code),
  };
  if (cues === null || code === null)
    return { ...summary, decisions: [], actionItems: [], risks: [], asks: [] };
  const actionItems = findActionItems({
    turns,
    sentences,
    cues,
    language: code,
    startedAt,
    timeZone: timeZone ?? 'UTC',
  });
  const isTaken = takenBy(actionItems);
  const pick = (matches: (text: string, candidate: Candidate) => boolean): Claim[] =>
    pickClaims(candidates, concepts, cues, matches);
  return {
    ...summary,
    decisions: pick((text) => cues.decision.test(text) && !cues.notDecision.test(text)),
    actionItems,
    risks: pick((text, candidate) => isRisk(text, cues) && !isTaken(candidate)),
    asks: pick((text, candidate) => isAsk(text, candidate, cues) && !isTaken(candidate)),
  };
}

function noteFor(code: string | null): string {
  return code === null
    ? 'The language could not be told: points only, no decisions, action items, risks or asks.'
    : `Points only: decisions, action items, risks and asks are read in English and German, this meeting is in "${code}".`;
}

function makeCandidates(sentences: readonly Sentence[]): Candidate[] {
  const total = sentences.reduce((sum, { text }) => sum + text.length, 0);
  let before = 0;
  const candidates: Candidate[] = [];
  for (const sentence of sentences) {
    const text = stripInvisible(compress(sentence.text));
    const position = total === 0 ? 0 : before / total;
    before += sentence.text.length;
    candidates.push({ sentence, text, words: wordsOf(text), wordCount: countWords(text), position });
  }
  return candidates;
}

function choosePoints(
  candidates: readonly Candidate[],
  concepts: Concepts,
  cues: Cues | null,
): { headline: Claim | null; points: Claim[] } {
  const sized = candidates.filter(
    ({ wordCount }) => wordCount >= MIN_SENTENCE_WORDS && wordCount <= MAX_SENTENCE_WORDS,
  );
  // A very short meeting has no long sentences; then anything with a word or two must do.
  const enough =
    sized.length >= 4 ? sized : candidates.filter(({ wordCount }) => wordCount >= 1 && wordCount <= 80);
  const bounds = {
    maxWords: cues === null ? MAX_WORDS_POINTS_ONLY : MAX_WORDS,
    maxSentences: MAX_POINTS + 1,
  };
  const chosen = chooseSentences(enough, concepts, (candidate) => priorOf(candidate, cues), bounds);
  const head = chosen.find(({ candidate }) => isHeadline(candidate)) ?? chosen[0];
  if (head === undefined) return { headline: null, points: [] };
  const points = chosen
    .filter((one) => one !== head)
    .sort((a, b) => orderOf(a) - orderOf(b))
    .map(({ candidate }) => claimOf(candidate.sentence, candidate.text));
  return { headline: claimOf(head.candidate.sentence, head.candidate.text), points };
}

function isHeadline({ wordCount, text }: Candidate): boolean {
  return wordCount <= MAX_HEADLINE_WORDS && !text.endsWith('?');
}

function orderOf({ candidate }: Chosen): number {
  return candidate.position;
}

function priorOf({ text }: Candidate, cues: Cues | null): number {
  let prior = 1 + 0.15 * factCount(text, cues);
  if (cues === null) return prior;
  if (cues.decision.test(text) && !cues.notDecision.test(text)) prior += 0.15;
  if (isRisk(text, cues)) prior += 0.1;
  return prior;
}

function isRisk(text: string, cues: Cues): boolean {
  return cues.risk.test(text) && !cues.notRisk.test(text);
}

function isAsk(text: string, { sentence }: Candidate, cues: Cues): boolean {
  // What our own people ask is their business; requests count from the account's side, or where sides are not known.
  return sentence.turn.side !== 'ours' && cues.ask.test(text) && !cues.notAsk.test(text);
}

function takenBy(items: readonly ActionItem[]): (candidate: Candidate) => boolean {
  const quotes = new Set(items.map(({ evidence }) => `${evidence.turn}:${evidence.quote}`));
  return ({ sentence }) => quotes.has(`${sentence.turn.index}:${sentence.text}`);
}

/** The weightiest claims that match, each saying something new, in the order of the meeting. */
function pickClaims(
  candidates: readonly Candidate[],
  concepts: Concepts,
  cues: Cues,
  matches: (text: string, candidate: Candidate) => boolean,
): Claim[] {
  const matching = candidates
    .filter(({ wordCount }) => wordCount >= 4 && wordCount <= 48)
    .filter((candidate) => matches(candidate.text, candidate))
    .map((candidate) => ({ candidate, stems: contentStems(candidate), weight: 0 }))
    .filter(({ stems }) => stems.size >= 2)
    .map((one) => ({ ...one, weight: weightOf(one.candidate, one.stems, concepts, cues) }))
    .sort((a, b) => b.weight - a.weight);
  const picked: typeof matching = [];
  for (const one of matching) {
    if (picked.length === MAX_CLAIMS) break;
    if (picked.every((other) => overlapOf(one.stems, other.stems) < 0.6)) picked.push(one);
  }
  return picked
    .sort((a, b) => a.candidate.position - b.candidate.position)
    .map(({ candidate }) => claimOf(candidate.sentence, candidate.text));
}

function weightOf(
  { text, wordCount }: Candidate,
  stems: ReadonlySet<string>,
  concepts: Concepts,
  cues: Cues,
): number {
  let sum = 0;
  for (const stem of stems) sum += concepts.weights.get(stem) ?? 0;
  return ((sum + 0.1) / Math.sqrt(wordCount)) * (1 + 0.4 * factCount(text, cues));
}

function contentStems({ words }: Candidate): ReadonlySet<string> {
  return new Set(words.filter(({ lower }) => !isFunctionWord(lower)).map(({ stem }) => stem));
}
