import { createHmac } from 'node:crypto';

/** What one sign-in is bound by. All of it follows from the token that the browser alone holds. */
export interface AttemptSecrets {
  /** Comes back with the person: proves that this browser began it. */
  readonly state: string;
  /** Stands in the ID token: proves that it was made for this sign-in. */
  readonly nonce: string;
  /** PKCE: proves at the token endpoint that we asked for the code. */
  readonly codeVerifier: string;
}

/** Derives the secrets of an attempt from its token, so that none of them is stored anywhere. */
export function attemptSecretsOf(token: string): AttemptSecrets {
  const derive = (purpose: string) =>
    createHmac('sha256', token).update(`handrail sign-in ${purpose}`).digest('base64url');
  return { state: derive('state'), nonce: derive('nonce'), codeVerifier: derive('verifier') };
}
