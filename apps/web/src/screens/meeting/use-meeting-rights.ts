import type { Meeting } from '@handrail/contract';
import { useIsAdmin, useIsViewedAs } from '../../session.tsx';

/** What the signed-in person may do to a meeting; the server has the last word. */
export function useMeetingRights({ accounts, unseenAccounts }: Pick<Meeting, 'accounts' | 'unseenAccounts'>) {
  const isAdmin = useIsAdmin();
  const isViewedAs = useIsViewedAs();
  const seesAll = unseenAccounts.length === 0;
  return {
    /** Hold and send its entries. */
    maySend: !isViewedAs && accounts.length > 0 && seesAll,
    mayPlace: !isViewedAs && seesAll,
    /** Take entries back for good, decide about edits there, and make rules. */
    isAdmin,
  };
}
