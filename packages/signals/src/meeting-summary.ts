import { findActionItems } from './action-items.ts';
import { type ActOdds, readActOdds } from './act-odds.ts';
import { createAskCheck, isMessage } from './asks.ts';
import { createBareAnswerCheck } from './bare-answers.ts';
import { type Candidate, makeCandidates } from './candidate.ts';
import { createAgreementCheck } from './agreements.ts';
import { chooseSentences } from './choose-sentences.ts';
import { type ActionItem, type Claim, claimOf, isWithin, withoutRepeats } from './claim.ts';
import { weighConcepts } from './concepts.ts';
import { type Cues, factCount, isConditional, isDecision, isOwnRisk, isQuestion, isRisk } from './cues.ts';
import { cuesFor, plainCuesFor } from './cues-by-language.ts';
import { detectLanguage, languageCode } from './language.ts';
import { type ClaimRules, pickClaims } from './pick-claims.ts';
import { createPraiseCheck } from './praise.ts';
import { findTakenBack } from './taken-back.ts';
import { unsaidFigures } from './unsaid-figures.ts';
import { findTopics, type Topic } from './topics.ts';
import { joinSentences, type Turn } from './transcript.ts';
import { usableSentences } from './usable-sentences.ts';
import { createTelling, POINTS_BACK, wholeThoughts } from './whole-thoughts.ts';

/** Names the method; a change of its results changes it, so that stored summaries tell how they were made. */
export const SUMMARY_ALGORITHM = 'extractive-18';

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
  /** Null when nobody said a whole sentence beside greetings and small talk. */
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
const MAX_WORDS_POINTS_ONLY = 230;
const JOINED_WORDS = 32;
const MAX_POINTS = 8;
const MIN_SENTENCE_WORDS = 7;
const MAX_SENTENCE_WORDS = 40;
const MAX_HEADLINE_WORDS = 28;
const MIN_HEADLINE_WORDS = 8;
/** A headline of fewer words of a subject does not say what it is about: "January 11th then, on all of them." */
const MIN_SUBJECTS = 3;
const FACT_BONUS = 0.4;
// In a longer meeting figures abound, and having one makes a sentence no news.
const MAX_WORDS_WITH_FACTS = 4_000;
const PLAIN_FACT_BONUS = 0.5;
const DECISION_BONUS = 0.15;
const RISK_BONUS = 0.1;
const SMALL_TALK_FACTOR = 0.4;
// How somebody is, the way here and the weather are no points, unless a figure is in it.
const GREETING_FACTOR = 0;
const GREETING =
  /^(?:hi|hello|hey|morning|hallo|moin|grüß|hej|tjena|bonjour|salut|hola|buenos días)(?![\p{L}-])/iu;
// Decisions, action items, risks and asks stand beside the points; repeating them would cost other facts their place.
const SAID_FACTOR = 0.25;
// In a call a question tells what somebody did not know; the answer is the news.
const QUESTION_FACTOR = 0.25;
// Of a call's points the rest is kept for figures and days that nothing else tells.
const MAX_CONTENT_POINTS = 5;
// Log odds from which on a sentence is one, by its words alone and with a cue beside them: chosen on labelled calls that
// the odds were not learnt from.
const ODDS = {
  decision: { alone: 1, withCue: -2 },
  risk: { alone: -1.2, withCue: -2.2 },
  ask: { alone: -1, withCue: -1 },
} as const;
// Who tells little in clear words may still tell what is wrong: of a longer call the likeliest risks are told until there
// are enough, where they are likely at all.
const ENOUGH_RISKS = 3;
const EASED = { alone: -2.6, withCue: -2.8 } as const;
const MIN_EASED_WORDS = 4;
const MIN_ANSWER_WORDS = 5;
// The neighbours of a sentence tell what it does too: a talk of fewer sentences than MIN_LONG has few, and room for every
// cue.
const MIN_LONG = 24;
const ODDS_IN_SHORT = {
  decision: { alone: 1, withCue: Number.NEGATIVE_INFINITY },
  risk: { alone: 0.5, withCue: Number.NEGATIVE_INFINITY },
  ask: { alone: 0, withCue: Number.NEGATIVE_INFINITY },
} as const;
// How far what a summary must keep goes before what the meeting speaks of most.
const FACT_SHARE = 0.3;
// "Could we be in the beta?" asks for one thing, and that is all that there is to ask.
const ASK_SUBJECTS = 1;

