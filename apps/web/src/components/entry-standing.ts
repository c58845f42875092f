import type { ActivityPreview } from '@handrail/contract';
import { deliveryReasonInWords } from '@handrail/core';

const ONCE = {
  paused: 'once what goes out is resumed',
  'switched-off': 'once the Timeline is switched on',
} as const;

/** What becomes of an entry, in words; null where it is simply posted. */
export function entryStanding(
  entry: Pick<ActivityPreview, 'does' | 'reason' | 'typeName' | 'heldBack'>,
): string | null {
  const { does, reason, typeName, heldBack } = entry;
  const once = heldBack === null ? '' : ` ${ONCE[heldBack]}`;
  if (does === 'post') return heldBack === null ? null : unposted(heldBack);
  if (does === 'change') return `Stands at Gainsight, and is changed to this${once}.`;
  const why = reason === null ? null : deliveryReasonInWords(reason);
  // What stands has no type to choose any more.
  if (typeName === null)
    return why === null ? 'Stands at Gainsight as it is.' : `Stands at Gainsight: ${why}.`;
  return why === null
    ? 'Not sent yet: what became of the last try is looked up first.'
    : `Not sent: ${why}. A person may send it all the same${once}.`;
}

/** Switched on again, no pass posts by itself what was held before. */
function unposted(heldBack: keyof typeof ONCE): string {
  return heldBack === 'paused'
    ? 'Waits: everything outgoing is paused. It is posted once that is resumed.'
    : 'Not posted: the Timeline is switched off. A person may send it once it is on.';
}
