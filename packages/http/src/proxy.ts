import { ProxyAgent } from 'undici';
import { isPublicAddress } from './address.ts';
import type { HttpClock } from './clock.ts';
import { HttpError } from './errors.ts';
import { notPublic, type Resolve } from './host.ts';

/** A name that was found public is not asked for again for so long, in ms. */
const CHECKED_MS = 60_000;

/** How a proxy is opened. */
export interface ProxySettings {
  /** `http://…` or `https://…`, with user and password where it wants them. */
  readonly url: string;
  readonly connections: number;
  readonly connectTimeoutMs: number;
  /** Authorities trusted for the proxy and for the other side; the usual ones when left out. */
  readonly ca?: readonly string[];
}

/**
 * Makes the way through a proxy: every call is a tunnel to the name of the other side, whose certificate must fit as
 * without one, so the proxy sees names and sizes and nothing else.
 */
export function createProxyAgent({ url, connections, connectTimeoutMs, ca }: ProxySettings): ProxyAgent {
  const address = new URL(url);
  const user = decodeURIComponent(address.username);
  const password = decodeURIComponent(address.password);
  const tls = ca === undefined ? {} : { ca: [...ca] };
  return new ProxyAgent({
    uri: address.origin,
    ...(user === '' ? {} : { token: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }),
    proxyTunnel: true,
    connections,
    pipelining: 1,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    requestTls: { timeout: connectTimeoutMs, ...tls },
    proxyTls: { timeout: connectTimeoutMs, ...tls },
  });
}

/** Parts of the proxy's address that must not appear in any error. */
export function proxySecrets(url: string): readonly string[] {
  const { password } = new URL(url);
  return password === '' ? [] : [decodeURIComponent(password), password];
}

/**
 * Makes the check of a name that a proxy will resolve: refused when this machine knows it under an address that is not
 * public. Where this machine cannot resolve outside names at all, the proxy alone decides.
 */
export function createNameCheck(hostname: string, resolve: Resolve, clock: HttpClock): () => Promise<void> {
  let checkedAtMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const nowMs = clock.now().getTime();
    if (Math.abs(nowMs - checkedAtMs) < CHECKED_MS) return;
    try {
      const addresses = await resolve(hostname);
      if (addresses.some(({ address }) => !isPublicAddress(address))) throw notPublic(hostname);
    } catch (thrown) {
      if (thrown instanceof HttpError) throw thrown;
      // No answer here: names of the outside are the proxy's business.
    }
    checkedAtMs = nowMs;
  };
}
