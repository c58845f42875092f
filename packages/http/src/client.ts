import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { getCACertificates } from 'node:tls';
import { Pool } from 'undici';
import { attempt, type AttemptSettings } from './attempt.ts';
import { waitOn } from './clock.ts';
import { HttpError } from './errors.ts';
import { linkSignals } from './linked-signal.ts';
import {
  checkOrigin,
  createPinnedLookup,
  type OriginCheck,
  type Resolve,
  resolveWithSystem,
} from './host.ts';
import { judgeByStatus } from './judge.ts';
import { createNameCheck, createProxyAgent, proxySecrets } from './proxy.ts';
import { createRedactor } from './redact.ts';
import type { HttpClientOptions, HttpReply, HttpRequest } from './request.ts';
import {
  createRetryBudget,
  fourTriesInTwoMinutes,
  type RetryBudget,
  type RetryPolicy,
  retryDelayMs,
} from './retry.ts';

const DEFAULT_CONNECTIONS = 4;
const DEFAULT_TIMEOUT_MS = 30_000;

/** Polite HTTP to one origin. */
export interface HttpClient {
  readonly origin: string;
  /**
   * Sends a request, with its retries, and gives the whole reply. Throws the judge's error or an HttpError;
   * a reply that is not JSON is `http_not_json`. An empty body is fine.
   */
  request(request: HttpRequest): Promise<HttpReply>;
  /** Makes every later error free of a secret learnt on the way, such as a fetched token. */
  keepSecret(secret: string): void;
  /** Ends its sockets and waits; calls still open fail with `http_cancelled`, and so does any later one. */
  close(): Promise<void>;
}

/**
 * Makes a client for one origin. Throws HttpError `http_host_refused` for an origin that may not be called; asks
 * the network nothing yet.
 */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const check = checkOrigin(options.origin, options.allowOrigins);
  if (!check.ok) {
    const facts = { outcome: 'not-sent', facts: { reason: check.reason } } as const;
    throw new HttpError('http_host_refused', check.text, facts);
  }
  // What the operator lists stands inside the house, where no proxy leads.
  const proxy = check.isListed ? undefined : options.proxy;
  const redactor = createRedactor([
    ...(options.secrets ?? []),
    ...(proxy === undefined ? [] : proxySecrets(proxy)),
  ]);
  const resolve = options.resolve ?? resolveWithSystem;
  const pool =
    proxy === undefined
      ? createDirectPool(options, check, resolve)
      : createProxyAgent({
          url: proxy,
          connections: options.maxConnections ?? DEFAULT_CONNECTIONS,
          connectTimeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
          ...(options.extraCaFile === undefined ? {} : { ca: trustedWith(options.extraCaFile) }),
        });
  const checkName =
    proxy === undefined
      ? () => Promise.resolve()
      : createNameCheck(new URL(check.origin).hostname, resolve, options.clock);
  const settings: AttemptSettings = {
    pool,
    origin: check.origin,
    host: check.host,
    redactor,
    clock: options.clock,
    budget: options.budget,
    log: options.log,
    judge: options.judge ?? judgeByStatus,
    requestIdHeaders: options.requestIdHeaders ?? ['x-request-id'],
    timeoutMs: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
    bounds: {
      maxBytes: options.maxBytes ?? 32 * 1024 * 1024,
      maxDepth: options.maxDepth ?? 64,
      maxValues: options.maxValues ?? 1_500_000,
    },
  };
  const policy = options.retry ?? fourTriesInTwoMinutes;
  const retryBudget = options.retryBudget ?? createRetryBudget(() => options.clock.now());

  const closing = new AbortController();
  // Every open call listens to it, and many may be open at once.
  setMaxListeners(0, closing.signal);

  return {
    origin: check.origin,
    async request(request) {
      using linked = linkSignals(closing.signal, request.signal);
      const { signal } = linked;
      await checkName();
      return await requestWithRetries({ ...request, signal }, settings, policy, retryBudget, options.random);
    },
    keepSecret: (secret) => redactor.add(secret),
    close() {
      closing.abort(new HttpError('http_cancelled', 'The client was closed.', { outcome: 'not-sent' }));
      return pool.destroy();
    },
  };
}

type AllowedOrigin = Extract<OriginCheck, { readonly ok: true }>;

function createDirectPool(options: HttpClientOptions, check: AllowedOrigin, resolve: Resolve): Pool {
  return new Pool(check.origin, {
    connections: options.maxConnections ?? DEFAULT_CONNECTIONS,
    pipelining: 1,
    allowH2: false,
    // The exchange has one deadline of its own for the whole try.
    headersTimeout: 0,
    bodyTimeout: 0,
    connect: {
      timeout: options.timeoutMs ?? DEFAULT_TIMEOUT_MS,
      lookup: createPinnedLookup(resolve, check.isListed),
      ...(options.extraCaFile === undefined ? {} : { ca: trustedWith(options.extraCaFile) }),
    },
  });
}

async function requestWithRetries(
  request: HttpRequest,
  settings: AttemptSettings,
  policy: RetryPolicy,
  retryBudget: RetryBudget,
  random: () => number,
): Promise<HttpReply> {
  retryBudget.earn();
  let spentMs = 0;
  for (let failedTries = 0; ;) {
    const tried = await attempt(request, settings, failedTries);
    if (tried.ok) return tried.reply;
    failedTries += 1;
    spentMs += tried.durationMs;

    const mayRepeat = tried.retry && (request.repeatable || tried.error.outcome !== 'unknown');
    const waitMs = retryDelayMs(policy, failedTries, tried.error.retryAfterMs, random);
    const fits =
      failedTries < policy.maxTries && waitMs <= policy.maxWaitMs && spentMs + waitMs <= policy.totalMs;
    if (!mayRepeat || !fits || !retryBudget.spend()) throw tried.error;

    spentMs += waitMs;
    try {
      await waitOn(settings.clock, waitMs, request.signal);
    } catch (cause) {
      // The wait ends early only for the caller's signal; what is known about the last try still holds.
      throw new HttpError('http_cancelled', `The call to ${settings.origin} was cancelled.`, {
        outcome: tried.error.outcome,
        cause,
      });
    }
  }
}

function trustedWith(extraCaFile: string): string[] {
  try {
    return [...getCACertificates('default'), readFileSync(extraCaFile, 'utf8')];
  } catch (cause) {
    throw new HttpError('http_tls_failed', `The certificate file ${extraCaFile} cannot be read.`, {
      outcome: 'not-sent',
      cause,
    });
  }
}
