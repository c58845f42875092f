import { type HttpClient, type HttpClock, HttpError, type HttpReply, type Verdict } from '@handrail/http';
import { z } from 'zod';
import { GainsightError } from './errors.ts';

/** How a tenant lets us in (reference 2). */
export type GainsightCredential =
  | { readonly kind: 'access-key'; readonly accessKey: string }
  | { readonly kind: 'm2m'; readonly clientId: string; readonly clientSecret: string };

/** Puts the credential on the tries of one call. */
export interface CallAuth {
  /** For the next try. Rejects as soon as `signal` aborts, also while others still wait for the same token. */
  headers(signal: AbortSignal | undefined): Promise<Readonly<Record<string, string>>>;
  /** Hears that the last try was refused; true when a fresh token is worth one more, at most once a call. */
  refused(): boolean;
}

/** A tenant's way in. */
export interface Auth {
  beginCall(): CallAuth;
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
    return { beginCall: () => ({ headers: () => Promise.resolve(headers), refused: () => false }) };
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
  readonly renewAtMs: number;
}

const RENEW_BEFORE_MS = 5 * 60_000;

/**
 * Fetches a token when first needed, and again five minutes before its end, or at half-life when it is short; all
 * callers wait for one fetch. A token that is refused is dropped, unless another call has renewed it meanwhile.
 */
function createTokenAuth(basic: string, http: HttpClient, clock: HttpClock): Auth {
  let token: Token | null = null;
  let fetching: Promise<Token> | null = null;

  async function fetchOnce(): Promise<Token> {
    // Not bound to the signal of the first caller, whose stop must not fail the others.
    fetching ??= fetchToken(basic, http, clock).finally(() => {
      fetching = null;
    });
    token = await fetching;
    return token;
  }
  return {
    beginCall() {
      let used: Token | null = null;
      let mayRenew = true;
      return {
        async headers(signal) {
          const isCurrent = token !== null && clock.now().getTime() < token.renewAtMs;
          // What is fetched for this very call is refused for another reason than its age.
          if (!isCurrent) mayRenew = false;
          used = isCurrent && token !== null ? token : await untilAborted(fetchOnce(), signal);
          return { authorization: `Bearer ${used.value}` };
        },
        refused() {
          if (token === used) token = null;
          const renews = mayRenew;
          mayRenew = false;
          return renews;
        },
      };
    },
  };
}

/** The promise's outcome, or the signal's reason if that comes first. */
function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(stopped(signal.reason));
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
    if (signal.aborted) stop();
  });
}

function stopped(cause: unknown): HttpError {
  return new HttpError('http_cancelled', 'The call was stopped before it had a token.', {
    outcome: 'not-sent',
    cause,
  });
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
  return { value, renewAtMs: fetchedAtMs + Math.max(livesMs / 2, livesMs - RENEW_BEFORE_MS) };
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