/**
 * Sums up a meeting from its transcript alone: picks sentences, shortens them by deletion, never adds a word. The
 * same input gives the same summary. Words that try to steer the machine, addresses and invisible characters are
 * left out. A part nobody spoke to is empty; an owner or a day that was not said is null.
 */
export function summarizeMeeting(meeting: MeetingToSummarize): MeetingSummary {
  const { turns, startedAt, timeZone = 'UTC' } = meeting;
  const code = languageCode(meeting.language) ?? detectLanguage(turns.map(({ text }) => text).join('\n'));
  const cues = cuesFor(code);
  const split = usableSentences(turns);
  // Where points are all there is, each may hold a short turn whole.
  const sentences = cues === null ? joinSentences(split, JOINED_WORDS) : split;
  const candidates = makeCandidates(sentences, code);
  const concepts = weighConcepts(candidates, code);
  const common = {
    version: SUMMARY_ALGORITHM,
    language: code,
    topics: findTopics(candidates, concepts, code, cues ?? plainCuesFor(code)),
  };
  if (cues === null || code === null) {
    const plain = plainCuesFor(code);
    const chosen = choosePoints(candidates, createBareAnswerCheck(turns, code), plain, (allowed) =>
      chooseSentences(allowed, concepts, ({ text }) => 1 + PLAIN_FACT_BONUS * factCount(text, plain), {
        maxWords: MAX_WORDS_POINTS_ONLY,
        maxSentences: MAX_POINTS + 1,
      }),
    );
    const none = { decisions: [], actionItems: [], risks: [], asks: [] };
    return { ...common, languageNote: noteFor(code), ...chosen, ...none };
  }
  // Learnt from calls of two companies: among colleagues people promise and ask in other words.
  const isOfTwo = isOfTwoSides(turns);
  const odds = isOfTwo ? readActOdds(candidates, cues, code) : [];
  const oddsOf = new Map(candidates.map((candidate, at) => [candidate, odds[at]]));
  const likely = (candidate: Candidate, act: keyof ActOdds): number =>
    oddsOf.get(candidate)?.[act] ?? Number.NEGATIVE_INFINITY;
  const isLong = candidates.length >= MIN_LONG;
  const tells = (one: Candidate, act: keyof typeof ODDS, hasCue: boolean): boolean => {
    const { alone, withCue } = (isLong ? ODDS : ODDS_IN_SHORT)[act];
    return isOfTwo ? likely(one, act) >= (hasCue ? withCue : alone) : hasCue;
  };
  const actionItems = findActionItems({
    turns,
    sentences,
    odds,
    cues,
    language: code,
    startedAt,
    timeZone,
  });
  const isAction = quotedBy(actionItems);
  const isShort = candidates.reduce((sum, { wordCount }) => sum + wordCount, 0) <= MAX_WORDS_WITH_FACTS;
  const isCall = isShort && isOfTwo;
  const thoughts = isCall
    ? wholeThoughts(candidates, code)
    : candidates.map((whole) => ({ whole, parts: [whole] }));
  const tell = isCall
    ? createTelling(candidates, thoughts, code)
    : ({ sentence, text }: Candidate) => claimOf(sentence, text);
  const pick = (rules: ClaimRules): Claim[] =>
    pickClaims(candidates, concepts, cues, {
      ...rules,
      tell,
      matches: (candidate) => !isAction(candidate) && rules.matches(candidate),
    });
  const isAgreedTo = createAgreementCheck(candidates, cues);
  const hasDecisionCue = (one: Candidate): boolean => isDecision(one.text, cues) || isAgreedTo(one);
  const isDecided = (one: Candidate, hasCue = hasDecisionCue(one)): boolean =>
    tells(one, 'decision', hasCue) && (hasCue || !isConditional(one.text));
  const takenBack = findTakenBack(candidates, (one) => isDecided(one), cues, code);
  const stands = (one: Candidate): boolean => !takenBack.decisions.has(one);
  const decisions = pick({
    matches: (one) => stands(one) && isDecided(one, hasDecisionCue(one) || takenBack.reversals.has(one)),
    minSubjects: 1,
  });
  const isAsked = createAskCheck(turns, code, cues);
  const isSettled = quotedBy([...actionItems, ...decisions]);
  const isPraise = createPraiseCheck(candidates, code);
  // What was decided is no longer what may go wrong, nor is praise, whatever its words are like.
  const isLeaving = ({ text }: Candidate): boolean => cues.leaving.test(text);
  const hasRiskCue = (one: Candidate): boolean =>
    one.sentence.turn.side === 'ours'
      ? isOwnRisk(one.text, cues)
      : isRisk(one.text, cues) || (isLeaving(one) && !isQuestion(one.text));
  const mayBeRisk = (one: Candidate): boolean =>
    stands(one) && !isSettled(one) && (hasRiskCue(one) || !isPraise(one));
  const sureRisks = pick({
    matches: (one) => mayBeRisk(one) && tells(one, 'risk', hasRiskCue(one)),
    isWeighty: isLeaving,
  });
  const turnsTold = new Set(sureRisks.map(({ evidence }) => evidence.turn));
  const likeliestRisks = (isCall && isLong ? candidates : [])
    .filter((one) => one.sentence.turn.side === 'theirs' && one.wordCount >= MIN_EASED_WORDS)
    .filter((one) => isLeaving(one) || likely(one, 'risk') >= (hasRiskCue(one) ? EASED.withCue : EASED.alone))
    .filter(
      (one) => mayBeRisk(one) && !isAction(one) && !isQuestion(one.text) && !cues.smallTalk.test(one.text),
    )
    .sort((one, other) => likely(other, 'risk') - likely(one, 'risk'))
    .filter(({ sentence: { turn } }) => !turnsTold.has(turn.index) && turnsTold.add(turn.index))
    .slice(0, Math.max(0, ENOUGH_RISKS - sureRisks.length))
    .map(tell);
  const risks = inOrder([...sureRisks, ...likeliestRisks]);
  // What our own people ask for is their business; where sides are not known every request counts. Of a written
  // message all is given: it is short, and what it asks for is what it was written for.
  const asks = isMessage(turns)
    ? candidates
        .filter(({ sentence }) => isAsked(sentence))
        .map(({ sentence, text }) => claimOf(sentence, text))
    : pick({
        matches: (one) => one.sentence.turn.side !== 'ours' && tells(one, 'ask', isAsked(one.sentence)),
        minSubjects: ASK_SUBJECTS,
      });
  const isSaid = isCall ? quotedBy([...actionItems, ...decisions, ...risks, ...asks]) : isSettled;
  // What may be a decision, but not surely, is told as a point.
  const partsOf = new Map(thoughts.map(({ whole, parts }) => [whole, parts]));
  const matter = (whole: Candidate): number =>
    Math.max(
      ...(partsOf.get(whole) ?? [whole]).map((one) =>
        isLong ? Math.max(likely(one, 'fact'), likely(one, 'decision')) : likely(one, 'fact'),
      ),
    );
  const priorIn = (one: Candidate): number =>
    priorOf(one, cues, isShort ? FACT_BONUS : 0) *
    ((partsOf.get(one) ?? [one]).every(isSaid) ? SAID_FACTOR : 1) *
    (isCall ? Math.exp(FACT_SHARE * matter(one)) : 1) *
    (isCall && isQuestion(one.text) ? QUESTION_FACTOR : 1);
  const standing = thoughts.filter(({ parts }) => parts.every(stands)).map(({ whole }) => whole);
  const isBareAnswer = createBareAnswerCheck(turns, code);
  const chosen = choosePoints(
    standing,
    isBareAnswer,
    cues,
    (allowed) =>
      chooseSentences(allowed, concepts, priorIn, {
        maxWords: MAX_WORDS,
        maxSentences: (isCall ? MAX_CONTENT_POINTS : MAX_POINTS) + 1,
      }),
    tell,
  );
  const others = { decisions, actionItems, risks, asks };
  const { headline } = chosen;
  // Beside a decision or a headline in the same words a point tells nothing.
  const points = isCall
    ? withoutRepeats(chosen.points).filter(
        (point) =>
          ![...decisions, ...(headline === null ? [] : [headline])].some((one) => isWithin(point, one)),
      )
    : chosen.points;
  const said = [...(headline === null ? [] : [headline]), ...points, ...Object.values(others).flat()];
  const room = isShort ? MAX_POINTS - points.length : 0;
  // "32, in two groups." answers what a reader does not see.
  const isShortAnswer = (one: Candidate): boolean =>
    one.wordCount < MIN_ANSWER_WORDS && (partsOf.get(one) ?? []).length === 1 && isBareAnswer(one);
  const telling = isCall ? standing.filter((one) => !isShortAnswer(one)) : standing;
  const figures = unsaidFigures(telling, said, cues, room, isCall ? code : null, (one) =>
    isCall ? matter(one) : factCount(one.text, cues),
  ).map(({ sentence, text }) => claimOf(sentence, text));
  return { ...common, languageNote: null, headline, points: inOrder([...points, ...figures]), ...others };
}

