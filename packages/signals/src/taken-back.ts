import { type Candidate, contentStems } from './candidate.ts';
import { overlapOf } from './claim.ts';
import type { Cues } from './cues.ts';
import { REVERSALS } from './reversals.ts';

/** How many sentences after a reversal may hold what is settled in its place. */
const MAX_AFTER = 3;
/** Reversals this many sentences apart are of one thought: "Scrap that. We decided against it. … instead." */
const MAX_APART = 4;
const MIN_SHARE = 0.4;
/** A month or a weekday is shared by many subjects. */
const CALENDAR_WEIGHT = 0.5;
const SAME_SUBJECT = 0.5;
/** A reversal of so few words tells its subject in the sentence before. */
const MAX_BARE_WORDS = 5;
/** Words of settling and of taking back tell no subject. */
const SETTLING =
  /^(?:agree[ds]?|decide[ds]?|decision|settled?|deal|okay|fine|changed?|minds?|instead|scrap|forget|beschlossen|entschieden|entscheidung|vereinbart|abgemacht|einverstanden|stattdessen|lieber|überlegt|décidé|convenu|entendu|d['’]accord|accord|validé|changé|d['’]avis|finalement|plutôt|acordado|decidido|de acuerdo|cambiado|mejor|bestämt|beslutat|överens|ändrat|ångrat|istället|stället|ändå)$/u;

/** What was taken back in a meeting, and the sentences that did so. */
export interface TakenBack {
  readonly decisions: ReadonlySet<Candidate>;
  readonly reversals: ReadonlySet<Candidate>;
}

/**
 * The decisions that people of the meeting took back later: somebody reverses something, and what they say there and
 * settle in its place is about the same, by share of content words. Of several it is the one that shares most, and
 * those that say the same as that one.
 */
export function findTakenBack(
  candidates: readonly Candidate[],
  isDecided: (candidate: Candidate) => boolean,
  cues: Cues,
  language: string,
): TakenBack {
  const decisions = new Set<Candidate>();
  const reversals = new Set<Candidate>();
  for (const { from, to } of episodesOf(candidates, isDecided, language)) {
    const said = subjectOf(candidates, from, to, isDecided, language);
    const before = candidates
      .slice(0, from)
      .filter((one) => !decisions.has(one) && isDecided(one))
      .map((one) => ({ one, words: weighWords(one, cues), share: 0 }))
      .map((entry) => ({ ...entry, share: shareOf(entry.words, said) }));
    // The later one, where two share as much: it is what stood.
    const closest = before.reduce<(typeof before)[number] | null>(
      (best, entry) => (best === null || entry.share >= best.share ? entry : best),
      null,
    );
    if (closest === null || closest.share < MIN_SHARE) continue;
    const subject = new Set(closest.words.keys());
    for (const { one, words, share } of before) {
      const isSame = overlapOf(new Set(words.keys()), subject) >= SAME_SUBJECT && share >= MIN_SHARE;
      if (isSame) decisions.add(one);
    }
    for (const one of candidates.slice(from, to + 1)) {
      if (isPlain(one, language) && weighWords(one, cues).size > 0) reversals.add(one);
    }
  }
  return { decisions, reversals };
}

interface Episode {
  /** The first and the last sentence that reverse something. */
  readonly from: number;
  readonly to: number;
}

function episodesOf(
  candidates: readonly Candidate[],
  isDecided: (candidate: Candidate) => boolean,
  language: string,
): Episode[] {
  const episodes: Episode[] = [];
  candidates.forEach((one, at) => {
    const next = candidates[at + 1];
    const isMild =
      REVERSALS.get(language)?.mild.test(one.text) === true &&
      (isDecided(one) || (next !== undefined && isDecided(next)));
    if (one.text.endsWith('?') || !(isMild || isPlain(one, language))) return;
    const last = episodes.at(-1);
    if (last !== undefined && at - last.to <= MAX_APART) episodes[episodes.length - 1] = { ...last, to: at };
    else episodes.push({ from: at, to: at });
  });
  return episodes;
}

function isPlain({ text }: Candidate, language: string): boolean {
  return REVERSALS.get(language)?.plain.test(text) === true;
}

/** The content words of the reversal, of what it answers to where it is bare, and of what is settled in its place. */
function subjectOf(
  candidates: readonly Candidate[],
  from: number,
  to: number,
  isDecided: (candidate: Candidate) => boolean,
  language: string,
): ReadonlySet<string> {
  const first = candidates[from];
  const before = candidates[from - 1];
  const isAnswer =
    first !== undefined &&
    before !== undefined &&
    isPlain(first, language) &&
    (before.sentence.turn === first.sentence.turn || first.wordCount <= MAX_BARE_WORDS);
  const told = candidates
    .slice(from, to + MAX_AFTER + 1)
    .filter((one, at) => at <= to - from || isDecided(one) || isPlain(one, language));
  return new Set([...(isAnswer ? [before] : []), ...told].flatMap(({ words }) => [...contentStems(words)]));
}

/** The subject words of a decision by their stems, with how much each tells of what it is about. */
function weighWords({ words }: Candidate, cues: Cues): ReadonlyMap<string, number> {
  return new Map(
    words
      .filter(({ isFunction, lower }) => !isFunction && !SETTLING.test(lower))
      .map(({ stem, lower }) => [stem, !/\d/u.test(lower) && cues.date.test(lower) ? CALENDAR_WEIGHT : 1]),
  );
}

function shareOf(words: ReadonlyMap<string, number>, said: ReadonlySet<string>): number {
  let all = 0;
  let shared = 0;
  for (const [stem, weight] of words) {
    all += weight;
    if (said.has(stem)) shared += weight;
  }
  return all === 0 ? 0 : shared / all;
}
