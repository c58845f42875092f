import { formatCount } from './format-count.ts';
import type { Leaving } from './preview.ts';

/** How many of the imported accounts a draft takes out, as a sentence; null when none leaves. */
export function leavingInWords({ accounts, imported }: Leaving): string | null {
  const all = `${formatCount(imported)} ${imported === 1 ? 'account' : 'accounts'}`;
  if (accounts === null)
    return `Nobody can tell how many of ${all} leave: the filter looks at what was never read. Read the inventory first.`;
  if (accounts === 0) return null;
  return `${formatCount(accounts)} of ${all} ${accounts === 1 ? 'leaves' : 'leave'}: the filter keeps ${accounts === 1 ? 'it' : 'them'} out.`;
}
