import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatMoney } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Score } from '../../components/score.tsx';
import { useFewAccounts } from '../../queries/accounts.ts';

/** The eight active accounts with the lowest health. */
export function LowestHealth() {
  const accounts = useFewAccounts({ status: 'active', sort: 'health', order: 'asc' }, 8);
  return (
    <section className="panel panel-flush" aria-labelledby="lowest-health">
      <div className="panel-title">
        <h2 id="lowest-health">Lowest health</h2>
        <Link to="/accounts" search={{ status: 'active', sort: 'health', order: 'asc' }} className="small">
          All accounts
        </Link>
      </div>
      <Loaded query={accounts} what="the accounts with the lowest health">
        {({ items }) => {
          const scored = items.filter(({ health }) => health.score !== null);
          if (scored.length === 0) {
            return <EmptyState>Accounts with a health score will stand here, lowest first.</EmptyState>;
          }
          return (
            <ul className="list">
              {scored.map((account) => (
                <li key={account.id}>
                  <Link to="/accounts/$accountId" params={{ accountId: account.id }} className="list-row">
                    <span className="cut" style={{ flex: 1 }} dir="auto">
                      {account.name}
                    </span>
                    <span className="quiet small number">{formatMoney(account.arr, account.currency)}</span>
                    <span style={{ width: 112 }}>
                      <Score {...account.health} />
                    </span>
                  </Link>
                </li>
              ))}
            </ul>
          );
        }}
      </Loaded>
    </section>
  );
}
