import { emailDomain, foldEmail, FREE_MAIL_DOMAINS, isWithinDomain } from './domain.ts';

/**
 * What a person said once for all: whom, which CRM id or which domain stands for which account. `account` is the
 * source's id of the account; null: it stands for none, and says nothing about a meeting.
 */
export type AttributionRule = { readonly account: string | null } & (
  { readonly person: string } | { readonly crmId: string } | { readonly domain: string }
);

/** What a rule may be about, the most specific first. */
export const ATTRIBUTION_RULE_KEYS = ['person', 'crmId', 'domain'] as const;

/** One of {@link ATTRIBUTION_RULE_KEYS}. */
export type AttributionRuleKey = (typeof ATTRIBUTION_RULE_KEYS)[number];

/** How the document says that something stands for no account. */
export const NO_ACCOUNT = 'none';

/** What a rule is about: its key and the value in the form in which it is compared. */
export function ruleSubject(rule: AttributionRule): {
  readonly key: AttributionRuleKey;
  readonly value: string;
} {
  if ('person' in rule) return { key: 'person', value: foldEmail(rule.person) };
  if ('crmId' in rule) return { key: 'crmId', value: crmIdKey(rule.crmId) };
  return { key: 'domain', value: rule.domain.toLowerCase() };
}

/** The form in which CRM ids are compared: a Salesforce id of 18 characters names the same record as its first 15. */
export function crmIdKey(crmId: string): string {
  const text = crmId.trim();
  return /^[0-9A-Za-z]{18}$/.test(text) ? text.slice(0, 15) : text;
}

/** What a decision about one meeting may be made a rule of. */
export interface RuleOffer {
  readonly key: AttributionRuleKey;
  readonly value: string;
}

/** The people, CRM ids and domains of a meeting that a rule may name: never our own, never a free-mail domain. */
export function offerRules(
  meeting: {
    readonly participants: readonly { readonly email: string | null; readonly side: string }[];
    readonly crmId: string | null;
  },
  ownDomains: readonly string[],
): readonly RuleOffer[] {
  const isOurs = (domain: string | null) =>
    domain !== null && ownDomains.some((own) => isWithinDomain(domain, own));
  const emails = meeting.participants
    .filter(({ side, email }) => side !== 'ours' && email !== null && !isOurs(emailDomain(email)))
    .map(({ email }) => foldEmail(email ?? ''));
  const domains = emails
    .map(emailDomain)
    .filter((domain) => domain !== null)
    .filter((domain) => !FREE_MAIL_DOMAINS.has(domain));
  return [
    ...[...new Set(domains)].map((value) => ({ key: 'domain' as const, value })),
    ...(meeting.crmId === null ? [] : [{ key: 'crmId' as const, value: meeting.crmId }]),
    ...[...new Set(emails)].map((value) => ({ key: 'person' as const, value })),
  ];
}
