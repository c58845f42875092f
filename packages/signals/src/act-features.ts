import { makesPromise } from './action-items.ts';
import type { Candidate } from './candidate.ts';
import { type Cues, factCount, isAsk, isDecision, isRisk } from './cues.ts';
import { countWords, type Sentence } from './transcript.ts';

const TOKEN = /@\p{L}+|\p{L}+(?:'\p{L}+)?|0|[?!:;,.]/gu;
const NUMBER = /\d[\d.,:/-]*/gu;
// A capital inside a sentence is a name, whoever it is.
const NAME = /(?<=[\p{Ll}\d,;:)"'’]\s+)(?!I\b)\p{Lu}[\p{L}'’]+/gu;
const MIN_STEMMED = 6;
const STEM_LETTERS = 5;
const OPENING_WORDS = 4;
/** How many parts of a talk are told apart. */
const PARTS = 5;
const MAX_FACTS = 4;

/** A sentence as it is looked at: its words, and what the cues of its language say of it. */
interface Said {
  readonly sentence: Sentence;
  readonly tokens: readonly string[];
  readonly flags: readonly string[];
}

/**
 * What each sentence of a talk is judged by, in order: its words and their sequences, who says it, what the cues find in
 * it, and what was said right before and after. Words are marked with their language; all else is alike in all of them.
 */
export function actFeatures(
  candidates: readonly Candidate[],
  cues: Cues,
  language: string,
): ReadonlySet<string>[] {
  const said = candidates.map((candidate): Said => ({
    sentence: candidate.sentence,
    tokens: tokensOf(candidate.sentence.text, language),
    flags: flagsOf(candidate, cues, language),
  }));
  return said.map((one, at) => {
    const own = [
      ...wordFeatures(one.tokens),
      ...nextTo('<', said[at - 1], one),
      ...nextTo('>', said[at + 1], one),
    ];
    const part = said.length === 1 ? [] : [`part ${Math.floor((PARTS * at) / said.length)}`];
    return new Set([
      ...own.map((feature) => `${language} ${feature}`),
      ...one.flags,
      ...flagsNextTo(said, at),
      ...part,
    ]);
  });
}

function tokensOf(text: string, language: string): string[] {
  const straight = text.replaceAll('’', "'").replace(NUMBER, '0');
  // German writes every noun with a capital.
  const plain = language === 'de' ? straight : straight.replace(NAME, ' @name ');
  return plain.toLowerCase().match(TOKEN) ?? [];
}

/** What the cues find in a sentence: they hold in every language. */
function flagsOf({ sentence, text: short }: Candidate, cues: Cues, language: string): string[] {
  const found = {
    promise: makesPromise(sentence, cues, language),
    named: cues.namedCommitment.test(short),
    plan: cues.plan?.test(short) ?? false,
    'not promise': cues.notCommitment.test(short),
    decision: isDecision(short, cues),
    'decision words': cues.decision.test(short),
    'not decision': cues.notDecision.test(short),
    risk: isRisk(short, cues),
    'risk words': cues.risk.test(short),
    'not risk': cues.notRisk.test(short),
    leaving: cues.leaving.test(short),
    ask: isAsk(short, cues),
    'ask words': cues.ask.test(short),
    'not ask': cues.notAsk.test(short),
    acceptance: cues.acceptance.test(short),
    agreement: cues.agreement.test(short),
    'tag question': cues.tagQuestion.test(short),
    question: short.endsWith('?'),
    'small talk': cues.smallTalk.test(short),
    date: cues.date.test(short),
  };
  const length = Math.floor(Math.log2(countWords(sentence.text) + 1));
  return [
    `side ${sentence.turn.side}`,
    `facts ${Math.min(factCount(short, cues), MAX_FACTS)}`,
    `length ${length}`,
    ...Object.entries(found).flatMap(([flag, isFound]) => (isFound ? [flag] : [])),
  ];
}

function wordFeatures(tokens: readonly string[]): string[] {
  const all = ['^', ...tokens, '$'];
  const features = tokens.slice(0, OPENING_WORDS).map((token) => `^^ ${token}`);
  all.forEach((token, at) => {
    const [next, afterNext] = [all[at + 1], all[at + 2]];
    features.push(token);
    if (token.length >= MIN_STEMMED) features.push(`${token.slice(0, STEM_LETTERS)}~`);
    if (next !== undefined) features.push(`${token} ${next}`);
    if (next !== undefined && afterNext !== undefined)
      features.push(`${token} ${next} ${afterNext}`, `${token} _ ${afterNext}`);
  });
  return features;
}

/** Words of the sentence before (all) or after (those it opens with), by whether the same turn goes on. */
function nextTo(mark: '<' | '>', other: Said | undefined, one: Said): string[] {
  if (other === undefined) return [];
  const place = placeOf(mark, other, one);
  const tokens = mark === '<' ? other.tokens : other.tokens.slice(0, OPENING_WORDS);
  return tokens.map((token) => `${place} ${token}`);
}

function flagsNextTo(said: readonly Said[], at: number): string[] {
  const one = said[at];
  return (['<', '>'] as const).flatMap((mark) => {
    const other = said[mark === '<' ? at - 1 : at + 1];
    if (one === undefined || other === undefined) return [];
    const place = placeOf(mark, other, one);
    return [place, ...other.flags.map((flag) => `${place} ${flag}`)];
  });
}

function placeOf(mark: '<' | '>', other: Said, one: Said): string {
  return `${mark}${other.sentence.turn === one.sentence.turn ? 'same' : 'other'}`;
}
