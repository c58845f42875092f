/**
 * What happens after a failure, by kind: `configuration` stops and tells the admin what to change,
 * `limit` waits until told, `transient` retries with backoff, `conflict` sets the record aside and goes on,
 * `defect` is ours: it stops and keeps everything.
 */
export const FAILURE_KINDS = ['configuration', 'limit', 'transient', 'conflict', 'defect'] as const;

/** One of {@link FAILURE_KINDS}. */
export type FailureKind = (typeof FAILURE_KINDS)[number];

/** What an error knows beside its text: ids, counts, times. Never a secret, never content. */
export type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** What a {@link HandrailError} is made of. */
export interface ErrorParts<Code extends string = string> {
  /** Stable, snake_case, listed in docs/errors.md. */
  readonly code: Code;
  /** What failed, on what. One sentence, shown to people. */
  readonly message: string;
  /** What to do about it. One sentence, shown to people. */
  readonly remedy: string;
  readonly facts?: Facts;
  readonly cause?: unknown;
}

/** The base of every error this product throws; callers decide by `code`, never by text. */
export class HandrailError<Code extends string = string> extends Error {
  readonly code: Code;
  readonly remedy: string;
  readonly facts: Facts;

  constructor(parts: ErrorParts<Code>) {
    super(parts.message, parts.cause === undefined ? undefined : { cause: parts.cause });
    this.name = new.target.name;
    this.code = parts.code;
    this.remedy = parts.remedy;
    this.facts = parts.facts ?? {};
  }
}

/** Codes thrown by this package. */
export const CORE_ERROR_CODES = [
  'core_invalid_id',
  'core_cursor_stuck',
  'core_run_state',
  'core_invalid_time',
] as const;

/** One of {@link CORE_ERROR_CODES}. */
export type CoreErrorCode = (typeof CORE_ERROR_CODES)[number];

/** Thrown where a caller of `core` broke a promise of its interface. */
export class CoreError extends HandrailError<CoreErrorCode> {}

/** Makes an `Error` of anything caught, so that no later line guards against a thrown string. */
export function toError(caught: unknown): Error {
  if (caught instanceof Error) return caught;
  return new Error(typeof caught === 'string' ? caught : `thrown value of type ${typeof caught}`, {
    cause: caught,
  });
}
