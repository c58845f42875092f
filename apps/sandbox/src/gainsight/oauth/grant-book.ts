import { createHash, randomBytes } from 'node:crypto';
import type { SandboxClock } from '../../clock.ts';

/** Scopes that the vendor's metadata lists (reference section 2.3). */
export const oauthScopes = ['read', 'read_write', 'offline_access'] as const;

/** What a user allowed an application. */
export interface Grant {
  readonly clientId: string;
  readonly scopes: readonly string[];
  /** GSID of the user. */
  readonly user: string;
}

/** A code that waits to be exchanged. */
export interface PendingCode extends Grant {
  readonly redirectUri: string;
  /** S256 challenge; null where the application sent none. */
  readonly challenge: string | null;
}

/** Codes and refresh tokens given out; each is taken once. They live in memory: a restart ends them. */
export interface GrantBook {
  issueCode(pending: PendingCode): string;
  /** The grant of a live code, which is spent by this; null when unknown, spent or expired. */
  takeCode(code: string): PendingCode | null;
  issueRefreshToken(grant: Grant): string;
  /** The grant of a refresh token, which is spent by this: the reply carries the next one. */
  takeRefreshToken(token: string): Grant | null;
}

/** Seconds for which a code is good; no document says, and RFC 6749 allows ten minutes at most. */
const codeLifeSeconds = 60;

/** Makes an empty book. */
export function createGrantBook(clock: SandboxClock): GrantBook {
  const codes = new Map<string, { readonly pending: PendingCode; readonly untilMs: number }>();
  const refreshTokens = new Map<string, Grant>();
  return {
    issueCode: (pending) => {
      const code = randomBytes(24).toString('base64url');
      codes.set(code, { pending, untilMs: clock.now().getTime() + codeLifeSeconds * 1_000 });
      return code;
    },
    takeCode: (code) => {
      const known = codes.get(code);
      codes.delete(code);
      return known !== undefined && known.untilMs > clock.now().getTime() ? known.pending : null;
    },
    issueRefreshToken: (grant) => {
      const token = `sandbox-refresh.${randomBytes(24).toString('base64url')}`;
      refreshTokens.set(token, grant);
      return token;
    },
    takeRefreshToken: (token) => {
      const grant = refreshTokens.get(token) ?? null;
      refreshTokens.delete(token);
      return grant;
    },
  };
}

/** Whether a verifier is the one of a challenge (RFC 7636, S256). */
export function meetsChallenge(verifier: string, challenge: string): boolean {
  return createHash('sha256').update(verifier).digest('base64url') === challenge;
}
