import type { z } from 'zod';
import type { Claim } from '../claim.ts';
import { BadAnswerError, SignalsError } from '../errors.ts';
import { detectLanguage, languageCode } from '../language.ts';
import type { MeetingSummary, MeetingToSummarize } from '../meeting-summary.ts';
import { createPlantedCheck, plantedTurns } from '../planted.ts';
import { createAnswerCheck } from './check-answer.ts';
import type { CheckedAnswer } from './check-answer.ts';
import type { ModelAnswer, ModelQuestion } from './model-client.ts';
import {
  ANSWER_SCHEMA,
  answerSchema,
  CHOICE_SCHEMA,
  choiceSchema,
  CHOOSE_INSTRUCTIONS,
  extractInstructions,
  toChunks,
} from './prompt.ts';

/** Names the method by which answers of a model are asked for, checked and put together. */
export const MODEL_SUMMARY_ALGORITHM = 'model-1';

/** Asks the model one question; whoever gives it holds the caps and may throw. */
export type Ask = (question: ModelQuestion) => Promise<ModelAnswer>;

const MAX_CHUNKS = 20;
const MAX_ANSWER_TOKENS = 4_000;
const MAX_ITEMS = { points: 8, decisions: 8, actionItems: 20, risks: 8, asks: 8, topics: 5 } as const;
/** With fewer of its statements standing an answer is not believed at all. */
const LEAST_STANDING = 0.5;

/**
 * Has a model sum up a meeting: part by part, each statement with a quote, then which of them make the whole. What does
 * not stand in the transcript, or is not safe, is dropped; an answer of which too little stands is refused whole. Turns
 * that hold orders to machines are not given to it. Throws BadAnswerError, model_meeting_too_long, and what `ask` throws.
 */
export async function summarizeByModel(meeting: MeetingToSummarize, ask: Ask): Promise<MeetingSummary> {
  const { turns, startedAt } = meeting;
  const language = languageCode(meeting.language) ?? detectLanguage(turns.map(({ text }) => text).join('\n'));
  const planted = plantedTurns(turns, createPlantedCheck());
  const given = turns.filter(({ index }) => !planted.has(index));
  const chunks = toChunks(given);
  if (chunks.length > MAX_CHUNKS) throw tooLong(chunks.length);
  // What was left out is not there for quotes either.
  const check = createAnswerCheck({ ...meeting, turns: given }, language);
  const instructions = extractInstructions(startedAt?.toISOString().slice(0, 10) ?? null, language);
  const answers: CheckedAnswer[] = [];
  for (const input of chunks) {
    const question = { name: 'meeting_summary', schema: ANSWER_SCHEMA, maxAnswerTokens: MAX_ANSWER_TOKENS };
    const { text } = await ask({ instructions, input, ...question });
    const checked = check(parseAnswer(text, answerSchema));
    assertStands(checked, text);
    assertLanguage(checked, language, text);
    answers.push(checked);
  }
  const { headline, points } = await compose(answers, ask);
  const all = <K extends 'decisions' | 'actionItems' | 'risks' | 'asks' | 'topics'>(part: K) =>
    answers.flatMap((answer): readonly CheckedAnswer[K][number][] => answer[part]).slice(0, MAX_ITEMS[part]);
  return {
    version: MODEL_SUMMARY_ALGORITHM,
    language,
    languageNote: null,
    headline,
    points,
    decisions: all('decisions'),
    actionItems: all('actionItems'),
    risks: all('risks'),
    asks: all('asks'),
    topics: all('topics'),
  };
}

async function compose(
  answers: readonly CheckedAnswer[],
  ask: Ask,
): Promise<{ readonly headline: Claim | null; readonly points: readonly Claim[] }> {
  const [only, ...others] = answers;
  if (only === undefined) return { headline: null, points: [] };
  if (others.length === 0) return { headline: only.headline, points: only.points.slice(0, MAX_ITEMS.points) };
  const claims = answers.flatMap(({ headline, points }) => [
    ...(headline === null ? [] : [headline]),
    ...points,
  ]);
  const input = claims.map(({ text }, number) => JSON.stringify({ number, text })).join('\n');
  const { text } = await ask({
    instructions: CHOOSE_INSTRUCTIONS,
    input,
    name: 'meeting_choice',
    schema: CHOICE_SCHEMA,
    maxAnswerTokens: MAX_ANSWER_TOKENS,
  });
  const choice = parseAnswer(text, choiceSchema);
  const headline = claims[choice.headline];
  const chosen = [...new Set(choice.points)].filter((number) => number !== choice.headline);
  const points = chosen
    .toSorted((one, other) => one - other)
    .map((number) => claims[number])
    .filter((claim) => claim !== undefined);
  if (headline === undefined || points.length < chosen.length) {
    throw new BadAnswerError('model_answer_invalid', 'The answer names statements that are not there.', text);
  }
  return { headline, points };
}

function parseAnswer<T>(text: string, schema: z.ZodType<T>): T {
  // Models without strict answers like to fence them.
  const bare = text.trim().replace(/^```(?:json)?\s*|\s*```$/gu, '');
  try {
    return schema.parse(JSON.parse(bare));
  } catch (cause) {
    throw new BadAnswerError('model_answer_invalid', 'The answer is not what was asked for.', text, cause);
  }
}

function assertStands({ stated, dropped }: CheckedAnswer, answer: string): void {
  if (stated - dropped >= LEAST_STANDING * stated) return;
  throw new BadAnswerError(
    'model_answer_unfounded',
    `${dropped} of ${stated} statements do not stand in the transcript, or may not be repeated.`,
    answer,
  );
}

/** English and German are told for certain; other languages are too easily taken for one another. */
function assertLanguage(checked: CheckedAnswer, language: string | null, answer: string): void {
  const { points, decisions, actionItems, risks, asks } = checked;
  const text = [...points, ...decisions, ...actionItems, ...risks, ...asks].map((one) => one.text).join('\n');
  const written = detectLanguage(text);
  if (language === null || written === language || (written !== 'en' && written !== 'de')) return;
  throw new BadAnswerError(
    'model_answer_language',
    `The answer is in "${written}", the meeting in "${language}".`,
    answer,
  );
}

function tooLong(chunks: number): SignalsError {
  return new SignalsError({
    code: 'model_meeting_too_long',
    message: `The transcript has ${chunks} parts, more than the ${MAX_CHUNKS} that a model is asked about.`,
    remedy: 'Nothing to do: the built-in method sums it up.',
  });
}
