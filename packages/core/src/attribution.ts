import { emailDomain, foldEmail, FREE_MAIL_DOMAINS, isWithinDomain } from './domain.ts';
import type { AccountId } from './ids.ts';

/** The steps of attribution, most specific first. */
export const ATTRIBUTION_STEPS = [
  'stakeholder',
  'crm-id',
  'hierarchy',
  'domain',
  'shared-domain',
  'person',
] as const;

/** One of {@link ATTRIBUTION_STEPS}; `person` is somebody's own decision, which binds. */
export type AttributionStep = (typeof ATTRIBUTION_STEPS)[number];

/** How sure each step is, 0–1. Stated with every decision, never computed to look exact. */
export const CONFIDENCE: Readonly<Record<AttributionStep, number>> = {
  person: 1,
  stakeholder: 0.95,
  'crm-id': 0.9,
  hierarchy: 0.8,
  domain: 0.75,
  'shared-domain': 0.3,
};

/** Below this a meeting goes to Review. */
export const ATTRIBUTION_THRESHOLD = 0.6;

/** What is known of a meeting before its transcript. */
export interface MeetingEvidence {
  /** Everyone at the table, ours as well. An e-mail may be unknown. */
  readonly participants: readonly {
    readonly email: string | null;
    readonly side: 'ours' | 'theirs' | 'unknown';
  }[];
  /** Ids of CRM accounts that the recorder linked to the meeting. */
  readonly crmIds: readonly string[];
}

/** The workspace's accounts as attribution looks them up; read set-wise by the caller. */
export interface AttributionIndex {
  /** By {@link crmIdKey}. */
  readonly accountsByCrmId: ReadonlyMap<string, readonly AccountId[]>;
  /** By bare domain. */
  readonly accountsByDomain: ReadonlyMap<string, readonly AccountId[]>;
  /** By e-mail in lower case: the accounts whose stakeholder the person is. */
  readonly accountsByStakeholder: ReadonlyMap<string, readonly AccountId[]>;
  /** Parent of an account; absent for roots. Free of cycles. */
  readonly parents: ReadonlyMap<AccountId, AccountId>;
  /** Domains of the workspace's own organisation. */
  readonly ownDomains: readonly string[];
}

/** One account a meeting belongs to, or may belong to. */
export interface AttributionCandidate {
  readonly accountId: AccountId;
  readonly confidence: number;
  readonly step: AttributionStep;
  /** The evidence in words: "2 participants are stakeholders of this account". */
  readonly reason: string;
}

/** Where a meeting belongs, or what a person has to choose from. */
export type Attribution =
  | { readonly kind: 'attributed'; readonly decisions: readonly AttributionCandidate[] }
  | {
      readonly kind: 'review';
      readonly why: 'nothing-matches' | 'shared-domain' | 'evidence-disagrees' | 'below-threshold';
      readonly candidates: readonly AttributionCandidate[];
    };

/** The form in which CRM ids are compared: a Salesforce id of 18 characters names the same record as its first 15. */
export function crmIdKey(crmId: string): string {
  const text = crmId.trim();
  return /^[0-9A-Za-z]{18}$/.test(text) ? text.slice(0, 15) : text;
}

/**
 * Decides where a meeting belongs. Stakeholders first, then the recorder's CRM id, then domains; own and
 * free-mail domains never count. Stakeholders of several unrelated accounts give several decisions; stakeholders
 * and CRM id that name unrelated accounts go to Review, as does all that stays below the threshold.
 */
