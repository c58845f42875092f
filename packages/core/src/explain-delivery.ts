import { deliveryReasonInWords } from './delivery-reasons.ts';
import type { DeliveryState } from './delivery.ts';
import type { EntryChange } from './entry-standing.ts';
import type { Explanation, Reason } from './explain.ts';

/** What is stored of a delivery. */
export interface DeliveryFacts {
  readonly id: string;
  readonly externalId: string | null;
  readonly kind: 'timeline-activity' | 'field-values';
  readonly state: DeliveryState;
  readonly meeting: { readonly id: string; readonly title: string } | null;
  readonly account: { readonly id: string; readonly name: string };
  /** Of a Timeline entry that stands: what is still to become of it; null otherwise. */
  readonly next: EntryChange | null;
  /** Why it was ordered. */
  readonly cause: string;
  /** Why it stands as it stands: a code of ours, or what the vendor said. */
  readonly reason: string | null;
  readonly failure: { readonly message: string; readonly remedy: string } | null;
  readonly attempts: number;
  readonly createdAt: Date;
  readonly notBefore: Date;
  readonly lastAttemptAt: Date | null;
  readonly settledAt: Date | null;
  /** What holds everything of its kind back. */
  readonly heldBack: 'paused' | 'posting-off' | 'switched-off' | 'unconfirmed' | null;
}

/** Why a delivery is in its state, and what would change it. */
export function explainDelivery(facts: DeliveryFacts): Explanation {
  const { meeting, account } = facts;
  return {
    noun: 'delivery',
    id: facts.id,
    sourceId: facts.externalId,
    name: meeting === null ? account.name : `${meeting.title} · ${account.name}`,
    standing: facts.state,
    answer: answerOf(facts),
    reasons: reasonsOf(facts),
    remedy: remedyOf(facts),
    fields: [],
  };
}

function answerOf({ state, kind, next, reason, failure, heldBack }: DeliveryFacts): string {
  const isOne = kind === 'timeline-activity';
  const what = isOne ? 'The activity' : 'The values';
  const does = (verb: string) =>
    next === null
      ? `${what} ${verb}${isOne ? 's' : ''}`
      : `${what} stands at Gainsight; its ${next} ${verb}s`;
  const are = isOne ? `${what} is` : `${what} are`;
  const why = reason === null ? (failure?.message ?? null) : deliveryReasonInWords(reason);
  const because = why === null ? '.' : `: ${why.replace(/\.$/, '')}.`;
  switch (state) {
    case 'waiting':
      if (reason === 'held') return `${does('wait')}${because}`;
      if (heldBack === 'paused') return `${does('wait')}: everything outgoing is paused.`;
      if (heldBack === 'posting-off')
        return `${does('wait')} for the next pass: the Timeline is switched off, so it is taken back or left as it is.`;
      if (heldBack === 'switched-off') return `${does('wait')}: writing of its kind is switched off.`;
      if (heldBack === 'unconfirmed')
        return `${does('wait')}: nobody looked at the first difference of the contract's rows yet.`;
      return `${does('wait')} for the next pass${because}`;
    case 'sending':
      return `${are} being sent.`;
    case 'unknown':
      return `It is not known whether Gainsight took ${what.toLowerCase()}${because} It is looked up before anything is sent again.`;
    case 'delivered':
      if (reason === 'not-found') return `Gainsight took ${what.toLowerCase()}, but ${because.slice(2)}`;
      return reason === 'their-words-stay' || reason === 'relationship-refused'
        ? `${does('stand')} at Gainsight${because}`
        : `${does('stand')} at Gainsight.`;
    case 'refused':
      return `Gainsight refused ${what.toLowerCase()}${because}`;
    case 'paused':
      return `${does('rest')}${because}`;
    case 'withdrawn':
      return `${are} withdrawn${because}`;
  }
}

