import type { HttpClient, HttpClock, HttpReply, Verdict } from '@handrail/http';
import { z } from 'zod';
import { GainsightError } from './errors.ts';

/** How a tenant lets us in (reference 2). */
export type GainsightCredential =
  | { readonly kind: 'access-key'; readonly accessKey: string }
  | { readonly kind: 'm2m'; readonly clientId: string; readonly clientSecret: string };

/** Puts the credential on each call. */
export interface Auth {
  headers(signal: AbortSignal | undefined): Promise<Readonly<Record<string, string>>>;
  /** Hears that the credential was refused; true when a fresh token is worth one more try. */
  refused(): boolean;
}

/** The values of a credential that must never be seen. */
export function secretsOf(credential: GainsightCredential): string[] {
  if (credential.kind === 'access-key') return [credential.accessKey];
  return [credential.clientSecret, basicOf(credential.clientId, credential.clientSecret)];
}

/** Makes the way in for a credential. */
export function createAuth(credential: GainsightCredential, http: HttpClient, clock: HttpClock): Auth {
  if (credential.kind === 'access-key') {
    const headers = { accesskey: credential.accessKey };
    return { headers: () => Promise.resolve(headers), refused: () => false };
  }
  return createTokenAuth(basicOf(credential.clientId, credential.clientSecret), http, clock);
}

/** The plain OAuth reply, not the envelope (reference 2.2 [D]). */
const tokenReply = z.object({
  access_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(3_600),
});

interface Token {
  readonly value: string;
  readonly fetchedAtMs: number;
  readonly renewAtMs: number;
}

const RENEW_BEFORE_MS = 5 * 60_000;
/** A token refused sooner than this after it was fetched was not refused for its age. */
const FRESH_MS = 60_000;

/** Fetches a token when first needed, and again five minutes before its end, or at half-life when it is short. */
function createTokenAuth(basic: string, http: HttpClient, clock: HttpClock): Auth {
  let token: Token | null = null;
  let fetching: Promise<Token> | null = null;

  async function current(signal: AbortSignal | undefined): Promise<Token> {
    if (token !== null && clock.now().getTime() < token.renewAtMs) return token;
    // One fetch for all callers; it is not bound to the signal of the first, whose stop must not fail the others.
    fetching ??= fetchToken(basic, http, clock).finally(() => {
      fetching = null;
    });
    token = await fetching;
    signal?.throwIfAborted();
    return token;
  }
  return {
    async headers(signal) {
      const { value } = await current(signal);
      return { authorization: `Bearer ${value}` };
    },
    refused() {
      const wasOld = token !== null && clock.now().getTime() - token.fetchedAtMs > FRESH_MS;
      token = null;
      return wasOld;
    },
  };
}

async function fetchToken(basic: string, http: HttpClient, clock: HttpClock): Promise<Token> {
  const reply = await http.request({
    method: 'POST',
    path: '/v1/users/m2m/oauth/token',
    headers: { authorization: `Basic ${basic}` },
    form: { grant_type: 'client_credentials' },
    repeatable: true,
    family: 'sync',
    judge: judgeTokenReply,
  });
  const { access_token: value, expires_in: livesSeconds } = tokenReply.parse(reply.json);
  http.keepSecret(value);
  const fetchedAtMs = clock.now().getTime();
  const livesMs = livesSeconds * 1_000;
  return { value, fetchedAtMs, renewAtMs: fetchedAtMs + Math.max(livesMs / 2, livesMs - RENEW_BEFORE_MS) };
}

function judgeTokenReply(reply: HttpReply): Verdict {
  const { status, requestId, retryAfterMs } = reply;
  const told = { status, requestId, retryAfterMs };
  if (status === 429) {
    const text = 'The call limit of the Gainsight tenant is used up.';
    return {
      error: new GainsightError('gainsight_rate_limited', text, { ...told, outcome: 'refused' }),
      retry: true,
      isLimit: true,
    };
  }
  if (status >= 500) {
    const text = `Gainsight failed on its side (status ${status}).`;
    return {
      error: new GainsightError('gainsight_server_error', text, { ...told, outcome: 'unknown' }),
      retry: true,
    };
  }
  if (status === 400 || status === 401 || status === 403) {
    const text = 'Gainsight refused the client id or its secret. Give a current one.';
    return {
      error: new GainsightError('gainsight_unauthorized', text, { ...told, outcome: 'refused' }),
      retry: false,
    };
  }
  if (status === 404) {
    const text = 'This host knows no such Gainsight call. Check the address.';
    return {
      error: new GainsightError('gainsight_not_found', text, { ...told, outcome: 'refused' }),
      retry: false,
    };
  }
  if (reply.body === 'json' && !tokenReply.safeParse(reply.json).success) {
    const text = 'The reply does not have the shape of a token.';
    return {
      error: new GainsightError('gainsight_unexpected_reply', text, { ...told, outcome: 'unknown' }),
      retry: false,
    };
  }
  return 'ok';
}

function basicOf(id: string, secret: string): string {
  return Buffer.from(`${id}:${secret}`, 'utf8').toString('base64');
}
