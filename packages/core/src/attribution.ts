import { crmIdKey } from './attribution-rule.ts';
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
  'rule',
] as const;

/**
 * One of {@link ATTRIBUTION_STEPS}; `person` is somebody's own decision, which binds; `rule` is what somebody said once
 * for all of a person, a CRM id or a domain, and takes the place of what is known of it.
 */
export type AttributionStep = (typeof ATTRIBUTION_STEPS)[number];

/** How sure each step is, 0–1. Stated with every decision, never computed to look exact. */
export const CONFIDENCE: Readonly<Record<AttributionStep, number>> = {
  person: 1,
  rule: 0.98,
  stakeholder: 0.95,
  'crm-id': 0.9,
  hierarchy: 0.8,
  domain: 0.75,
  'shared-domain': 0.3,
};

/** Below this a meeting goes to Review, unless the configuration says otherwise; in percent. */
export const ATTRIBUTION_THRESHOLD_PERCENT = 60;

/** A name that stakeholders of more accounts have tells nothing. */
const MOST_NAMESAKES = 5;

/** What is known of a meeting before its transcript. */
export interface MeetingEvidence {
  /** Everyone at the table, ours as well. An e-mail may be unknown. */
  readonly participants: readonly {
    readonly email: string | null;
    readonly side: 'ours' | 'theirs' | 'unknown';
  }[];
  /** Names of those who are not ours and of whom nothing else is known. */
  readonly names?: readonly string[];
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
  /** By a name of {@link MeetingEvidence.names}: the accounts that have a stakeholder of this name. */
  readonly accountsByName?: ReadonlyMap<string, readonly AccountId[]>;
  /** Parent of an account; absent for roots. Free of cycles. */
  readonly parents: ReadonlyMap<AccountId, AccountId>;
  /** Domains of the workspace's own organisation. */
  readonly ownDomains: readonly string[];
  readonly rules: AttributionRules;
}

/** Rules as attribution looks them up; null: stands for no account. One whose account is not here is not among them. */
export interface AttributionRules {
  /** By e-mail in lower case. */
  readonly byPerson: ReadonlyMap<string, AccountId | null>;
  /** By {@link crmIdKey}. */
  readonly byCrmId: ReadonlyMap<string, AccountId | null>;
  /** By bare domain. */
  readonly byDomain: ReadonlyMap<string, AccountId | null>;
}

/** One account a meeting belongs to, or may belong to. */
export interface AttributionCandidate {
  readonly accountId: AccountId;
  readonly confidence: number;
  readonly step: AttributionStep;
  /** The evidence in words: "2 participants are stakeholders of this account". */
  readonly reason: string;
}

/** Why a meeting waits for a person. */
export type ReviewCause =
  | 'nothing-matches'
  | 'names-alone'
  | 'shared-evidence'
  | 'shared-domain'
  | 'evidence-disagrees'
  | 'below-threshold';

/** Where a meeting belongs, or what a person has to choose from. */
export type Attribution =
  | { readonly kind: 'attributed'; readonly decisions: readonly AttributionCandidate[] }
  | {
      readonly kind: 'review';
      readonly why: ReviewCause;
      readonly candidates: readonly AttributionCandidate[];
    };

/**
 * Decides where a meeting belongs. Stakeholders first, then the recorder's CRM id, then domains; own and
 * free-mail domains never count. Stakeholders of several unrelated accounts give several decisions; stakeholders
 * and CRM id that name unrelated accounts go to Review, as does all that stays below the threshold.
 */
