import { counted, formatCount } from './format-count.ts';
import type { Workspace } from './workspace.ts';

/**
 * Why no account stands in the list, where accounts were read and none of them is in; null where none was read. Screen and
 * command line say the same.
 */
export function absentAccountsInWords({
  filtered,
  missing,
}: NonNullable<Workspace['absentAccounts']>): string | null {
  if (filtered === 0 && missing === 0) return null;
  const gone = `${formatCount(missing)} ${missing === 1 ? 'is' : 'are'} gone from Gainsight`;
  if (filtered === 0) return `No account is in: ${gone}.`;
  const out = `the filter keeps ${counted(filtered, 'account')} out`;
  return `No account is in: ${out}${missing === 0 ? '' : `, and ${gone}`}.`;
}
