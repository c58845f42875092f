import { createHttpClient } from '@handrail/http';
import type { HttpClient, HttpRequest, RetryPolicy } from '@handrail/http';
import { networkOf } from '@handrail/sync';
import type { OutgoingSettings } from '@handrail/sync';
import type { CustomFetch } from 'openid-client';
import { ServerError } from '../errors.ts';

/** Somebody waits at a browser: one more try soon, or none. */
const TWO_TRIES: RetryPolicy = { maxTries: 2, baseMs: 300, capMs: 1_000, maxWaitMs: 2_000, totalMs: 15_000 };
const TIMEOUT_MS = 10_000;
const MAX_BYTES = 1024 * 1024;

/** The identity library's way out, closed at the end. */
export interface OutboundFetch extends AsyncDisposable {
  readonly fetch: CustomFetch;
}

/**
 * Gives the identity library our one way out: hosts checked, addresses pinned, no redirects, replies bounded. A call that
 * fails throws as every outside call does; only JSON comes back.
 */
export function createOutboundFetch(outgoing: OutgoingSettings, secrets: readonly string[]): OutboundFetch {
  const clients = new Map<string, HttpClient>();
  const clientOf = (origin: string): HttpClient => {
    const known = clients.get(origin);
    if (known !== undefined) return known;
    const made = createHttpClient({
      origin,
      ...networkOf(outgoing),
      secrets,
      timeoutMs: TIMEOUT_MS,
      maxBytes: MAX_BYTES,
      retry: TWO_TRIES,
      log: outgoing.log,
    });
    clients.set(origin, made);
    return made;
  };
  return {
    async fetch(address, { method, headers, body, signal }) {
      const url = new URL(address);
      const reply = await clientOf(url.origin).request({
        method: methodOf(method),
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: withoutOurs(headers),
        ...(body instanceof URLSearchParams ? { form: Object.fromEntries(body) } : {}),
        // A code is redeemed once: a second try could only be refused.
        repeatable: method === 'GET',
        ...(signal === undefined ? {} : { signal }),
      });
      return new Response(reply.body === 'empty' ? null : JSON.stringify(reply.json), {
        status: reply.status,
        headers: { ...reply.headers, 'content-type': 'application/json' },
      });
    },
    async [Symbol.asyncDispose]() {
      await Promise.all([...clients.values()].map((client) => client.close()));
    },
  };
}

function methodOf(method: string): HttpRequest['method'] {
  if (method === 'GET' || method === 'POST') return method;
  throw new ServerError({
    code: 'sign_in_failed',
    message: `The identity library asked for a ${method}.`,
    remedy: 'A fault of ours. Report it.',
  });
}

/** The client sets these itself. */
function withoutOurs(headers: Readonly<Record<string, string>>): Record<string, string> {
  const ours = new Set(['content-type', 'user-agent', 'accept']);
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !ours.has(name.toLowerCase())));
}
