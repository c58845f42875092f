/** A fact about a failure that may be shown, filtered and counted; never content, never a secret. */
export type Fact = string | number | boolean | null | readonly string[];

/**
 * What became of the request: `not-sent` no byte of it left; `refused` the other side answered that it did
 * nothing; `unknown` it may have been carried out, so a write must look before it writes again.
 */
export type Outcome = 'not-sent' | 'refused' | 'unknown';

/** What every failure of an outside call carries. */
export interface OutsideFacts {
  readonly outcome: Outcome;
  /** HTTP status of the reply, null without one. */
  readonly status?: number | null;
  /** The other side's own name for the request, to quote in a ticket. */
  readonly requestId?: string | null;
  /** How long the other side asked us to wait, in milliseconds. */
  readonly retryAfterMs?: number | null;
  readonly facts?: Readonly<Record<string, Fact>>;
  readonly cause?: unknown;
}

/**
 * Base of every error of a call to the outside, whichever vendor it went to. It has a `code` and facts but no
 * kind: what to do about a code is decided in one table elsewhere.
 */
export class OutsideError extends Error {
  readonly code: string;
  readonly outcome: Outcome;
  readonly status: number | null;
  readonly requestId: string | null;
  readonly retryAfterMs: number | null;
  readonly facts: Readonly<Record<string, Fact>>;

  constructor(code: string, message: string, facts: OutsideFacts) {
    super(message, facts.cause === undefined ? undefined : { cause: facts.cause });
    this.name = new.target.name;
    this.code = code;
    this.outcome = facts.outcome;
    this.status = facts.status ?? null;
    this.requestId = facts.requestId ?? null;
    this.retryAfterMs = facts.retryAfterMs ?? null;
    this.facts = facts.facts ?? {};
  }
}

/** Every code of this package. */
export const HTTP_ERROR_CODES = [
  'http_host_refused',
  'http_unreachable',
  'http_tls_failed',
  'http_timeout',
  'http_connection_lost',
  'http_cut_body',
  'http_too_large',
  'http_too_deep',
  'http_bad_encoding',
  'http_not_json',
  'http_invalid_json',
  'http_redirected',
  'http_rate_limited',
  'http_server_error',
  'http_cancelled',
  'http_request_invalid',
] as const;

/** A code of this package. */
export type HttpErrorCode = (typeof HTTP_ERROR_CODES)[number];

/** A call that failed on the way, before any vendor's meaning was read from it. */
export class HttpError extends OutsideError {
  declare readonly code: HttpErrorCode;

  constructor(code: HttpErrorCode, message: string, facts: OutsideFacts) {
    super(code, message, facts);
  }
}
