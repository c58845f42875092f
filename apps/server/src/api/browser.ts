/** The browser on the other side, as far as signing in and out needs it. */
export interface Browser {
  readonly userAgent: string | null;
  /** The token of the session that it had before, good or not; null when it has none. */
  readonly sessionToken: string | null;
  /** Has the browser keep the session until then. */
  keepSession(token: string, expiresAt: Date): void;
  forgetSession(): void;
  /** Has the browser keep the token of a sign-in under way, for a few minutes. */
  keepAttempt(token: string): void;
  /** The token of the sign-in that this browser began, and forgets it; null when there is none. */
  takeAttempt(): string | null;
}
