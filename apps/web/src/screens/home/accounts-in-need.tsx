import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCount } from '../../components/format-value.ts';
import { InsightItem } from '../../components/insight-item.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useInsights } from '../../queries/insights.ts';

const SHOWN = 6;

/** The worst insights of all accounts: who needs me, and why. */
export function AccountsInNeed() {
  const insights = useInsights({}, SHOWN);
  return (
    <section className="panel panel-flush" aria-labelledby="in-need">
      <div className="panel-title">
        <h2 id="in-need">Accounts that need you</h2>
        {insights.data !== undefined && insights.data.total > SHOWN && (
          <span className="small quiet">
            {SHOWN} of {formatCount(insights.data.total)}
          </span>
        )}
      </div>
      <Loaded query={insights} what="the insights">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState>Accounts that went silent, sound worse or renew soon will stand here.</EmptyState>
          ) : (
            <ul className="list">
              {items.map((insight) => (
                <InsightItem
                  key={`${insight.account.id} ${insight.insight}`}
                  insight={insight}
                  lead={
                    <Link to="/accounts/$accountId" params={{ accountId: insight.account.id }} dir="auto">
                      <strong>{insight.account.name}</strong>
                    </Link>
                  }
                />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