function reasonsOf(facts: DeliveryFacts): readonly Reason[] {
  const { meeting, account } = facts;
  const plain = (label: string, text: string, at: Date | null = null): Reason => ({
    label,
    text,
    at,
    link: null,
  });
  const reasons: (Reason | null)[] = [
    plain('Ordered', facts.cause, facts.createdAt),
    meeting === null ? null : { ...plain('Meeting', meeting.title), link: { to: 'meeting', id: meeting.id } },
    { ...plain('Account', account.name), link: { to: 'account', id: account.id } },
    facts.failure === null ? null : plain('Last failure', facts.failure.message),
    facts.attempts === 0 ? null : plain('Attempts', String(facts.attempts), facts.lastAttemptAt),
    facts.settledAt === null
      ? plain('Not before', '', facts.notBefore)
      : plain('Settled', '', facts.settledAt),
  ];
  return reasons.filter((reason) => reason !== null);
}

const PAUSE_REMEDIES: Readonly<Record<string, string>> = {
  'edited-there': 'Keep their words or write ours over them, on the page of the meeting.',
  'field-required': 'Give the field a value on the Timeline tab of the Gainsight card; all that wait go on.',
  'switched-off': 'Nothing: its newer text goes there once the Timeline is switched on again.',
  held: 'Send it on the page of the meeting, or take the account off the list on the Timeline tab.',
};

const SEND_IT = 'Send it on the page of the meeting, if it shall stand all the same.';

/** What makes an entry that is withdrawn stand (again); no pass does so by itself but where it says so. */
const WITHDRAWAL_REMEDIES: Readonly<Record<string, string>> = {
  'account-gone': 'It goes out when the account is in the lists again.',
  moved: 'It goes out again when the meeting is at the account again.',
  excluded: 'It goes out again when the meeting is read again, once no rule keeps it out.',
  'no-summary': 'It goes out when the meeting has a summary.',
  'nothing-said': 'It goes out when a newer summary holds something.',
  'not-first': 'It goes out when the account is added to those that go first, or their list is emptied.',
  'switched-off':
    'Switch the Timeline on, then send it on the page of the meeting, or with the earlier meetings on the Timeline tab.',
  'meeting-gone': 'Nothing: there is nothing left to send.',
  'row-removed': 'Add a row on the Writeback tab of the Gainsight card, if it shall be written.',
  'kept-person-edit':
    'It is written when our value changes and theirs is gone, or when the row of the contract is owned by Handrail.',
  'removed-there': SEND_IT,
  'withdrawn-by-person': SEND_IT,
  twin: SEND_IT,
};

function remedyOf(facts: DeliveryFacts): string | null {
  const { state, failure, heldBack } = facts;
  switch (state) {
    case 'waiting':
      if (facts.reason === 'held') return PAUSE_REMEDIES['held'] ?? null;
      if (heldBack === 'paused') return 'Resume what goes out under Data sync.';
      if (heldBack === 'posting-off') return 'Nothing: “Sync now” begins the pass at once.';
      if (heldBack === 'switched-off') return 'Switch it on again on the Gainsight card.';
      if (heldBack === 'unconfirmed')
        return 'Confirm the first difference on the Writeback tab of the Gainsight card.';
      return 'Nothing: it goes out with the next pass. “Sync now” begins one at once.';
    case 'sending':
    case 'delivered':
      return null;
    case 'paused':
      return PAUSE_REMEDIES[facts.reason ?? ''] ?? failure?.remedy ?? 'Try it again in the outbox.';
    case 'unknown':
      return 'Nothing: the next passes look it up. “Try again” does so at once.';
    case 'refused':
      if (facts.reason === 'field-gone')
        return 'Make the field again in Gainsight, grant it to the credential, or choose another on the Writeback tab; its values are tried every hour.';
      return failure?.remedy ?? 'Mend what was refused, then try it again in the outbox.';
    case 'withdrawn':
      return WITHDRAWAL_REMEDIES[facts.reason ?? ''] ?? null;
  }
}
