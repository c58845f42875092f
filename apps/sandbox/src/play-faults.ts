import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { SandboxContext } from './context.ts';
import type { FaultRule } from './faults.ts';

const html =
  '<!doctype html><html><head><title>Please wait</title></head><body><h1>We will be back soon</h1></body></html>';
const loggedBodyLength = 4_000;

/**
 * Logs every vendor call of a server and plays the faults that are due. Register it before any other
 * hook: refusals come before credentials are looked at, cut replies after the work is done.
 */
export function playFaults(
  app: FastifyInstance,
  context: SandboxContext,
  vendor: 'gainsight' | 'gong',
): void {
  const due = new WeakMap<FastifyRequest, readonly FaultRule[]>();
  const startedAt = new WeakMap<FastifyRequest, number>();

  function log(request: FastifyRequest, status: number | null): void {
    context.callLog.add({
      at: context.clock.now().toISOString(),
      vendor,
      method: request.method,
      path: request.url,
      status,
      durationMs: Math.round(performance.now() - (startedAt.get(request) ?? performance.now())),
      body: shorten(request.body),
      fault:
        due
          .get(request)
          ?.map(({ kind }) => kind)
          .join() ?? null,
    });
  }

  app.addHook('onRequest', async (request, reply) => {
    if (isOwnPath(request.url)) return undefined;
    startedAt.set(request, performance.now());
    const rules = context.faults.take({ vendor, method: request.method, path: request.url });
    if (rules.length === 0) return undefined;
    due.set(request, rules);
    for (const rule of rules) {
      if (rule.kind === 'latency') await wait(rule.amount ?? 1_000);
    }
    for (const rule of rules) {
      if (rule.kind === 'reset-before') {
        log(request, null);
        reply.hijack();
        request.raw.socket.resetAndDestroy();
        return reply;
      }
      const answered = answerInstead(rule, request, reply, vendor);
      if (answered) return reply;
    }
    return undefined;
  });

  app.addHook('onSend', async (request, reply, payload) => {
    if (isOwnPath(request.url)) return payload;
    const kinds = new Set(due.get(request)?.map(({ kind }) => kind));
    if (kinds.has('lost-reply')) {
      log(request, null);
      request.raw.socket.destroy();
      return payload;
    }
    log(request, kinds.has('cut-body') ? null : reply.statusCode);
    if (typeof payload !== 'string') return payload;
    if (kinds.has('invalid-json')) return payload.slice(0, Math.ceil(payload.length / 2));
    if (kinds.has('short-page')) return shortPage(payload);
    if (kinds.has('cut-body')) {
      reply.header('content-length', Buffer.byteLength(payload));
      return Readable.from(halfOf(payload), { objectMode: false });
    }
    return payload;
  });
}

/** Whether a path belongs to the sandbox's own page and control API. */
export function isOwnPath(url: string): boolean {
  return url === '/' || url.startsWith('/__sandbox') || url === '/favicon.ico';
}

/** Sends the reply of a fault that takes the place of the work; returns whether it did. */
function answerInstead(
  rule: FaultRule,
  request: FastifyRequest,
  reply: FastifyReply,
  vendor: 'gainsight' | 'gong',
): boolean {
  const body = (code: string, message: string): object =>
    vendor === 'gong'
      ? { requestId: request.id, errors: [message] }
      : {
          result: false,
          errorCode: code,
          errorDesc: message,
          requestId: request.id,
          data: null,
          message: null,
        };
  switch (rule.kind) {
    case 'too-many':
      void reply.code(429).send(body('GU_2400', 'Too many request'));
      return true;
    case 'too-many-retry-after':
      void reply
        .code(429)
        .header('retry-after', String(rule.amount ?? 1))
        .send(body('GU_2400', 'Too many request'));
      return true;
    case 'error-500':
      void reply.code(500).send(body('GU_1101', 'Oops, something went wrong'));
      return true;
    case 'html-503':
      void reply.code(503).type('text/html; charset=utf-8').send(html);
      return true;
    case 'html-200':
      void reply.code(200).type('text/html; charset=utf-8').send(html);
      return true;
    case 'result-false-in-200':
      void reply.code(200).send(body('GS_APIG_2401', 'Unauthorized'));
      return true;
    case 'redirect':
      void reply.code(302).header('location', 'https://elsewhere.sandbox.test/login').send('');
      return true;
    case 'wrong-key':
      void reply.code(401).send(
        vendor === 'gong'
          ? body('', 'Unauthorized')
          : {
              result: false,
              errorCode: 'GS_APIG_2401',
              errorDesc: 'Unauthorized',
              requestId: request.id,
              message: 'Unauthorized',
            },
      );
      return true;
    case 'latency':
    case 'reset-before':
    case 'lost-reply':
    case 'invalid-json':
    case 'cut-body':
    case 'short-page':
      return false;
  }
}

async function* halfOf(payload: string): AsyncGenerator<string> {
  yield payload.slice(0, Math.ceil(payload.length / 2));
  // A stream that fails after its headers makes the server drop the connection: the rest never comes.
  await Promise.reject(new DOMException('cut by a fault', 'AbortError'));
}

/** Takes the second half of the rows out of a reply that carries a page. */
function shortPage(payload: string): string {
  const body: unknown = JSON.parse(payload);
  if (typeof body !== 'object' || body === null) return payload;
  const cut = (rows: readonly unknown[]) => rows.slice(0, Math.floor(rows.length / 2));
  const shortened = (value: unknown): unknown => {
    if (Array.isArray(value)) return cut(value);
    if (typeof value === 'object' && value !== null && 'records' in value && Array.isArray(value.records)) {
      return { ...value, records: cut(value.records) };
    }
    return value;
  };
  return JSON.stringify('data' in body ? { ...body, data: shortened(body.data) } : body);
}

function shorten(body: unknown): string | null {
  if (body === undefined || body === null) return null;
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return text.slice(0, loggedBodyLength);
}
