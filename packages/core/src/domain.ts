/** Mail domains that belong to everybody: they never tell whose account a person is of. */
export const FREE_MAIL_DOMAINS: ReadonlySet<string> = new Set([
  'aol.com',
  'fastmail.com',
  'free.fr',
  'freenet.de',
  'gmail.com',
  'gmx.at',
  'gmx.ch',
  'gmx.com',
  'gmx.de',
  'gmx.net',
  'googlemail.com',
  'hey.com',
  'hotmail.com',
  'icloud.com',
  'laposte.net',
  'libero.it',
  'live.com',
  'mac.com',
  'mail.com',
  'mail.ru',
  'me.com',
  'msn.com',
  'orange.fr',
  'outlook.com',
  'outlook.de',
  'pm.me',
  'posteo.de',
  'proton.me',
  'protonmail.com',
  'qq.com',
  't-online.de',
  'web.de',
  'yahoo.com',
  'yahoo.co.uk',
  'yahoo.de',
  'yahoo.fr',
  'yandex.ru',
  'ymail.com',
  'zoho.com',
  '163.com',
]);

/**
 * The bare domain that a text names: of a URL, an e-mail address or a domain, lower case, without `www.`.
 * Null when none is left (no dot, a forbidden sign, an address by number).
 */
export function parseDomain(text: string): string | null {
  const afterScheme = text.trim().toLowerCase().split('://').at(-1) ?? '';
  const host = (afterScheme.split('/', 1)[0] ?? '').split('@').at(-1)?.split(':', 1)[0] ?? '';
  const domain = host.replace(/^www\./, '').replace(/\.$/, '');
  if (domain.length > 253) return null;
  const labels = domain.split('.');
  if (
    labels.length < 2 ||
    !labels.every((label) => /^[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u.test(label))
  ) {
    return null;
  }
  return /^\d+$/.test(labels.at(-1) ?? '') ? null : domain;
}

/** The domain of an e-mail address, or null. */
export function emailDomain(email: string): string | null {
  const at = email.lastIndexOf('@');
  return at < 1 ? null : parseDomain(email.slice(at + 1));
}

/** The form in which e-mail addresses are compared: lower case, no blanks at the ends. */
export function foldEmail(email: string): string {
  return email.trim().toLowerCase();
}

/** Whether a domain is the other or lies below it (`eu.acme.example` within `acme.example`). */
export function isWithinDomain(domain: string, parent: string): boolean {
  return domain === parent || domain.endsWith(`.${parent}`);
}
