/**
 * Polite outgoing HTTP to one origin at a time: which hosts may be called, timeouts, retries in this one layer,
 * size and depth limits, redaction, and the question to the call budget. It knows no vendor: what a reply means
 * is judged by the vendor packages. The budget itself lives where the database is.
 */
export type { CallBudget, CallCharge, LimitNews, StatedLimit } from './budget.ts';
export { createHttpClient, type HttpClient } from './client.ts';
export type { HttpClock } from './clock.ts';
export {
  type Fact,
  HTTP_ERROR_CODES,
  HttpError,
  type HttpErrorCode,
  type Outcome,
  OutsideError,
  type OutsideFacts,
} from './errors.ts';
export { isPublicAddress } from './address.ts';
export {
  checkOrigin,
  createPinnedLookup,
  type OriginCheck,
  type OriginRefusal,
  type Resolve,
  type ResolvedAddress,
} from './host.ts';
export { createPace } from './pace.ts';
export { createRedactor, type Redactor } from './redact.ts';
export type {
  HttpClientOptions,
  HttpLogEntry,
  HttpReply,
  HttpRequest,
  Judge,
  Objection,
  RequestHeaders,
  Verdict,
} from './request.ts';
export type { BodyForm } from './json-body.ts';
export {
  createRetryBudget,
  fourTriesInTwoMinutes,
  readRetryAfterMs,
  type RetryBudget,
  type RetryPolicy,
} from './retry.ts';
