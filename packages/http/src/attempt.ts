import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import type { BodyBounds } from './body-sink.ts';
import type { CallBudget, CallCharge } from './budget.ts';
import type { HttpClock } from './clock.ts';
import { HttpError, OutsideError } from './errors.ts';
import { type Exchange, exchange } from './exchange.ts';
import { readBody } from './json-body.ts';
import type { Redactor } from './redact.ts';
import type { HttpLogEntry, HttpReply, HttpRequest, Judge, Objection } from './request.ts';
import { readRetryAfterMs } from './retry.ts';
import { readStatedLimits } from './stated-limits.ts';
import { bodyOf, headersOf, pathOf } from './wire.ts';

/** A client's options, resolved. */
export interface AttemptSettings {
  readonly pool: Dispatcher;
  readonly origin: string;
  readonly host: string;
  readonly redactor: Redactor;
  readonly clock: HttpClock;
  readonly budget: CallBudget | undefined;
  readonly log: ((entry: HttpLogEntry) => void) | undefined;
  readonly judge: Judge;
  readonly requestIdHeaders: readonly string[];
  readonly timeoutMs: number;
  readonly bounds: BodyBounds;
}

/** What one try came to. */
export type Tried =
  | { readonly ok: true; readonly reply: HttpReply }
  | {
      readonly ok: false;
      readonly error: OutsideError;
      readonly retry: boolean;
      readonly durationMs: number;
    };

/** Statuses from here on are faults of the other side itself. */
const SERVER_ERROR = 500;

/** Faults that mean that the other side gave no answer at all. */
const AWAY_FAULTS: ReadonlySet<string> = new Set([
  'http_unreachable',
  'http_timeout',
  'http_connection_lost',
]);

/** Faults of the way that another try may not meet. */
const PASSING_FAULTS: ReadonlySet<string> = new Set([
  'http_unreachable',
  'http_timeout',
  'http_connection_lost',
  'http_cut_body',
  'http_invalid_json',
]);

/**
 * Makes one try: takes a call from the budget, asks for its headers, sends, reads, judges. Thrown are only the
 * errors of the budget and of the headers, which have had retries of their own, and `http_cancelled` when the
 * call was stopped while it waited for them.
 */
export async function attempt(
  request: HttpRequest,
  settings: AttemptSettings,
  failedTries: number,
): Promise<Tried> {
  const { signal } = request;
  const charge = { host: settings.host, family: request.family ?? 'default' };
  const ownHeaders = await prepare(request, settings, charge).catch((thrown: unknown) => {
    if (signal?.aborted !== true) throw thrown;
    const text = `The call to ${settings.origin} was cancelled.`;
    throw new HttpError('http_cancelled', text, { outcome: 'not-sent', cause: signal.reason });
  });
  const startedMs = performance.now();
  const log = (reply: HttpReply | null, error: OutsideError | null): void =>
    settings.log?.({
      method: request.method,
      host: settings.host,
      path: request.path,
      family: charge.family,
      tryNumber: failedTries + 1,
      status: reply?.status ?? error?.status ?? null,
      bytes: reply?.bytes ?? 0,
      durationMs: Math.round(performance.now() - startedMs),
      requestId: reply?.requestId ?? error?.requestId ?? null,
      code: error?.code ?? null,
    });

  try {
    const reply = await sendOnce(request, ownHeaders, settings);
    const verdict = judge(reply, request, settings.judge, failedTries);
    await tellBudget(settings.budget, charge, reply, verdict);
    await settings.budget?.heard?.(settings.host, reply.status >= SERVER_ERROR);
    log(reply, verdict === 'ok' ? null : verdict.error);
    if (verdict === 'ok') return { ok: true, reply };
    return { ok: false, ...verdict, durationMs: performance.now() - startedMs };
  } catch (thrown) {
    // Anything else is a defect of ours or of a judge, which no retry may hide.
    if (!(thrown instanceof OutsideError)) throw thrown;
    const error = clean(thrown, settings);
    log(null, error);
    if (AWAY_FAULTS.has(error.code)) await settings.budget?.heard?.(settings.host, true);
    const retry = PASSING_FAULTS.has(error.code);
    return { ok: false, error, retry, durationMs: performance.now() - startedMs };
  }
}

