/** An OAuth call that is refused in the standard's form, which has no vendor envelope. */
export class OAuthError extends Error {
  override readonly name = 'OAuthError';
  readonly status: number;
  /** Code of RFC 6749, e.g. `invalid_grant`. */
  readonly code: string;

  constructor(status: number, code: string, description: string) {
    super(description);
    this.status = status;
    this.code = code;
  }

  /** The body of the reply. */
  body(): object {
    return { error: this.code, error_description: this.message };
  }
}
