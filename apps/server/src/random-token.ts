import { createHash, createHmac, randomBytes } from 'node:crypto';

/** A new secret of 256 bits from the system's generator, as 43 letters that fit a URL. */
export function createToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is stored of a token. Tokens are random, so a plain hash is enough. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** The CSRF token of a session: always the same for one session, so that several tabs can hold it. */
export function csrfTokenOf(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update('handrail csrf').digest('base64url');
}
