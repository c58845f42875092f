import { absentAccountsInWords } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { useWorkspace } from '../queries/workspace.ts';
import { useIsAdmin } from '../session.tsx';
import { EmptyState } from './empty-state.tsx';

/**
 * What stands in place of a list that comes with the accounts: what will be there, or why none of them is in. Who sees
 * their own alone is told of no others.
 */
export function NoneImported({ noun, children }: { noun: 'account' | 'stakeholder'; children: string }) {
  const workspace = useWorkspace();
  const isAdmin = useIsAdmin();
  const absent = workspace.data?.absentAccounts ?? null;
  const words = absent === null ? null : absentAccountsInWords(absent);
  if (!isAdmin) return <EmptyState>No {noun} that is in is yours to see.</EmptyState>;
  if (absent === null || words === null)
    return <EmptyState action={<Link to="/sync">Go to Data sync</Link>}>{children}</EmptyState>;
  return (
    <EmptyState
      action={
        absent.filtered > 0 ? (
          <Link to="/settings/integrations/gainsight" search={{ tab: 'accounts' }}>
            Go to the filter
          </Link>
        ) : (
          <Link to="/accounts" search={{ presence: 'missing' }}>
            See which they are
          </Link>
        )
      }
    >
      {words}
    </EmptyState>
  );
}