export function attributeMeeting(
  meeting: MeetingEvidence,
  index: AttributionIndex,
  thresholdPercent: number = ATTRIBUTION_THRESHOLD_PERCENT,
): Attribution {
  const threshold = thresholdPercent / 100;
  const emails = outsideEmails(meeting, index);
  const people = countPeople(emails, index);
  const byStakeholder = new Map(people.map(({ accountId, count }) => [accountId, count]));
  const byCrm = namedByCrm(meeting, index);
  const byCrmId = byCrm.map(({ accountId }) => accountId);
  const families = groupByRoot([...byStakeholder.keys(), ...byCrmId], index);
  if (families.size === 0) {
    const placed = byDomain(emails, index, threshold);
    if (placed.kind === 'attributed') return placed;
    const shared = sharedEvidence(meeting, emails, index);
    const candidates = unique([...shared, ...placed.candidates, ...namedAlone(meeting, index)]);
    if (shared.length > 0) return { kind: 'review', why: 'shared-evidence', candidates };
    const isByName = placed.candidates.length === 0 && candidates.length > 0;
    return { kind: 'review', why: isByName ? 'names-alone' : placed.why, candidates };
  }
  const candidates = candidatesOf(people, byCrm);
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

/** Addresses of those who are not ours, each once; of whom a rule says that they stand for no account, none. */
function outsideEmails(meeting: MeetingEvidence, index: AttributionIndex): readonly string[] {
  const emails = meeting.participants
    .filter((participant) => participant.side !== 'ours' && participant.email !== null)
    .map((participant) => foldEmail(participant.email ?? ''));
  return [...new Set(emails)].filter(
    (email) => !isOwnDomain(emailDomain(email), index) && index.rules.byPerson.get(email) !== null,
  );
}

function isOwnDomain(domain: string | null, index: AttributionIndex): boolean {
  return domain !== null && index.ownDomains.some((own) => isWithinDomain(domain, own));
}

/** How many persons of a meeting stand for an account, and one whom a rule places there. */
interface PeopleOfAccount {
  readonly accountId: AccountId;
  readonly count: number;
  readonly ruled: string | null;
}

/** Persons per account; someone known at several accounts says nothing, unless a rule does. */
function countPeople(emails: readonly string[], index: AttributionIndex): readonly PeopleOfAccount[] {
  const people = new Map<AccountId, PeopleOfAccount>();
  for (const email of emails) {
    const ruled = index.rules.byPerson.get(email) ?? null;
    const [accountId, ...others] = ruled === null ? (index.accountsByStakeholder.get(email) ?? []) : [ruled];
    if (accountId === undefined || others.length > 0) continue;
    const known = people.get(accountId);
    people.set(accountId, {
      accountId,
      count: (known?.count ?? 0) + 1,
      ruled: known?.ruled ?? (ruled === null ? null : email),
    });
  }
  return [...people.values()];
}

interface CrmAccount {
  readonly accountId: AccountId;
  readonly isRuled: boolean;
}

/** Accounts whose CRM id the recorder named; an id that several accounts carry says nothing, unless a rule does. */
function namedByCrm(meeting: MeetingEvidence, index: AttributionIndex): readonly CrmAccount[] {
  const named = new Map<AccountId, CrmAccount>();
  for (const crmId of meeting.crmIds) {
    const key = crmIdKey(crmId);
    const ruled = index.rules.byCrmId.get(key);
    if (ruled === null) continue;
    const [accountId, ...others] = ruled === undefined ? (index.accountsByCrmId.get(key) ?? []) : [ruled];
    if (accountId !== undefined && others.length === 0)
      named.set(accountId, { accountId, isRuled: ruled !== undefined });
  }
  return [...named.values()];
}

/** Whom people and CRM ids name that belong to several accounts: nothing to decide by, and all that a person can choose from. */
function sharedEvidence(
  meeting: MeetingEvidence,
  emails: readonly string[],
  index: AttributionIndex,
): readonly AttributionCandidate[] {
  const shared: AttributionCandidate[] = [];
  const add = (accountIds: readonly AccountId[], step: 'stakeholder' | 'crm-id', reason: string) => {
    for (const accountId of accountIds) {
      shared.push({ accountId, confidence: CONFIDENCE['shared-domain'], step, reason });
    }
  };
  for (const email of emails) {
    const accountIds = index.accountsByStakeholder.get(email) ?? [];
    add(accountIds, 'stakeholder', `${email} is a stakeholder of ${accountIds.length} accounts`);
  }
  for (const crmId of meeting.crmIds) {
    const key = crmIdKey(crmId);
    const accountIds = index.rules.byCrmId.has(key) ? [] : (index.accountsByCrmId.get(key) ?? []);
    add(accountIds, 'crm-id', `the CRM id of the meeting stands at ${accountIds.length} accounts`);
  }
  return shared;
}

/** Accounts that have a stakeholder of a name that was told alone: never enough to decide by. */
function namedAlone(meeting: MeetingEvidence, index: AttributionIndex): readonly AttributionCandidate[] {
  return (meeting.names ?? []).flatMap((name) => {
    const accountIds = index.accountsByName?.get(name) ?? [];
    if (accountIds.length > MOST_NAMESAKES) return [];
    return accountIds.map((accountId) => ({
      accountId,
      confidence: CONFIDENCE['shared-domain'],
      step: 'stakeholder' as const,
      reason: `a stakeholder of this account is called ${name}`,
    }));
  });
}

function candidatesOf(
  people: readonly PeopleOfAccount[],
  byCrm: readonly CrmAccount[],
): readonly AttributionCandidate[] {
  const known = new Set(people.map(({ accountId }) => accountId));
  const persons = people.map(({ accountId, count, ruled }) => {
    if (ruled !== null) return candidate(accountId, 'rule', `a rule places ${ruled} at this account`);
    const reason =
      count === 1
        ? '1 participant is a stakeholder of this account'
        : `${count} participants are stakeholders of this account`;
    return candidate(accountId, 'stakeholder', reason);
  });
  const crm = byCrm
    .filter(({ accountId }) => !known.has(accountId))
    .map(({ accountId, isRuled }) =>
      isRuled
        ? candidate(accountId, 'rule', 'a rule places the meeting’s CRM id at this account')
        : candidate(accountId, 'crm-id', 'the recorder linked the meeting to this account’s CRM id'),
    );
  return [...persons, ...crm];
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
    const { accountIds, ruled } = accountsOfDomain(domain, index);
    const [only] = accountIds;
    if (only !== undefined && ruled !== null) {
      sole.push(candidate(only, 'rule', `a rule places the domain ${ruled} at this account`));
    } else if (only !== undefined && accountIds.length === 1) {
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

/** The accounts of the domain, else of the nearest domain above it that has any; where a rule names one, that alone. */
function accountsOfDomain(
  domain: string,
  index: AttributionIndex,
): { readonly accountIds: readonly AccountId[]; readonly ruled: string | null } {
  const labels = domain.split('.');
  for (let from = 0; from < labels.length - 1; from += 1) {
    const name = labels.slice(from).join('.');
    const ruled = index.rules.byDomain.get(name);
    if (ruled !== undefined) return { accountIds: ruled === null ? [] : [ruled], ruled: name };
    const accountIds = index.accountsByDomain.get(name);
    if (accountIds !== undefined && accountIds.length > 0)
      return { accountIds: [...new Set(accountIds)], ruled: null };
  }
  return { accountIds: [], ruled: null };
}

/** Each account once, with the first thing said of it. */
function unique(candidates: readonly AttributionCandidate[]): readonly AttributionCandidate[] {
  const firsts = new Map<AccountId, AttributionCandidate>();
  for (const item of candidates) if (!firsts.has(item.accountId)) firsts.set(item.accountId, item);
  return [...firsts.values()];
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
