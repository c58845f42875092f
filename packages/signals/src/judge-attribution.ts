import {
  attributeMeeting,
  crmIdKey,
  emailDomain,
  foldEmail,
  FREE_MAIL_DOMAINS,
  ruleSubject,
} from '@handrail/core';
import type {
  AccountId,
  Attribution,
  AttributionIndex,
  AttributionRules,
  Configuration,
  MeetingEvidence,
  MeetingId,
} from '@handrail/core';
import {
  getWorkspace,
  listAccountParents,
  listAttributions,
  listCandidates,
  listParticipants,
  listStakeholderAccounts,
  listStakeholderAccountsByName,
  readRuleAccounts,
} from '@handrail/database';
import type {
  CandidateAccount,
  NamedAttribution,
  ParticipantRow,
  WorkspaceTransaction,
} from '@handrail/database';

/** A meeting with its place by the rules of a configuration; `stays` where it stands, whatever else they would say. */
export interface JudgedMeeting {
  readonly id: MeetingId;
  readonly attribution: Attribution | { readonly kind: 'stays' };
}

/** A meeting to judge; because people of accounts changed at the source alone, or for any other cause. */
export interface MeetingToJudge {
  readonly id: MeetingId;
  readonly crm_account_id: string | null;
  readonly people_changed?: boolean;
}

/** Judges where meetings belong: one set-wise read of all that may place them, and the decision of `core` on each. */
export async function judgeAttribution(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  meetings: readonly MeetingToJudge[],
): Promise<readonly JudgedMeeting[]> {
  if (meetings.length === 0) return [];
  const ids = meetings.map((meeting) => meeting.id);
  const participants = Map.groupBy(await listParticipants(tx, ids), (participant) => participant.meeting_id);
  const judged = meetings.map((meeting) => ({
    id: meeting.id,
    evidence: evidenceOf(meeting.crm_account_id, participants.get(meeting.id) ?? []),
  }));
  const index = await readIndex(
    tx,
    configuration,
    judged.map(({ evidence }) => evidence),
  );
  const { thresholdPercent } = configuration.meetings.attribution;
  const standing = Map.groupBy(await listAttributions(tx, ids), (row) => row.meeting_id);
  const byPeople = new Set(meetings.filter((one) => one.people_changed === true).map(({ id }) => id));
  return judged.map(({ id, evidence }) => {
    const attribution = attributeMeeting(evidence, index, thresholdPercent);
    const stands = standing.get(id) ?? [];
    const keeps =
      staysWithLeft(attribution, stands) || (byPeople.has(id) && isNoStronger(attribution, stands));
    return { id, attribution: keeps ? { kind: 'stays' } : attribution };
  });
}

/**
 * Whether a meeting stays with an account that is filtered out or gone, though what is left says otherwise: it comes back
 * with it, or is erased with it. A rule that a person made moves it, and from a gone account so does any other evidence.
 */
function staysWithLeft(judged: Attribution, standing: readonly NamedAttribution[]): boolean {
  const left = standing.filter(({ account_presence: presence }) => presence !== 'present');
  if (judged.kind !== 'attributed') return left.length > 0;
  const stood = new Set(standing.map(({ account_id: id }) => id));
  if (judged.decisions.some(({ step, accountId }) => step === 'rule' && !stood.has(accountId))) return false;
  const judgedTo = new Set(judged.decisions.map(({ accountId }) => accountId));
  return left.some(
    ({ account_id: id, account_presence: presence }) => presence === 'filtered' && !judgedTo.has(id),
  );
}

/**
 * Whether a judgement would take a meeting from an account on no stronger evidence than it stands by there. Who left a
 * company, or went to another, was at the first when the meeting was held.
 */
function isNoStronger(judged: Attribution, standing: readonly NamedAttribution[]): boolean {
  const decisions = judged.kind === 'attributed' ? judged.decisions : [];
  const judgedTo = new Set(decisions.map(({ accountId }) => accountId));
  const lost = standing.filter(({ account_id: id }) => !judgedTo.has(id));
  const strength = Math.max(0, ...decisions.map(({ confidence }) => confidence));
  return lost.some(
    ({ confidence, account_presence: presence }) => presence !== 'missing' && confidence >= strength,
  );
}

