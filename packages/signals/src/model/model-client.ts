import { createHttpClient, OutsideError } from '@handrail/http';
import type { HttpClientOptions, HttpReply, RetryPolicy, Verdict } from '@handrail/http';
import { z } from 'zod';
import { BadAnswerError, SignalsError } from '../errors.ts';

/** Which model is asked, where, and with which key; a server of one's own may need none. */
export interface ModelSettings {
  /** Up to and with the version: `https://api.example.com/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  readonly key: string | null;
}

/** What every outgoing call of this installation is made with. */
export type ModelNetwork = Pick<
  HttpClientOptions,
  'clock' | 'random' | 'allowOrigins' | 'extraCaFile' | 'proxy' | 'log' | 'resolve'
>;

/** One question: what to do, the data to do it with, and the JSON Schema of the answer. */
export interface ModelQuestion {
  readonly instructions: string;
  readonly input: string;
  readonly name: string;
  readonly schema: object;
  readonly maxAnswerTokens: number;
}

/** An answer as text, not yet looked at, and what it cost. */
export interface ModelAnswer {
  readonly text: string;
  readonly tokens: number;
}

/** A model behind an address. It has no tools: it is given text and answers text. */
export interface ModelClient {
  /** Throws an OutsideError when there is no reply, BadAnswerError when the reply is no answer. */
  ask(question: ModelQuestion, signal: AbortSignal): Promise<ModelAnswer>;
  close(): Promise<void>;
}

const TIMEOUT_MS = 60_000;
const MAX_REPLY_BYTES = 1024 * 1024;
const twoTries: RetryPolicy = {
  maxTries: 2,
  baseMs: 500,
  capMs: 5_000,
  maxWaitMs: 10_000,
  totalMs: 90_000,
};

/**
 * Makes a client for an endpoint that speaks the chat completions of OpenAI with an answer by JSON Schema. Throws
 * model_address_invalid for what is no address, http_host_refused for one that may not be called.
 */
export function createModelClient(settings: ModelSettings, network: ModelNetwork): ModelClient {
  const { origin, path } = readBaseUrl(settings.baseUrl);
  const client = createHttpClient({
    origin,
    ...network,
    timeoutMs: TIMEOUT_MS,
    maxBytes: MAX_REPLY_BYTES,
    maxConnections: 1,
    retry: twoTries,
    judge: judgeModel,
    secrets: settings.key === null ? [] : [settings.key],
  });
  return {
    async ask(question, signal) {
      const reply = await client.request({
        method: 'POST',
        path: `${path}/chat/completions`,
        json: {
          model: settings.model,
          messages: [
            { role: 'system', content: question.instructions },
            { role: 'user', content: question.input },
          ],
          response_format: {
            type: 'json_schema',
            json_schema: { name: question.name, strict: true, schema: question.schema },
          },
          max_completion_tokens: question.maxAnswerTokens,
          stream: false,
        },
        headers: settings.key === null ? {} : { authorization: `Bearer ${settings.key}` },
        // Asking twice costs tokens and changes nothing.
        repeatable: true,
        signal,
      });
      return readReply(reply, question);
    },
    close: () => client.close(),
  };
}

/** Throws what `createModelClient` would; asks the network nothing. */
export async function checkModelAddress(baseUrl: string, network: ModelNetwork): Promise<void> {
  await createModelClient({ baseUrl, model: '', key: null }, network).close();
}

/** An address in the parts that a call is made of. Throws model_address_invalid. */
function readBaseUrl(typed: string): { readonly origin: string; readonly path: string } {
  const url = URL.parse(typed);
  if (url !== null && url.username === '' && url.password === '' && url.search === '' && url.hash === '') {
    return { origin: url.origin, path: url.pathname.replace(/\/+$/u, '') };
  }
  throw new SignalsError({
    code: 'model_address_invalid',
    message: 'This is not the address of a model.',
    remedy: 'Give the whole address up to and with the version, such as https://api.example.com/v1.',
  });
}

function judgeModel(reply: HttpReply): Verdict {
  const { status, requestId, retryAfterMs } = reply;
  if (status >= 200 && status < 300) return 'ok';
  const facts = { outcome: 'refused', status, requestId, retryAfterMs } as const;
  const error = (code: string, message: string) => new OutsideError(code, message, facts);
  if (status === 401 || status === 403)
    return { error: error('model_unauthorized', 'The endpoint refused the key.'), retry: false };
  if (status === 404)
    return { error: error('model_not_found', 'The endpoint knows no such address or model.'), retry: false };
  if (status === 429)
    return { error: error('http_rate_limited', 'The endpoint refused for its limit.'), retry: true };
  if (status >= 500)
    return { error: error('http_server_error', `The endpoint failed with ${status}.`), retry: true };
  return { error: error('model_request_refused', `The endpoint answered ${status}.`), retry: false };
}

const replySchema = z.object({
  choices: z
    .array(
      z.object({
        finish_reason: z.string().nullish(),
        message: z.object({ content: z.string().nullish(), refusal: z.string().nullish() }),
      }),
    )
    .min(1),
  usage: z.object({ total_tokens: z.number().int().nonnegative() }).nullish(),
});

function readReply({ json, requestId }: HttpReply, question: ModelQuestion): ModelAnswer {
  const parsed = replySchema.safeParse(json);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || choice === undefined) {
    throw new OutsideError('model_reply_unexpected', 'The endpoint does not answer as chat completions do.', {
      outcome: 'unknown',
      requestId,
      cause: parsed.error,
    });
  }
  const text = choice.message.content ?? '';
  if (choice.message.refusal != null || choice.finish_reason === 'content_filter') {
    throw new BadAnswerError('model_answer_refused', 'The model refused to answer.', text);
  }
  if (choice.finish_reason === 'length') {
    throw new BadAnswerError('model_answer_cut', 'The answer was cut at its longest length.', text);
  }
  const tokens =
    parsed.data.usage?.total_tokens ??
    estimateTokens(question.instructions + question.input) + estimateTokens(text);
  return { text, tokens };
}

/** About how many tokens a text is, on the safe side: three characters each. */
export function estimateTokens(text: string): number {
  return Math.ceil(text.length / 3);
}