/** Whether two companies speak: then what matters to each is told by figures, days, risks and promises. */
function isOfTwoSides(turns: readonly Turn[]): boolean {
  return turns.some(({ side }) => side === 'ours') && turns.some(({ side }) => side === 'theirs');
}

function inOrder(claims: readonly Claim[]): Claim[] {
  return claims.toSorted((a, b) => a.evidence.turn - b.evidence.turn);
}

function noteFor(code: string | null): string {
  return code === null
    ? 'The language could not be told: points only, no decisions, action items, risks or asks.'
    : `Points only: decisions, action items, risks and asks are read in English, French, German, Spanish and Swedish, this meeting is in "${code}".`;
}

function choosePoints(
  candidates: readonly Candidate[],
  isBareAnswer: (candidate: Candidate) => boolean,
  cues: Pick<Cues, 'date' | 'spelledNumber'>,
  choose: (allowed: readonly Candidate[]) => { candidate: Candidate }[],
  tell: (candidate: Candidate) => Claim = ({ sentence, text }) => claimOf(sentence, text),
): { headline: Claim | null; points: Claim[] } {
  const sized = candidates.filter(
    ({ wordCount }) => wordCount >= MIN_SENTENCE_WORDS && wordCount <= MAX_SENTENCE_WORDS,
  );
  // A very short meeting has no long sentences; then anything with a word or two must do.
  const isEnough = sized.length >= 4;
  const chosen = choose(
    isEnough ? sized : candidates.filter(({ wordCount }) => wordCount >= 1 && wordCount <= 80),
  );
  const fitting = chosen.filter(({ candidate }) => isHeadline(candidate));
  const alone = fitting
    .filter(({ candidate }) => standsAlone(candidate))
    .toSorted((a, b) => Number(isBareAnswer(a.candidate)) - Number(isBareAnswer(b.candidate)));
  const hasFacts = ({ candidate }: { candidate: Candidate }): boolean => factCount(candidate.text, cues) > 0;
  const onSubject = alone.filter(({ candidate }) => subjectsOf(candidate, cues) >= MIN_SUBJECTS);
  const head =
    onSubject.find(hasFacts) ?? onSubject[0] ?? alone.find(hasFacts) ?? alone[0] ?? fitting[0] ?? chosen[0];
  if (head === undefined) return { headline: null, points: [] };
  const points = chosen
    .filter((one) => one !== head)
    .map(({ candidate }) => candidate)
    .sort((a, b) => a.position - b.position);
  return { headline: tell(head.candidate), points: points.map(tell) };
}

