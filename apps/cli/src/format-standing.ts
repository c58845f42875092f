import { standingInWords } from '@handrail/contract';
import type { EntryStanding } from '@handrail/contract';
import { plainText } from './plain-text.ts';
import { formatInstant } from './time.ts';

/** What stands of an entry at Gainsight and since when, what is still to become of it, and why. */
export function formatStanding(entry: EntryStanding): string {
  const { word, change, why } = standingInWords(entry);
  const since = entry.standsSince === null ? '' : ` since ${formatInstant(entry.standsSince)}`;
  const rest = [change, why].filter((part) => part !== null).join(': ');
  return plainText(rest === '' ? `${word}${since}` : `${word}${since} (${rest})`);
}