export function attributeMeeting(
  meeting: MeetingEvidence,
  index: AttributionIndex,
  threshold: number = ATTRIBUTION_THRESHOLD,
): Attribution {
  const emails = outsideEmails(meeting, index);
  const byStakeholder = countStakeholders(emails, index);
  const byCrmId = namedByCrm(meeting, index);
  const families = groupByRoot([...byStakeholder.keys(), ...byCrmId], index);
  if (families.size === 0) return byDomain(emails, index, threshold);
  const candidates = candidatesOf(byStakeholder, byCrmId);
  const disagrees =
    byStakeholder.size > 0 &&
    byCrmId.length > 0 &&
    ![...byStakeholder.keys()].some((id) =>
      byCrmId.some((other) => rootOf(id, index) === rootOf(other, index)),
    );
  if (disagrees || (byStakeholder.size === 0 && families.size > 1)) {
    return { kind: 'review', why: 'evidence-disagrees', candidates };
  }
  const decisions = [...families.values()].map((family) =>
    decideFamily(family[0], family, candidates, byStakeholder, index),
  );
  return settle(decisions, threshold);
}

/** Addresses of those who are not ours, each once. */
function outsideEmails(meeting: MeetingEvidence, index: AttributionIndex): readonly string[] {
  const emails = meeting.participants
    .filter((participant) => participant.side !== 'ours' && participant.email !== null)
    .map((participant) => foldEmail(participant.email ?? ''));
  return [...new Set(emails)].filter((email) => !isOwnDomain(emailDomain(email), index));
}

function isOwnDomain(domain: string | null, index: AttributionIndex): boolean {
  return domain !== null && index.ownDomains.some((own) => isWithinDomain(domain, own));
}

/** Persons per account; someone known at several accounts says nothing. */
function countStakeholders(
  emails: readonly string[],
  index: AttributionIndex,
): ReadonlyMap<AccountId, number> {
  const counts = new Map<AccountId, number>();
  for (const email of emails) {
    const [accountId, ...others] = index.accountsByStakeholder.get(email) ?? [];
    if (accountId !== undefined && others.length === 0)
      counts.set(accountId, (counts.get(accountId) ?? 0) + 1);
  }
  return counts;
}

/** Accounts whose CRM id the recorder named; an id that several accounts carry says nothing. */
function namedByCrm(meeting: MeetingEvidence, index: AttributionIndex): readonly AccountId[] {
  const named = new Set<AccountId>();
  for (const crmId of meeting.crmIds) {
    const [accountId, ...others] = index.accountsByCrmId.get(crmIdKey(crmId)) ?? [];
    if (accountId !== undefined && others.length === 0) named.add(accountId);
  }
  return [...named];
}

function candidatesOf(
  byStakeholder: ReadonlyMap<AccountId, number>,
  byCrmId: readonly AccountId[],
): readonly AttributionCandidate[] {
  const stakeholders = [...byStakeholder].map(([accountId, count]) =>
    candidate(
      accountId,
      'stakeholder',
      count === 1
        ? '1 participant is a stakeholder of this account'
        : `${count} participants are stakeholders of this account`,
    ),
  );
  const crm = byCrmId
    .filter((accountId) => !byStakeholder.has(accountId))
    .map((accountId) =>
      candidate(accountId, 'crm-id', 'the recorder linked the meeting to this account’s CRM id'),
    );
  return [...stakeholders, ...crm];
}

function candidate(accountId: AccountId, step: AttributionStep, reason: string): AttributionCandidate {
  return { accountId, confidence: CONFIDENCE[step], step, reason };
}

/** Accounts of one hierarchy, never none. */
type Family = [AccountId, ...AccountId[]];

/** Accounts by the root of their hierarchy. */
function groupByRoot(
  accountIds: readonly AccountId[],
  index: AttributionIndex,
): ReadonlyMap<AccountId, Family> {
  const groups = new Map<AccountId, Family>();
  for (const accountId of new Set(accountIds)) {
    const root = rootOf(accountId, index);
    const group = groups.get(root);
    if (group === undefined) groups.set(root, [accountId]);
    else group.push(accountId);
  }
  return groups;
}

