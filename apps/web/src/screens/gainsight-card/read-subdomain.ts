/** What stands in the form, understood: a subdomain with the host it leads to, or what is wrong with it. */
export type SubdomainReading =
  | { readonly ok: true; readonly subdomain: string; readonly host: string }
  | { readonly ok: false; readonly message: string };

const HOST = 'gainsightcloud.com';
const REGIONS = ['us2', 'eu'];
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

/**
 * Reads a subdomain or a pasted address of a Gainsight tenant, as it is typed. Empty text is an unfinished
 * form, not a mistake: null. The server judges again; this only answers at once.
 */
export function readSubdomain(typed: string): SubdomainReading | null {
  const text = typed.trim().toLowerCase();
  if (text === '') return null;
  const host = text.replace(/^[a-z]+:\/\//, '').split(/[/?#]/)[0] ?? '';
  if (text.startsWith('http://')) return wrong('Gainsight answers only at https addresses.');
  if (/[@\s]/.test(host))
    return wrong('This is no web address: no blanks, no @. Only the subdomain is needed.');
  if (host.includes(':')) return wrong('Leave out the port: only the subdomain is needed.');
  const labels = host.replace(/\.$/, '').split('.');
  const [subdomain = '', ...rest] = labels;
  const domain = rest.join('.');
  const region = REGIONS.find((name) => domain === name || domain === `${name}.${HOST}`);
  if (rest.length > 0 && domain !== HOST && region === undefined) {
    return wrong(`This is not an address under ${HOST}. It looks like https://acme.${HOST}/v1/ui/home.`);
  }
  if (subdomain === 'gainsightcloud' || subdomain === 'www') {
    return wrong('The subdomain is missing: it stands in front of gainsightcloud.com.');
  }
  if (!LABEL.test(subdomain)) {
    return wrong('A subdomain has only letters, digits and hyphens, with no hyphen at either end.');
  }
  const full = region === undefined ? subdomain : `${subdomain}.${region}`;
  return { ok: true, subdomain: full, host: `${full}.${HOST}` };
}

function wrong(message: string): SubdomainReading {
  return { ok: false, message };
}
