import { z } from 'zod';
import type { SandboxContext } from '../../context.ts';
import { oauthScopes } from './grant-book.ts';
import { OAuthError } from './oauth-error.ts';

/** Schema of the query string of the authorize call; every part is checked afterwards, with its own error. */
export const authorizeQuery = z.object({
  response_type: z.string().default(''),
  client_id: z.string().default(''),
  redirect_uri: z.string().default(''),
  scope: z.string().default('read'),
  state: z.string().optional(),
  code_challenge: z.string().optional(),
  code_challenge_method: z.string().optional(),
});

/** The parameters of an authorize call as sent. */
export type AuthorizeQuery = z.output<typeof authorizeQuery>;

/** An authorize call that may go on: the user is asked, and `redirectUri` is where the answer goes. */
export interface AuthorizeRequest {
  readonly redirectUri: string;
  readonly scopes: readonly string[];
  readonly challenge: string | null;
}

/**
 * Throws unless client and callback are the registered ones. Such an error is shown and never sent on: the callback
 * cannot be trusted.
 */
export function checkClient(query: AuthorizeQuery, { credentials }: SandboxContext): void {
  if (query.client_id !== credentials.oauthClientId) {
    throw new OAuthError(400, 'invalid_client', 'No application has this client_id');
  }
  if (!isRegistered(query.redirect_uri, credentials.oauthRedirectUri)) {
    throw new OAuthError(
      400,
      'invalid_request',
      `redirect_uri must equal the registered callback, ${credentials.oauthRedirectUri}; on loopback any port will do`,
    );
  }
}

/** Reads the rest of the call; throws the error that goes to the callback. */
export function readAuthorizeRequest(query: AuthorizeQuery, { switches }: SandboxContext): AuthorizeRequest {
  if (query.response_type !== 'code') {
    throw new OAuthError(400, 'unsupported_response_type', 'response_type must be code');
  }
  const scopes = query.scope.split(' ').filter((scope) => scope !== '');
  const unknown = scopes.find((scope) => !oauthScopes.some((known) => known === scope));
  if (unknown !== undefined) throw new OAuthError(400, 'invalid_scope', `No scope ${unknown}`);
  const challenge = query.code_challenge ?? null;
  if (challenge === null && switches.pkce === 'required') {
    throw new OAuthError(400, 'invalid_request', 'code_challenge is required');
  }
  if (challenge !== null && query.code_challenge_method !== 'S256') {
    throw new OAuthError(400, 'invalid_request', 'code_challenge_method must be S256');
  }
  return { redirectUri: query.redirect_uri, scopes, challenge };
}

/** Whether the callback is the registered one; on a loopback address the port is free (RFC 8252 section 7.3). */
function isRegistered(redirectUri: string, registered: string): boolean {
  if (redirectUri === registered) return true;
  if (!URL.canParse(redirectUri) || !URL.canParse(registered)) return false;
  const [asked, known] = [new URL(redirectUri), new URL(registered)];
  if (known.hostname !== '127.0.0.1') return false;
  asked.port = known.port;
  return asked.href === known.href;
}
