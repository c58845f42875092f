import { lookup as lookupName } from 'node:dns/promises';
import type { LookupFunction } from 'node:net';
import { isPublicAddress } from './address.ts';
import { HttpError } from './errors.ts';

const ORIGIN = /^(https?):\/\/([a-z0-9.-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?\/?$/i;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const MAX_NAME_CHARACTERS = 253;

/** Why an origin may not be called. */
export type OriginRefusal = 'not-an-origin' | 'plain-http' | 'address' | 'port' | 'name';

/** The answer of `checkOrigin`; `isListed` origins are the operator's own exceptions. */
export type OriginCheck =
  | { readonly ok: true; readonly origin: string; readonly host: string; readonly isListed: boolean }
  | { readonly ok: false; readonly reason: OriginRefusal; readonly text: string };

/**
 * Judges an origin without asking the network. Allowed: `https://` with a full DNS name on the usual port, or
 * exactly one of `allowOrigins`, the only way to plain http, other ports and addresses.
 */
export function checkOrigin(typed: string, allowOrigins: readonly string[] = []): OriginCheck {
  const match = ORIGIN.exec(typed);
  const url = match === null ? null : URL.parse(typed);
  if (match === null || url === null) {
    return refused('not-an-origin', 'Give the address as https:// and a host name, with nothing after it.');
  }
  const isListed = allowOrigins.some((allowed) => URL.parse(allowed)?.origin === url.origin);
  if (isListed) return { ok: true, origin: url.origin, host: url.host, isListed };
  if (url.protocol !== 'https:')
    return refused('plain-http', 'Plain http would show what is sent; use https.');
  if (url.port !== '') return refused('port', 'Only the usual https port is allowed.');
  const labels = url.hostname.split('.');
  const last = labels.at(-1) ?? '';
  if (/^\d+$/.test(last) || url.hostname.startsWith('[')) {
    return refused('address', 'Give a host name, not an IP address.');
  }
  const isName =
    url.hostname.length <= MAX_NAME_CHARACTERS &&
    labels.length >= 2 &&
    /[a-z]/.test(last) &&
    labels.every((label) => LABEL.test(label));
  if (!isName) return refused('name', 'This is not a full host name.');
  return { ok: true, origin: url.origin, host: url.host, isListed };
}

/** An address a name resolved to. */
export interface ResolvedAddress {
  readonly address: string;
  readonly family: number;
}

/** Resolves a host name to every address it has. */
export type Resolve = (hostname: string) => Promise<readonly ResolvedAddress[]>;

/** Asks the system's resolver. */
export const resolveWithSystem: Resolve = (hostname) => lookupName(hostname, { all: true, verbatim: true });

/**
 * A lookup for the connector: resolves once, refuses the name when any of its addresses is not public, and hands
 * the checked addresses to the socket, so no second resolution can answer differently (IH2).
 */
export function createPinnedLookup(resolve: Resolve, isListed: boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        const first = addresses[0];
        const hidden = isListed ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
        if (first === undefined) return callback(noAddress(hostname), '', 0);
        if (hidden !== undefined) return callback(notPublic(hostname), '', 0);
        if (options.all === true) return callback(null, [...addresses]);
        return callback(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    );
  };
}

function refused(reason: OriginRefusal, text: string): OriginCheck {
  return { ok: false, reason, text };
}

function noAddress(hostname: string): HttpError {
  return new HttpError('http_unreachable', `The name ${hostname} has no address.`, {
    outcome: 'not-sent',
    facts: { host: hostname },
  });
}

/** The refusal of a name that leads to an address inside. */
export function notPublic(hostname: string): HttpError {
  const remedy = 'If this is meant, the operator lists its origin in HANDRAIL_ALLOW_ORIGINS.';
  return new HttpError(
    'http_host_refused',
    `The name ${hostname} leads to an address that is not public. ${remedy}`,
    {
      outcome: 'not-sent',
      facts: { host: hostname, reason: 'not-public' },
    },
  );
}
