import type { MeetingDetail } from '@handrail/contract';
import { deliveryReasonInWords } from '@handrail/core';

type Sending = MeetingDetail['sendings'][number];

/** What the next pass does with the summary of a meeting for one of its accounts, in the middle of a sentence. */
export function sendingInWords({ reason }: Sending): string {
  return reason === null ? 'it goes out with the next pass' : deliveryReasonInWords(reason);
}

/** The same of all its accounts, as sentences; null of a meeting of none. */
export function sendingsInWords(sendings: readonly Sending[]): string | null {
  const [first] = sendings;
  if (first === undefined) return null;
  if (sendings.some(({ reason }) => reason !== first.reason))
    return sendings.map((one) => `${one.accountName}: ${sendingInWords(one)}.`).join(' ');
  if (first.reason === null) return 'Its summary goes out with the next pass.';
  return `Its summary does not go out by itself: ${sendingInWords(first)}.`;
}
