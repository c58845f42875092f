import type { SandboxContext } from '../context.ts';

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

/** Refuses a list that nothing matches: 404, which is an empty result and no failure; by switch it passes. */
export function refuseEmpty(
  { switches }: SandboxContext,
  found: readonly unknown[],
  what: 'calls' | 'users',
): void {
  if (found.length > 0 || switches.gongEmptyList === 'empty-page') return;
  throw new GongRefusal(404, [`No ${what} found corresponding to the provided filters`]);
}
