/** Why a delivery stands as it stands, by our codes. */
const DELIVERY_REASONS: Readonly<Record<string, string>> = {
  'meeting-gone': 'the meeting is no longer here',
  'account-gone': 'the account is no longer in the lists',
  moved: 'the meeting is at another account now',
  excluded: 'the meeting is excluded',
  'no-summary': 'there is no summary to send',
  'not-first': 'other accounts go first',
  earlier:
    'it was held before the Timeline was switched on, and is sent by a person, or with the earlier meetings',
  'timeline-off': 'the Timeline is switched off',
  'nothing-said': 'the summary holds nothing: no whole sentence was said, or none that may be used',
  'row-removed': 'no row of the contract writes to it any more',
  'field-gone': 'a field of the contract is gone, or may not be read',
  'kept-person-edit': 'a person changed the value at Gainsight, and the contract leaves it to them',
  'their-words-stay': 'a person edited it at Gainsight, and their words stay until a newer summary',
  'not-found': 'what was sent does not show at Gainsight',
  'removed-there': 'a person deleted it at Gainsight, and it is not put back',
  'edited-there': 'a person edited it at Gainsight, and a newer summary waits',
  'field-required': 'Gainsight requires a field of this type that has no value yet',
  'switched-off': 'the Timeline is switched off, or was before it went',
  held: 'it waits until a person sends it',
  'withdrawn-by-person': 'a person took it back',
  twin: 'another entry of the same meeting stands in the Timeline',
  'relationship-refused': 'Gainsight does not take it about the relationship, so it is about the company',
};

/** Why a delivery stands as it stands, in the middle of a sentence; a code that we do not know as it is. */
export function deliveryReasonInWords(reason: string): string {
  return DELIVERY_REASONS[reason] ?? reason;
}