/** How many words of a text tell what it is about; figures and days do not. */
function subjectsOf({ words }: Candidate, cues: Pick<Cues, 'date'>): number {
  return words.filter(({ isFunction, lower }) => !isFunction && !/\d/u.test(lower) && !cues.date.test(lower))
    .length;
}

function isHeadline({ wordCount, text }: Candidate): boolean {
  return wordCount <= MAX_HEADLINE_WORDS && !isQuestion(text);
}

/** Whether it can be understood without what was said before it: long enough, and opening with no word that points back. */
function standsAlone({ wordCount, text }: Candidate): boolean {
  return wordCount >= MIN_HEADLINE_WORDS && !POINTS_BACK.test(text);
}

function priorOf({ text }: Candidate, cues: Cues, factBonus: number): number {
  const facts = factCount(text, cues);
  if (facts === 0 && GREETING.test(text)) return GREETING_FACTOR;
  if (cues.smallTalk.test(text)) return facts === 0 ? GREETING_FACTOR : SMALL_TALK_FACTOR;
  const bonus = (isDecision(text, cues) ? DECISION_BONUS : 0) + (isRisk(text, cues) ? RISK_BONUS : 0);
  return 1 + factBonus * facts + bonus;
}

function quotedBy(claims: readonly Claim[]): (candidate: Candidate) => boolean {
  const quotes = new Map<number, string[]>();
  for (const { evidence } of claims)
    quotes.set(evidence.turn, [...(quotes.get(evidence.turn) ?? []), evidence.quote]);
  return ({ sentence }) =>
    quotes.get(sentence.turn.index)?.some((quote) => sentence.text.includes(quote)) ?? false;
}
