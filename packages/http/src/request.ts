import type { CallBudget } from './budget.ts';
import type { HttpClock } from './clock.ts';
import type { OutsideError } from './errors.ts';
import type { Resolve } from './host.ts';
import type { BodyForm } from './json-body.ts';
import type { RetryBudget, RetryPolicy } from './retry.ts';

/** One call, tried as often as its client's policy allows. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Begins with `/`; segments from outside are already URI-coded. */
  readonly path: string;
  /** Undefined values are left out. */
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Asked anew for every try when it is a function, so that a renewed token is used. */
  readonly headers?: RequestHeaders;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as a form; not together with `json`. */
  readonly form?: Readonly<Record<string, string>>;
  /** Whether carrying it out twice is the same as once. False: never sent again once a byte may have left. */
  readonly repeatable: boolean;
  /** The family of limits it is charged to. Default: `default`. */
  readonly family?: string;
  readonly signal?: AbortSignal;
  /** For one try, in milliseconds; overrides the client's. */
  readonly timeoutMs?: number;
  /** Overrides the client's. */
  readonly maxBytes?: number;
  /** Overrides the client's. */
  readonly judge?: Judge;
  /** Whatever the body is, it is not an error: the caller reads the status alone. Default: it must be JSON or empty. */
  readonly anyBody?: boolean;
}

/** Headers, or how to get them for a try. */
export type RequestHeaders =
  | Readonly<Record<string, string>>
  | ((signal: AbortSignal | undefined) => Promise<Readonly<Record<string, string>>>);

/** A whole reply. */
export interface HttpReply {
  readonly status: number;
  /** Names in lower case; repeated ones joined with a comma. */
  readonly headers: Readonly<Record<string, string>>;
  /** What the body was; `json` is undefined unless this is `json`. */
  readonly body: BodyForm;
  readonly json: unknown;
  /** Size of the body, unpacked. */
  readonly bytes: number;
  /** The other side's clock when it answered (its `Date` header). */
  readonly date: Date | null;
  readonly requestId: string | null;
  /** Milliseconds from the reply on, from its `Retry-After` in seconds or as a date; null without one. */
  readonly retryAfterMs: number | null;
}

/**
 * What a vendor makes of a reply: fine, or an error. With `retry` the call is tried again as far as policy and
 * repeatability allow (an error whose outcome is `refused` may always be), and the error is thrown when not.
 */
export type Verdict = 'ok' | Objection;

/** An error read from a reply, and what may be done about it. Its `retryAfterMs` is the wait before the next try. */
export interface Objection {
  readonly error: OutsideError;
  readonly retry: boolean;
  /** The call was refused for a limit, which all other callers must hear of. */
  readonly isLimit?: boolean;
}

/** Reads a vendor's meaning from a reply. `failedTries` counts the tries before this one. */
export type Judge = (reply: HttpReply, failedTries: number) => Verdict;

/** One line per try for the log: no query, no content. */
export interface HttpLogEntry {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly family: string;
  /** 1 for the first. */
  readonly tryNumber: number;
  readonly status: number | null;
  readonly bytes: number;
  readonly durationMs: number;
  readonly requestId: string | null;
  /** Code of the error it ended in, else null. */
  readonly code: string | null;
}

/** What an HTTP client needs; see each for its default. */
export interface HttpClientOptions {
  /** The one origin it may call. */
  readonly origin: string;
  /** Origins the operator lists: the only way to plain http, other ports and private addresses. Default: none. */
  readonly allowOrigins?: readonly string[];
  readonly clock: HttpClock;
  /** From 0 to below 1; spreads retries. */
  readonly random: () => number;
  /** Asked once before every try. Default: no limit. */
  readonly budget?: CallBudget;
  /** Values that must not appear in any error. */
  readonly secrets?: readonly string[];
  /** For one try, in milliseconds. Default 30,000. */
  readonly timeoutMs?: number;
  /** Largest body, unpacked. Default 32 MiB. */
  readonly maxBytes?: number;
  /** Deepest nesting of a JSON body. Default 64. */
  readonly maxDepth?: number;
  /** Most values and containers of a JSON body; a full page of 200 fields has a million. Default 1,500,000. */
  readonly maxValues?: number;
  /** Sockets at once. Default 4. */
  readonly maxConnections?: number;
  /** PEM file of further certificate authorities. */
  readonly extraCaFile?: string;
  /** Proxy that every call takes, but for those to origins that the operator listed. Default: none. */
  readonly proxy?: string;
  /** Default: `fourTriesInTwoMinutes`. */
  readonly retry?: RetryPolicy;
  /** Share one per vendor host, so that repeats stay few over many clients. Default: its own. */
  readonly retryBudget?: RetryBudget;
  /** Headers that carry the other side's request id, best first. Default `x-request-id`. */
  readonly requestIdHeaders?: readonly string[];
  /** Default: 429 and 5xx are errors to retry, all else is fine. */
  readonly judge?: Judge;
  /** Default: the system's resolver. */
  readonly resolve?: Resolve;
  readonly log?: (entry: HttpLogEntry) => void;
}
