import { checkOrigin, type OriginRefusal } from '@handrail/http';

/** Region parts of a Gainsight host (reference 1 [D, C]). */
export const GAINSIGHT_REGIONS = ['us2', 'eu'] as const;

/** A region part of a Gainsight host. */
export type GainsightRegion = (typeof GAINSIGHT_REGIONS)[number];

/** Why a typed subdomain is not taken. */
export type SubdomainRefusal =
  | 'empty'
  | 'characters'
  | 'not-https'
  | 'user-info'
  | 'port'
  | 'address'
  | 'punycode'
  | 'not-gainsight'
  | 'region'
  | 'label'
  | 'path';

/** What a typed subdomain came to. */
export type SubdomainAnswer =
  | {
      readonly ok: true;
      readonly subdomain: string;
      readonly region: GainsightRegion | null;
      /** Built from subdomain and region, never cut out of what was typed. */
      readonly origin: string;
    }
  | { readonly ok: false; readonly code: SubdomainRefusal; readonly text: string };

const DOMAIN = 'gainsightcloud.com';
const MAX_TYPED_CHARACTERS = 2_048;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const PASTED_URL = /^https:\/\/([^/?#]*)(?:[/?#].*)?$/;

const TEXTS: Readonly<Record<SubdomainRefusal, string>> = {
  empty: 'Type the first part of your Gainsight address, such as acme in acme.gainsightcloud.com.',
  characters: 'A subdomain has only the letters a to z, digits and hyphens.',
  'not-https': 'Only an https:// address is taken.',
  'user-info': 'An address with a user name in it is not taken.',
  port: 'Leave out the port.',
  address: 'Type the name of your Gainsight address, not a number or IP address.',
  punycode: 'A Gainsight subdomain has no international letters.',
  'not-gainsight':
    'This is not a gainsightcloud.com address. A domain of your own is connected under "custom domain".',
  region: `The address has a part before gainsightcloud.com that is none of ${GAINSIGHT_REGIONS.join(', ')}.`,
  label: 'A subdomain has 1 to 63 letters, digits or hyphens and neither begins nor ends with a hyphen.',
  path: 'Type the subdomain alone, or paste the whole address beginning with https://.',
};

/**
 * Reads what a person typed as their subdomain: a bare label (`acme`), a Gainsight host, or the pasted `https://`
 * address of any page. Everything else is refused without asking the network; the host is built from one DNS
 * label and a known region (reference 1.1, IH1).
 */
export function parseSubdomain(typed: string): SubdomainAnswer {
  const text = typed.replace(/^ +| +$/g, '').toLowerCase();
  if (text === '') return refused('empty');
  // Lower-casing turns a few foreign letters into plain ones, so the typed text itself is looked at.
  if (typed.length > MAX_TYPED_CHARACTERS || /[^\x20-\x7e]/.test(typed) || /[ \\]/.test(text))
    return refused('characters');
  if (text.includes('@')) return refused('user-info');
  const pasted = PASTED_URL.exec(text);
  if (pasted !== null) return fromHost(pasted[1] ?? '');
  if (/^[a-z][a-z0-9+.-]*:(?!\d+$)/.test(text)) return refused('not-https');
  if (text.includes('/')) return refused('path');
  return text.includes('.') ? fromHost(text) : fromLabel(text, null);
}

/** What a typed custom domain came to. */
export type CustomDomainAnswer =
  | { readonly ok: true; readonly origin: string; readonly isListed: boolean }
  | { readonly ok: false; readonly code: OriginRefusal; readonly text: string };

/**
 * Reads the address of a tenant on its own domain, which an admin confirms as a choice of its own (IH2): an https
 * origin, or one the operator lists in `allowOrigins` (a sandbox).
 */
export function parseCustomDomain(typed: string, allowOrigins: readonly string[]): CustomDomainAnswer {
  const check = checkOrigin(typed.replace(/^ +| +$/g, ''), allowOrigins);
  if (check.ok) return { ok: true, origin: check.origin, isListed: check.isListed };
  return { ok: false, code: check.reason, text: check.text };
}

function fromHost(host: string): SubdomainAnswer {
  if (/:\d*$/.test(host) && !host.startsWith('[')) return refused('port');
  if (host.startsWith('[') || /^[\d.]+$/.test(host) || host.startsWith('0x')) return refused('address');
  if (!host.endsWith(`.${DOMAIN}`)) return refused('not-gainsight');
  const [label = '', region, ...rest] = host.slice(0, -DOMAIN.length - 1).split('.');
  if (region === undefined) return fromLabel(label, null);
  const known = GAINSIGHT_REGIONS.find((name) => name === region);
  if (known === undefined || rest.length > 0) return refused('region');
  return fromLabel(label, known);
}

function fromLabel(label: string, region: GainsightRegion | null): SubdomainAnswer {
  if (label.includes(':')) return refused('port');
  if (/[^a-z0-9-]/.test(label)) return refused('characters');
  // A number, also in hex, is an address to many resolvers and no subdomain.
  if (/^(?:\d+|0x[0-9a-f]*|localhost)$/.test(label)) return refused('address');
  if (/^..--/.test(label)) return refused('punycode');
  if (!LABEL.test(label)) return refused('label');
  const host = [label, ...(region === null ? [] : [region]), DOMAIN].join('.');
  return { ok: true, subdomain: label, region, origin: `https://${host}` };
}

function refused(code: SubdomainRefusal): SubdomainAnswer {
  return { ok: false, code, text: TEXTS[code] };
}