/** One account of one hierarchy: the only one named, else the one most present, else what they have in common. */
function decideFamily(
  first: AccountId,
  family: readonly AccountId[],
  candidates: readonly AttributionCandidate[],
  byStakeholder: ReadonlyMap<AccountId, number>,
  index: AttributionIndex,
): AttributionCandidate {
  const own = candidates.filter((item) => family.includes(item.accountId));
  const [only, ...others] = own;
  if (only !== undefined && others.length === 0) return only;
  const ranked = family
    .map((accountId) => ({ accountId, count: byStakeholder.get(accountId) ?? 0 }))
    .toSorted((left, right) => right.count - left.count);
  const [most, second] = ranked;
  if (most !== undefined && most.count > (second?.count ?? 0)) {
    return candidate(
      most.accountId,
      'hierarchy',
      'most participants of this hierarchy are stakeholders of this account',
    );
  }
  return candidate(
    commonAncestor(first, family, index),
    'hierarchy',
    'participants of several accounts below this one took part',
  );
}

/** Step 4 and 5: domains, when no person and no CRM id is known. */
function byDomain(emails: readonly string[], index: AttributionIndex, threshold: number): Attribution {
  const domains = new Set(
    emails
      .map(emailDomain)
      .filter((domain) => domain !== null)
      .filter((domain) => !FREE_MAIL_DOMAINS.has(domain)),
  );
  const sole: AttributionCandidate[] = [];
  const shared: AttributionCandidate[] = [];
  for (const domain of domains) {
    const accountIds = accountsOfDomain(domain, index);
    const [only] = accountIds;
    if (only !== undefined && accountIds.length === 1) {
      sole.push(candidate(only, 'domain', `the domain ${domain} belongs to this account alone`));
    } else {
      const reason = `the domain ${domain} is shared by ${accountIds.length} accounts`;
      shared.push(...accountIds.map((accountId) => candidate(accountId, 'shared-domain', reason)));
    }
  }
  const families = groupByRoot(
    sole.map((item) => item.accountId),
    index,
  );
  if (families.size === 1) {
    const decisions = [...families.values()].map((family) =>
      decideFamily(family[0], family, unique(sole), new Map(), index),
    );
    return settle(decisions, threshold);
  }
  if (families.size > 1) return { kind: 'review', why: 'evidence-disagrees', candidates: unique(sole) };
  const why = shared.length > 0 ? 'shared-domain' : 'nothing-matches';
  return { kind: 'review', why, candidates: unique(shared) };
}

/** The accounts of the domain, else of the nearest domain above it that has any. */
function accountsOfDomain(domain: string, index: AttributionIndex): readonly AccountId[] {
  const labels = domain.split('.');
  for (let from = 0; from < labels.length - 1; from += 1) {
    const accountIds = index.accountsByDomain.get(labels.slice(from).join('.'));
    if (accountIds !== undefined && accountIds.length > 0) return [...new Set(accountIds)];
  }
  return [];
}

function unique(candidates: readonly AttributionCandidate[]): readonly AttributionCandidate[] {
  return [...new Map(candidates.toReversed().map((item) => [item.accountId, item])).values()].toReversed();
}

function settle(decisions: readonly AttributionCandidate[], threshold: number): Attribution {
  const isSure = decisions.every((decision) => decision.confidence >= threshold);
  return isSure
    ? { kind: 'attributed', decisions }
    : { kind: 'review', why: 'below-threshold', candidates: decisions };
}

/** An account and its ancestors, itself first. Bounded, should the caller's links hold a cycle after all. */
function lineOf(accountId: AccountId, index: AttributionIndex): readonly AccountId[] {
  const line = [accountId];
  const seen = new Set(line);
  for (
    let next = index.parents.get(accountId);
    next !== undefined && !seen.has(next);
    next = index.parents.get(next)
  ) {
    line.push(next);
    seen.add(next);
  }
  return line;
}

function rootOf(accountId: AccountId, index: AttributionIndex): AccountId {
  return lineOf(accountId, index).at(-1) ?? accountId;
}

/** The nearest account that is, or stands above, every one of a family. */
function commonAncestor(first: AccountId, family: readonly AccountId[], index: AttributionIndex): AccountId {
  const lines = family.map((accountId) => new Set(lineOf(accountId, index)));
  return (
    lineOf(first, index).find((ancestor) => lines.every((line) => line.has(ancestor))) ?? rootOf(first, index)
  );
}
