import { Link } from '@tanstack/react-router';
import { formatCounted } from '../../components/format-value.ts';

/** How many accounts have a tier; leads to them. */
export function TierAccounts({ name, accounts }: { name: string; accounts: number }) {
  return (
    <Link to="/accounts" search={{ tier: name }} className="small">
      {formatCounted(accounts, 'account')}
      <span className="sr-only"> of tier {name}</span>
    </Link>
  );
}
