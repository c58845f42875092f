import { problemSchema } from '@handrail/contract';
import type { Endpoint, ReplyOf, RequestOf } from '@handrail/contract';
import { ProblemError, UnreachableError } from './errors.ts';

/** How to reach a server: its origin (empty in a browser), and a bearer token or the session's CSRF token. */
export interface ClientOptions {
  readonly origin: string;
  readonly token?: string;
  readonly csrfToken?: () => string | null;
  /** Whom an admin looks as; the server then refuses every change. */
  readonly viewAs?: () => string | null;
  readonly fetch?: typeof fetch;
}

/** A call's own options: an abort signal, and a key that makes a mutation safe to repeat. */
export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly idempotencyKey?: string;
}

/** The typed client of the HTTP API. */
export interface HandrailClient {
  /**
   * Calls one endpoint and parses its reply.
   * Throws ProblemError when the server refuses, UnreachableError when there is no usable answer.
   */
  call<E extends Endpoint>(endpoint: E, request: RequestOf<E>, options?: CallOptions): Promise<ReplyOf<E>>;
}

interface Parts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
}

/** Makes a client; it keeps no state but its options. */
export function createClient(options: ClientOptions): HandrailClient {
  const send = options.fetch ?? fetch;
  const call = async (endpoint: Endpoint, parts: Parts, callOptions: CallOptions = {}): Promise<unknown> => {
    const headers = new Headers({ accept: 'application/json' });
    if (options.token !== undefined) headers.set('authorization', `Bearer ${options.token}`);
    const viewAs = options.viewAs?.() ?? null;
    if (viewAs !== null) headers.set('x-view-as', viewAs);
    if (endpoint.method !== 'GET') {
      const csrfToken = options.csrfToken?.() ?? null;
      if (csrfToken !== null) headers.set('x-csrf-token', csrfToken);
      headers.set('idempotency-key', callOptions.idempotencyKey ?? crypto.randomUUID());
    }
    if (parts.body !== undefined) headers.set('content-type', 'application/json');
    const reply = await sendOrExplain(send, options.origin + pathOf(endpoint, parts), {
      method: endpoint.method,
      headers,
      ...(parts.body === undefined ? {} : { body: JSON.stringify(parts.body) }),
      ...(callOptions.signal === undefined ? {} : { signal: callOptions.signal }),
    });
    const value = await readJson(reply);
    if (!reply.ok) {
      const problem = problemSchema.safeParse(value);
      if (problem.success) throw new ProblemError(problem.data);
      throw new UnreachableError(`What answered with status ${reply.status} is not Handrail.`, value);
    }
    return endpoint.reply.parse(value);
  };
  // The reply was parsed by the endpoint's own schema, which is what ReplyOf says.
  return { call: call as HandrailClient['call'] };
}

function pathOf(endpoint: Endpoint, parts: Parts): string {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent(String(parts.params?.[name] ?? '')),
  );
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parts.query ?? {})) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value));
  }
  const text = query.toString();
  return text === '' ? path : `${path}?${text}`;
}

async function sendOrExplain(send: typeof fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await send(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new UnreachableError('The Handrail server does not answer. Is it running?', cause);
  }
}

async function readJson(reply: Response): Promise<unknown> {
  const text = await reply.text();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnreachableError(`What answered with status ${reply.status} is not Handrail.`, cause);
  }
}
