// A language model that one writes oneself: a local server that speaks the chat completions of OpenAI as the product
// uses them, refuses what the protocol would refuse, and answers what a test wants.
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';

const requestSchema = z.object({
  model: z.string(),
  messages: z.tuple([
    z.object({ role: z.literal('system'), content: z.string() }),
    z.object({ role: z.literal('user'), content: z.string() }),
  ]),
  response_format: z.object({
    type: z.literal('json_schema'),
    json_schema: z.object({
      name: z.string(),
      strict: z.literal(true),
      schema: z.record(z.string(), z.unknown()),
    }),
  }),
  max_completion_tokens: z.number().int().positive(),
  stream: z.literal(false),
});
const turnSchema = z.object({ turn: z.number(), speaker: z.string(), text: z.string() });

/** One question as it came in. */
export interface Asked {
  readonly name: string;
  readonly instructions: string;
  readonly input: string;
  readonly headers: IncomingMessage['headers'];
  /** The turns that it holds; none when it asks for a choice. */
  readonly turns: readonly { readonly turn: number; readonly speaker: string; readonly text: string }[];
}

/** What to answer: the message's content, or something that is no answer. */
export type StubReply =
  | { readonly content: string; readonly finish?: string; readonly refusal?: string }
  | { readonly status: number; readonly body: string; readonly type?: string; readonly location?: string }
  | 'hang-up';

/** The server, with all it was asked. */
export interface StubModel {
  readonly origin: string;
  readonly baseUrl: string;
  readonly asked: Asked[];
  /** What the next questions are answered with. */
  answer: (asked: Asked) => StubReply;
  stop(): Promise<void>;
}

/** The key that the stub asks for. */
export const STUB_KEY = 'sk-stub-4471-canary-key';
/** Tokens that every answer is said to cost. */
export const STUB_TOKENS = 1_234;

/** Starts it on a port of its own. */
export async function startStubModel(): Promise<StubModel> {
  const asked: Asked[] = [];
  const server = createServer((request, response) => {
    void read(request).then((body) => {
      const send = (status: number, text: string, headers: Record<string, string> = {}) =>
        response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
      if (request.url !== '/v1/chat/completions' || request.method !== 'POST') return send(404, '{}');
      if (request.headers.authorization !== `Bearer ${STUB_KEY}`) return send(401, '{"error":{}}');
      const parsed = requestSchema.safeParse(JSON.parse(body));
      if (!parsed.success) return send(400, JSON.stringify({ error: { message: parsed.error.message } }));
      const { messages, model, response_format: format } = parsed.data;
      const question: Asked = {
        name: format.json_schema.name,
        instructions: messages[0].content,
        input: messages[1].content,
        headers: request.headers,
        turns: messages[1].content.split('\n').flatMap((line) => {
          const turn = turnSchema.safeParse(JSON.parse(line));
          return turn.success ? [turn.data] : [];
        }),
      };
      asked.push(question);
      const reply = stub.answer(question);
      if (reply === 'hang-up') return request.socket.destroy();
      if ('status' in reply) {
        const headers = { 'content-type': reply.type ?? 'application/json' };
        return send(reply.status, reply.body, {
          ...headers,
          ...(reply.location === undefined ? {} : { location: reply.location }),
        });
      }
      return send(
        200,
        JSON.stringify({
          id: 'chatcmpl-1',
          object: 'chat.completion',
          created: 1,
          model,
          choices: [
            {
              index: 0,
              message: { role: 'assistant', content: reply.content, refusal: reply.refusal ?? null },
              finish_reason: reply.finish ?? 'stop',
            },
          ],
          usage: { prompt_tokens: STUB_TOKENS - 100, completion_tokens: 100, total_tokens: STUB_TOKENS },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const origin = `http://127.0.0.1:${port}`;
  const stub: StubModel = {
    origin,
    baseUrl: `${origin}/v1`,
    asked,
    answer: honest,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return stub;
}

/** What a good model does, in small: it repeats what was said, sentence by sentence, each with its words. */
export function honest(asked: Asked): StubReply {
  if (asked.name === 'meeting_choice') return { content: JSON.stringify({ headline: 0, points: [1, 2] }) };
  const claims = claimsOf(asked);
  const [headline = null, ...points] = claims;
  return {
    content: JSON.stringify(
      {
        headline,
        points: points.slice(0, 6),
        decisions: claims.filter(({ text }) => /decided|agreed/iu.test(text)).slice(0, 3),
        actionItems: claims
          .filter(({ text }) => /\bI(?:'| wi)ll\b/u.test(text))
          .slice(0, 5)
          .map((claim) => ({ ...claim, owner: claim.speaker, due: '2030-01-01' }))
          .map(({ speaker: _, ...item }) => item),
        risks: [],
        asks: [],
        topics: [],
      },
      (key: string, value: unknown) => (key === 'speaker' ? undefined : value),
    ),
  };
}

/** A statement for each turn that says something: its first sentence, word for word. */
export function claimsOf({ turns }: Asked) {
  return turns.flatMap(({ turn, speaker, text }) => {
    const [sentence] = /[^.!?]{20,300}[.!?]/u.exec(text) ?? [];
    return sentence === undefined ? [] : [{ text: sentence.trim(), turn, quote: sentence.trim(), speaker }];
  });
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks).toString('utf8');
}
