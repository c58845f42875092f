import { createHttpClient, type HttpClientOptions, type HttpReply } from '@handrail/http';
import { createAuth, type GainsightCredential, secretsOf } from './auth.ts';
import { type Envelope, readEnvelope } from './envelope.ts';
import { GainsightError } from './errors.ts';
import { judgeReply, type Purpose } from './judge.ts';

/** The families of limits a call is charged to (reference 14). */
export const GAINSIGHT_FAMILIES = ['sync', 'timeline', 'users', 'bulk'] as const;

/** A family of limits. */
export type GainsightFamily = (typeof GAINSIGHT_FAMILIES)[number];

/** What of the HTTP client the caller decides. */
export type GainsightHttpOptions = Omit<
  HttpClientOptions,
  'origin' | 'secrets' | 'judge' | 'requestIdHeaders'
>;

/** What every call may be given. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** One call, in the transport's words. */
interface GainsightCall extends CallOptions {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly family: GainsightFamily;
  readonly repeatable: boolean;
  readonly purpose: Purpose;
}

/** A judged reply: a success, or a query's "nothing found". */
interface Answer {
  readonly reply: HttpReply;
  readonly envelope: Envelope;
}

/** Sends calls to one tenant. */
export interface Transport {
  call(call: GainsightCall): Promise<Answer>;
  close(): Promise<void>;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WINDOW_MS: Readonly<Record<GainsightFamily, number>> = {
  sync: MINUTE_MS,
  timeline: MINUTE_MS,
  users: HOUR_MS,
  bulk: HOUR_MS,
};

/** Makes the transport of a tenant: credential on, reply judged. */
export function createTransport(
  origin: string,
  credential: GainsightCredential,
  options: GainsightHttpOptions,
): Transport {
  const http = createHttpClient({
    ...options,
    origin,
    secrets: secretsOf(credential),
    requestIdHeaders: ['x-gs-request-id', 'x-request-id'],
  });
  const auth = createAuth(credential, http, options.clock);
  return {
    async call({ purpose, family, query, signal, ...rest }) {
      const callAuth = auth.beginCall();
      const reply = await http.request({
        ...rest,
        family,
        ...(query === undefined ? {} : { query }),
        ...(signal === undefined ? {} : { signal }),
        headers: (during) => callAuth.headers(during),
        judge: (judged) =>
          judgeReply(judged, {
            purpose,
            windowMs: WINDOW_MS[family],
            now: options.clock.now(),
            onUnauthorized: () => callAuth.refused(),
          }),
      });
      const envelope = readEnvelope(reply.json);
      if (envelope === null) throw noEnvelope(reply);
      return { reply, envelope };
    },
    close: () => http.close(),
  };
}

function noEnvelope(reply: HttpReply): GainsightError {
  const { status, requestId } = reply;
  const text = `The reply (status ${status}) does not have the shape of a Gainsight reply.`;
  return new GainsightError('gainsight_unexpected_reply', text, { outcome: 'unknown', status, requestId });
}