function evidenceOf(crmId: string | null, participants: readonly ParticipantRow[]): MeetingEvidence {
  return {
    participants: participants.map(({ email, side }) => ({ email, side })),
    names: participants
      .filter(({ email, side }) => email === null && side !== 'ours')
      .map(({ name }) => name?.trim() ?? '')
      .filter((name) => name !== ''),
    crmIds: crmId === null ? [] : [crmId],
  };
}

/** Accounts that carry a CRM id, a domain, or a domain above one, of these meetings. */
async function readCandidates(
  tx: WorkspaceTransaction,
  evidence: readonly MeetingEvidence[],
): Promise<readonly CandidateAccount[]> {
  const crmIds = new Set(evidence.flatMap((meeting) => meeting.crmIds));
  const domains = new Set(
    evidence
      .flatMap((meeting) => meeting.participants)
      .map(({ email }) => (email === null ? null : emailDomain(email)))
      .filter((domain) => domain !== null)
      .filter((domain) => !FREE_MAIL_DOMAINS.has(domain))
      .flatMap(withParents),
  );
  return listCandidates(tx, [...crmIds], [...domains]);
}

function withParents(domain: string): readonly string[] {
  const labels = domain.split('.');
  return labels.slice(0, -1).map((_, from) => labels.slice(from).join('.'));
}

/** Everything that these meetings may be placed by: CRM ids, domains, stakeholders, rules, and the hierarchy above them all. */
async function readIndex(
  tx: WorkspaceTransaction,
  configuration: Configuration,
  evidence: readonly MeetingEvidence[],
): Promise<AttributionIndex> {
  const accounts = await readCandidates(tx, evidence);
  const people = evidence.flatMap((meeting) => meeting.participants);
  const emails = new Set(people.flatMap(({ email }) => (email === null ? [] : [foldEmail(email)])));
  const stakeholders = await listStakeholderAccounts(tx, [...emails]);
  const accountsByStakeholder = new Map<string, AccountId[]>();
  for (const { email, accountId } of stakeholders) add(accountsByStakeholder, email, accountId);
  const names = new Set(evidence.flatMap((meeting) => meeting.names ?? []));
  const namesakes = await listStakeholderAccountsByName(tx, [...names]);
  const accountsByName = new Map<string, AccountId[]>();
  for (const { name, accountId } of namesakes) add(accountsByName, name, accountId);
  const rules = await readRules(tx, configuration);
  const named = new Set([
    ...accounts.map(({ id }) => id),
    ...stakeholders.map(({ accountId }) => accountId),
    ...[rules.byPerson, rules.byCrmId, rules.byDomain]
      .flatMap((map) => [...map.values()])
      .filter((id) => id !== null),
  ]);
  const above = await listAccountParents(tx, [...named]);
  const parents = new Map(above.map(({ accountId, parentId }) => [accountId, parentId]));
  const { organisation_domains: ownDomains } = await getWorkspace(tx);
  return { ...indexOf(accounts), accountsByStakeholder, accountsByName, parents, ownDomains, rules };
}

/** The configuration's rules by what they are about; one whose account is not here has no effect. */
async function readRules(tx: WorkspaceTransaction, { meetings }: Configuration): Promise<AttributionRules> {
  const { rules } = meetings.attribution;
  const accounts = await readRuleAccounts(
    tx,
    rules.map(({ account }) => account).filter((account) => account !== null),
  );
  const by = {
    person: new Map<string, AccountId | null>(),
    crmId: new Map<string, AccountId | null>(),
    domain: new Map<string, AccountId | null>(),
  };
  for (const rule of rules) {
    const { key, value } = ruleSubject(rule);
    const accountId = rule.account === null ? null : accounts.get(rule.account);
    if (accountId !== undefined) by[key].set(value, accountId);
  }
  return { byPerson: by.person, byCrmId: by.crmId, byDomain: by.domain };
}

function add(map: Map<string, AccountId[]>, key: string, id: AccountId): void {
  const ids = map.get(key);
  if (ids === undefined) map.set(key, [id]);
  else ids.push(id);
}

function indexOf(
  accounts: readonly CandidateAccount[],
): Pick<AttributionIndex, 'accountsByCrmId' | 'accountsByDomain'> {
  const accountsByCrmId = new Map<string, AccountId[]>();
  const accountsByDomain = new Map<string, AccountId[]>();
  for (const account of accounts) {
    if (account.crmId !== null) add(accountsByCrmId, crmIdKey(account.crmId), account.id);
    for (const domain of account.domains) add(accountsByDomain, domain, account.id);
  }
  return { accountsByCrmId, accountsByDomain };
}
