import { attributeMeeting, crmIdKey, emailDomain, foldEmail, FREE_MAIL_DOMAINS } from '@handrail/core';
import type { AccountId, Attribution, AttributionIndex, MeetingEvidence, MeetingId } from '@handrail/core';
import {
  getWorkspace,
  listAccountParents,
  listCandidates,
  listParticipants,
  listStakeholderAccounts,
  listUnattributed,
  saveAttribution,
} from '@handrail/database';
import type { CandidateAccount, ParticipantRow, WorkspaceTransaction } from '@handrail/database';

/** How each step of the ladder is numbered where it is stored and shown (design 8). */
const STEP_NUMBERS = {
  person: 0,
  stakeholder: 1,
  'crm-id': 2,
  hierarchy: 3,
  domain: 4,
  'shared-domain': 5,
} as const;

/** Why a meeting waits for a person, in words. */
const REVIEW_REASONS = {
  'nothing-matches': 'No account matches the people or the CRM link of this meeting.',
  'shared-domain': 'The domain of the people belongs to several accounts.',
  'evidence-disagrees': 'People and CRM link point to different accounts.',
  'below-threshold': 'The evidence is too weak to decide.',
} as const;

/**
 * Judges up to `limit` meetings whose account is not found yet: one set-wise read, the decision of `core`, and the
 * result stored. Answers the meetings judged.
 */
export async function attributeMeetings(
  tx: WorkspaceTransaction,
  ownDomains: readonly string[],
  limit: number,
  now: Date,
): Promise<readonly MeetingId[]> {
  const meetings = await listUnattributed(tx, limit);
  if (meetings.length === 0) return [];
  const ids = meetings.map((meeting) => meeting.id);
  const participants = Map.groupBy(await listParticipants(tx, ids), (participant) => participant.meeting_id);
  const workspace = await getWorkspace(tx);
  const own = [...ownDomains, ...workspace.organisation_domains];
  const evidence = meetings.map((meeting) =>
    evidenceOf(meeting.crm_account_id, participants.get(meeting.id) ?? []),
  );
  const index = await readIndex(tx, evidence, own);
  for (const [position, meeting] of meetings.entries()) {
    const judged = evidence[position];
    if (judged !== undefined) await store(tx, meeting.id, attributeMeeting(judged, index), now);
  }
  return ids;
}

function evidenceOf(crmId: string | null, participants: readonly ParticipantRow[]): MeetingEvidence {
  return {
    participants: participants.map(({ email, side }) => ({ email, side })),
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

/** Everything that these meetings may be placed by: CRM ids, domains, stakeholders and the hierarchy above them all. */
async function readIndex(
  tx: WorkspaceTransaction,
  evidence: readonly MeetingEvidence[],
  ownDomains: readonly string[],
): Promise<AttributionIndex> {
  const accounts = await readCandidates(tx, evidence);
  const people = evidence.flatMap((meeting) => meeting.participants);
  const emails = new Set(people.flatMap(({ email }) => (email === null ? [] : [foldEmail(email)])));
  const stakeholders = await listStakeholderAccounts(tx, [...emails]);
  const accountsByStakeholder = new Map<string, AccountId[]>();
  for (const { email, accountId } of stakeholders) add(accountsByStakeholder, email, accountId);
  const named = new Set([...accounts.map(({ id }) => id), ...stakeholders.map(({ accountId }) => accountId)]);
  const above = await listAccountParents(tx, [...named]);
  const parents = new Map(above.map(({ accountId, parentId }) => [accountId, parentId]));
  return { ...indexOf(accounts), accountsByStakeholder, parents, ownDomains };
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

async function store(
  tx: WorkspaceTransaction,
  meetingId: MeetingId,
  attribution: Attribution,
  now: Date,
): Promise<void> {
  if (attribution.kind === 'review') {
    const candidates = attribution.candidates.map(({ accountId, reason }) => ({ accountId, reason }));
    await saveAttribution(
      tx,
      meetingId,
      { kind: 'review', reason: REVIEW_REASONS[attribution.why], candidates },
      now,
    );
    return;
  }
  const accounts = attribution.decisions.map((decision) => ({
    account_id: decision.accountId,
    step: STEP_NUMBERS[decision.step],
    confidence: decision.confidence,
    reason: decision.reason,
  }));
  await saveAttribution(tx, meetingId, { kind: 'attributed', accounts }, now);
}
