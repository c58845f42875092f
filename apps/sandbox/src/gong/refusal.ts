/**
 * A request that Gong refuses. Its body is always `{requestId, errors: [text, …]}`; there are no codes, so the HTTP
 * status is all that a client may decide on.
 */
export class GongRefusal extends Error {
  override readonly name = 'GongRefusal';
  readonly status: number;
  readonly errors: readonly string[];
  /** For 429: whole seconds after which to come back. */
  readonly retryAfterSeconds: number | undefined;

  constructor(status: number, errors: readonly string[], retryAfterSeconds?: number) {
    super(errors.join('; '));
    this.status = status;
    this.errors = errors;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** The answer of a list that nothing matches: 404, which is an empty result and no failure. */
export function nothingFound(what: 'calls' | 'users'): GongRefusal {
  return new GongRefusal(404, [`No ${what} found corresponding to the provided filters`]);
}
