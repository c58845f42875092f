import { createHttpClient, createPace, type HttpClientOptions, type HttpReply } from '@handrail/http';
import { judgeReply, type NotFoundMeans } from './judge.ts';

/**
 * What of the HTTP client the caller decides. Without a `budget` this client alone keeps to two calls a second; a
 * shared one must do so itself, as 3 a second are all that the whole company has.
 */
export type GongHttpOptions = Omit<HttpClientOptions, 'origin' | 'secrets' | 'judge'>;

/** What every call may be given. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}

/** One call. All of them read, so each may be repeated. */
export interface GongCall extends CallOptions {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly json?: unknown;
  readonly notFoundMeans: NotFoundMeans;
  /** The request continues a list, so a refusal may be its cursor's. */
  readonly hasCursor?: boolean;
}

/** Sends calls to one Gong company. */
export interface Transport {
  call(call: GongCall): Promise<HttpReply>;
  close(): Promise<void>;
}

/** The one family of limits: 3 requests a second and 10,000 a day for the whole company (reference 2). */
export const GONG_FAMILY = 'calls';

/** What the reference advises for a company whose other integrations call as well. */
const CALLS_PER_SECOND = 2;
const CALLS_IN_FLIGHT = 2;

/** Makes the transport of a Gong company: Basic with key and secret (reference 1). */
export function createTransport(
  origin: string,
  accessKey: string,
  accessKeySecret: string,
  options: GongHttpOptions,
): Transport {
  const basic = Buffer.from(`${accessKey}:${accessKeySecret}`, 'utf8').toString('base64');
  const http = createHttpClient({
    maxConnections: CALLS_IN_FLIGHT,
    budget: createPace(CALLS_PER_SECOND, options.clock),
    ...options,
    origin,
    secrets: [accessKeySecret, basic],
  });
  return {
    call: ({ notFoundMeans, hasCursor = false, ...call }) =>
      http.request({
        ...call,
        headers: { authorization: `Basic ${basic}` },
        repeatable: true,
        family: GONG_FAMILY,
        judge: (reply) => judgeReply(reply, notFoundMeans, hasCursor),
      }),
    close: () => http.close(),
  };
}
