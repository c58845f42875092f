import { HandrailError, toError } from '@handrail/core';
import type { CalendarDay } from '@handrail/core';
import {
  findLanguageModel,
  getSecret,
  getWorkspace,
  settleModelCall,
  takeModelCall,
} from '@handrail/database';
import type { LanguageModelRow, SecretKey, WorkspaceTransaction } from '@handrail/database';
import { OutsideError } from '@handrail/http';
import { BadAnswerError, SignalsError } from './errors.ts';
import { summarizeMeeting } from './meeting-summary.ts';
import type { MeetingSummary, MeetingToSummarize } from './meeting-summary.ts';
import { createModelClient, estimateTokens } from './model/model-client.ts';
import type { ModelNetwork, ModelSettings } from './model/model-client.ts';
import { summarizeByModel } from './model/summarize-by-model.ts';

/** Purpose under which the key of a model is sealed. */
export const MODEL_SECRET_PURPOSE = 'language-model-key';

/** What models are reached with: the installation's way out, and the key that opens their secrets. */
export interface ModelDoor {
  readonly secretKey: SecretKey;
  readonly network: ModelNetwork;
}

/** A summary with who made it. */
export interface MadeSummary {
  readonly summary: MeetingSummary;
  /** Name of the model; null: the built-in method. */
  readonly model: string | null;
  /** Why a model that was asked did not make it; null where none was, or it did. */
  readonly fallback: Fallback | null;
}

/** Why the built-in method stood in for a model. */
export interface Fallback {
  readonly code: string;
  readonly message: string;
  /** An answer that must not be used, to be kept for review. */
  readonly answer: string | null;
  /** Whether the model gave no answer at all, so that it is left alone for a while. */
  readonly isAway: boolean;
}

/** The caps of a workspace, as they are asked before and told after each call. */
export interface ModelCaps {
  /** Whether there is room for a call. Throws model_paused when no call may be made at all. */
  take(tokens: number): Promise<boolean>;
  settle(taken: number, tokens: number): Promise<void>;
}

/** Longest time that a model is waited for over all parts of a meeting, in ms. */
const MEETING_MS = 180_000;

/** The model that is set, as it can be asked; null when there is none. Throws secret_unreadable. */
export async function openModelSettings(
  tx: WorkspaceTransaction,
  { secretKey }: Pick<ModelDoor, 'secretKey'>,
): Promise<{ readonly row: LanguageModelRow; readonly settings: ModelSettings } | null> {
  const row = await findLanguageModel(tx);
  if (row === undefined) return null;
  const key =
    row.secret_id === null
      ? null
      : await getSecret(tx, secretKey, { id: row.secret_id, purpose: MODEL_SECRET_PURPOSE });
  return { row, settings: { baseUrl: row.base_url, model: row.model, key } };
}

/**
 * The one door to a language model: sums a meeting up by the model, within the caps, and by the built-in method when
 * the model refuses, answers badly, late or not at all. Only a stop of the process and faults of ours are thrown.
 */
export async function summarizeThroughModel(
  meeting: MeetingToSummarize,
  with_: {
    readonly settings: ModelSettings;
    readonly network: ModelNetwork;
    readonly caps: ModelCaps;
    readonly signal: AbortSignal;
  },
): Promise<MadeSummary> {
  const { settings, network, caps, signal } = with_;
  const deadline = AbortSignal.timeout(MEETING_MS);
  try {
    const client = createModelClient(settings, network);
    try {
      const summary = await summarizeByModel(meeting, async (question) => {
        const taken =
          estimateTokens(question.instructions) + estimateTokens(question.input) + question.maxAnswerTokens;
        if (!(await caps.take(taken))) throw capReached();
        const answer = await client.ask(question, AbortSignal.any([signal, deadline]));
        await caps.settle(taken, answer.tokens);
        return answer;
      });
      return { summary, model: settings.model, fallback: null };
    } finally {
      await client.close();
    }
  } catch (thrown) {
    if (signal.aborted) throw thrown;
    const fallback = fallbackOf(thrown, deadline.aborted);
    return { summary: summarizeMeeting(meeting), model: null, fallback };
  }
}

/** What the built-in method stands in for. A fault of ours is thrown on. */
function fallbackOf(thrown: unknown, isLate: boolean): Fallback {
  if (thrown instanceof BadAnswerError) {
    return { code: thrown.code, message: thrown.message, answer: thrown.answer, isAway: false };
  }
  if (isLate) {
    const message = 'The model gave no whole answer within three minutes.';
    return { code: 'http_timeout', message, answer: null, isAway: true };
  }
  const error = toError(thrown);
  const isAway = thrown instanceof OutsideError;
  if (isAway || thrown instanceof HandrailError) {
    return { code: thrown.code, message: error.message, answer: null, isAway };
  }
  throw error;
}

/** The fallback while a model is left alone after it gave no answer. */
export function awayFallback(): Fallback {
  const message = 'The model gave no answer, and is left alone for a few minutes.';
  return { code: 'model_away', message, answer: null, isAway: false };
}

/**
 * Caps that are kept in the database, each question and its cost in a transaction of its own. A question goes out like
 * any other call, so none is asked while everything outgoing is paused.
 */
export function storedCaps(
  transaction: <T>(work: (tx: WorkspaceTransaction) => Promise<T>) => Promise<T>,
  on: CalendarDay,
): ModelCaps {
  return {
    take: (tokens) =>
      transaction(async (tx) => {
        if ((await getWorkspace(tx)).outgoing_paused_at !== null) throw outgoingPaused();
        return takeModelCall(tx, { on, tokens });
      }),
    settle: (taken, tokens) => transaction((tx) => settleModelCall(tx, { on, taken, tokens })),
  };
}

function outgoingPaused(): SignalsError {
  return new SignalsError({
    code: 'model_paused',
    message: 'Everything outgoing is paused, and a question to a model goes out.',
    remedy: 'Resume it on Data sync, or with handrail resume; the model then writes the summary anew.',
  });
}

function capReached(): SignalsError {
  return new SignalsError({
    code: 'model_cap_reached',
    message: 'The calls or tokens of the day are used up.',
    remedy:
      'Nothing to do: the built-in method sums up, and the model writes it anew tomorrow. Raise the caps if that is too late.',
  });
}
