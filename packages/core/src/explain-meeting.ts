import { DELETED_RULE, UNDONE_RULE } from './exclusion.ts';
import type { Explanation, Reason } from './explain.ts';
import { unseenAccountsInWords } from './unseen-accounts.ts';

/** Where a meeting stands with an account, and on what evidence. */
export interface AttributionFacts {
  readonly accountId: string;
  readonly accountName: string;
  /** 0: a person; 1 stakeholders, 2 CRM id, 3 hierarchy, 4 domain, 5 shared domain, 6 a rule of the configuration. */
  readonly step: number;
  /** 0–1. */
  readonly confidence: number;
  readonly reason: string;
  readonly at: Date;
}

/** What is stored of a meeting's place. */
export interface MeetingFacts {
  readonly id: string;
  readonly sourceId: string;
  readonly source: string;
  readonly name: string;
  readonly heldAt: Date | null;
  readonly state: 'awaiting-transcript' | 'transcribed' | 'excluded' | 'no-transcript';
  /** What keeps it out: a rule by its name in verdicts, and in words. */
  readonly exclusion: { readonly rule: string; readonly words: string } | null;
  readonly attribution: 'pending' | 'attributed' | 'review' | 'none';
  readonly decidedBy: 'rule' | 'person';
  readonly accounts: readonly AttributionFacts[];
  /** How many more there are that are not for who asks to see. */
  readonly unseenAccounts: number;
  readonly review: {
    readonly reason: string;
    readonly candidates: readonly {
      readonly accountId: string;
      readonly name: string;
      readonly reason: string;
    }[];
  } | null;
  readonly crmId: string | null;
  /** Addresses of those who are not ours, as far as known. */
  readonly outside: readonly string[];
}

const STEPS = [
  'a person’s decision',
  'stakeholders',
  'the CRM link of the recorder',
  'the hierarchy of the accounts',
  'a domain of one account',
  'a shared domain',
  'a rule of the configuration',
] as const;

/** Why a meeting is at its account, waits for a person, or is nowhere. */
export function explainMeeting(facts: MeetingFacts): Explanation {
  const standing = facts.state === 'excluded' ? 'excluded' : facts.attribution;
  return {
    noun: 'meeting',
    id: facts.id,
    sourceId: facts.sourceId,
    name: facts.name,
    standing,
    answer: answerOf(facts),
    reasons: reasonsOf(facts),
    remedy: remedyOf(facts),
    fields: [],
  };
}

function answerOf(facts: MeetingFacts): string {
  const { state, exclusion, attribution, decidedBy, accounts, review } = facts;
  if (state === 'excluded')
    return `Kept out by ${exclusion?.words ?? 'a rule of exclusion'}: nothing of it is held here.`;
  switch (attribution) {
    case 'pending':
      return 'Not placed yet: the next pass of signals decides.';
    case 'review':
      return `Waits for a person: ${review?.reason ?? 'the evidence was not enough to decide.'}`;
    case 'none':
      return decidedBy === 'person'
        ? 'At no account: a person decided so.'
        : 'At no account: nothing points to one.';
    case 'attributed': {
      const unseen = unseenAccountsInWords(facts.unseenAccounts);
      const names = [
        ...accounts.map(({ accountName }) => accountName),
        ...(unseen === null ? [] : [unseen]),
      ].join(' and ');
      const [first] = accounts;
      if (decidedBy === 'person') return `At ${names}: a person decided so, and no rule moves it.`;
      if (first === undefined) return `At ${names}: the rules decided so.`;
      return `At ${names} by ${stepInWords(first.step)}: ${first.reason.replace(/\.$/, '')}.`;
    }
  }
}

/** A step of attribution in the middle of a sentence. */
function stepInWords(step: number): string {
  return STEPS[step] ?? 'a rule';
}

function reasonsOf(facts: MeetingFacts): readonly Reason[] {
  const reasons: (Reason | null)[] = [
    ...facts.accounts.map(({ accountId, accountName, step, confidence, reason, at }) => ({
      label: 'Account',
      text: `${accountName}, by ${stepInWords(step)}, confidence ${Math.round(confidence * 100)} %: ${reason}`,
      at,
      link: { to: 'account' as const, id: accountId },
    })),
    ...(facts.review?.candidates ?? []).map(({ accountId, name, reason }) => ({
      label: 'Candidate',
      text: `${name}: ${reason}`,
      at: null,
      link: { to: 'account' as const, id: accountId },
    })),
    facts.outside.length === 0 ? null : plain('People from outside', facts.outside.join(', ')),
    facts.crmId === null ? null : plain('CRM link of the recorder', facts.crmId),
    plain('Decided by', facts.decidedBy === 'person' ? 'a person' : 'the rules'),
    { ...plain('Source record', `${facts.source} ${facts.sourceId}`), at: facts.heldAt },
  ];
  return reasons.filter((reason) => reason !== null);
}

function plain(label: string, text: string): Reason {
  return { label, text, at: null, link: null };
}

function remedyOf({ state, source, exclusion, attribution }: MeetingFacts): string | null {
  if (state === 'excluded') {
    if (exclusion?.rule === DELETED_RULE) return null;
    if (exclusion?.rule === UNDONE_RULE) return 'Import its file again.';
    if (exclusion?.rule === 'private') return 'Make it public at the recorder; it is read then.';
    const change = 'Change the exclusion in the configuration';
    return source === 'file'
      ? `${change}, then import its file again.`
      : `${change}; the meeting is read again then.`;
  }
  if (attribution === 'review') return 'Choose its account under Review.';
  if (attribution === 'none') return 'Move it to an account on its page.';
  return null;
}