/** Waits for a call of the budget, and only then for the headers, so that a token is not old when it is used. */
async function prepare(
  { headers, signal }: HttpRequest,
  { budget }: AttemptSettings,
  charge: CallCharge,
): Promise<Readonly<Record<string, string>>> {
  await budget?.take({ ...charge, ...(signal === undefined ? {} : { signal }) });
  signal?.throwIfAborted();
  return typeof headers === 'function' ? headers(signal) : (headers ?? {});
}

async function sendOnce(
  request: HttpRequest,
  ownHeaders: Readonly<Record<string, string>>,
  settings: AttemptSettings,
): Promise<HttpReply> {
  const answered = await exchange(settings.pool, settings.origin, {
    method: request.method,
    path: pathOf(request),
    headers: { ...headersOf(request), ...ownHeaders },
    body: bodyOf(request),
    timeoutMs: request.timeoutMs ?? settings.timeoutMs,
    bounds: { ...settings.bounds, ...(request.maxBytes === undefined ? {} : { maxBytes: request.maxBytes }) },
    signal: request.signal,
  });
  return readReply(answered, settings);
}

async function readReply(
  { status, headers: raw, body: bytes, longList }: Exchange,
  settings: AttemptSettings,
): Promise<HttpReply> {
  const headers = flatten(raw);
  const date = readDate(headers['date']);
  const body = await readBody(bytes, headers['content-type'] ?? '', longList);
  const idHeader = settings.requestIdHeaders.find((name) => headers[name] !== undefined);
  return {
    status,
    headers,
    body: body.form,
    json: body.json,
    bytes: bytes.length,
    date,
    requestId: idHeader === undefined ? null : (headers[idHeader] ?? null),
    retryAfterMs: readRetryAfterMs(headers['retry-after'], date ?? settings.clock.now()),
  };
}

/** Redirects come before the vendor's judgement and unreadable bodies after it: a 503 page is a server error. */
function judge(
  reply: HttpReply,
  request: HttpRequest,
  byClient: Judge,
  failedTries: number,
): 'ok' | Objection {
  const { status, requestId } = reply;
  const facts = {
    outcome: 'unknown',
    status,
    requestId,
    facts: { bytes: reply.bytes, body: reply.body },
  } as const;
  if (status >= 300 && status < 400) {
    const text = `The reply sends the call elsewhere (status ${status}), which is never followed.`;
    return { error: new HttpError('http_redirected', text, facts), retry: false };
  }
  const verdict = (request.judge ?? byClient)(reply, failedTries);
  if (verdict !== 'ok' || request.anyBody === true) return verdict;
  if (reply.body === 'broken-json') {
    return {
      error: new HttpError('http_invalid_json', 'The reply is not complete JSON.', facts),
      retry: true,
    };
  }
  if (reply.body === 'html' || reply.body === 'text') {
    const text = `The reply is ${reply.body === 'html' ? 'a web page' : 'plain text'} instead of JSON (status ${status}).`;
    return { error: new HttpError('http_not_json', text, facts), retry: false };
  }
  return 'ok';
}

async function tellBudget(
  budget: CallBudget | undefined,
  charge: CallCharge,
  reply: HttpReply,
  verdict: 'ok' | Objection,
): Promise<void> {
  const stated = readStatedLimits(reply.headers['x-ratelimit-limit']);
  const limited = verdict !== 'ok' && verdict.isLimit === true;
  if (!limited && stated.length === 0) return;
  await budget?.learn?.({
    ...charge,
    limited,
    stated,
    retryAfterMs: limited ? verdict.error.retryAfterMs : null,
  });
}

function clean(error: OutsideError, settings: AttemptSettings): OutsideError {
  const cause = settings.redactor.error(error.cause);
  if (!(error instanceof HttpError) || cause === error.cause) return error;
  const { outcome, status, requestId, retryAfterMs, facts } = error;
  return new HttpError(error.code, error.message, { outcome, status, requestId, retryAfterMs, facts, cause });
}

function flatten(raw: IncomingHttpHeaders): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(raw)) {
    if (value !== undefined) headers[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return headers;
}

function readDate(header: string | undefined): Date | null {
  const at = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(at) ? null : new Date(at);
}
