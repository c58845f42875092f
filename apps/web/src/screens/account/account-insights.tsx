import { EmptyState } from '../../components/empty-state.tsx';
import { InsightItem } from '../../components/insight-item.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { useInsights } from '../../queries/insights.ts';

/** What stands on the account now, each with what shows it. */
export function AccountInsights({ accountId }: { accountId: string }) {
  const insights = useInsights({ accountId }, 50);
  return (
    <section className="panel panel-flush" aria-labelledby="insights-title">
      <div className="panel-title">
        <h2 id="insights-title">Insights</h2>
      </div>
      <Loaded query={insights} what="the insights">
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState>Nothing stands out. What is looked for is set under Settings, Insights.</EmptyState>
          ) : (
            <ul className="list">
              {items.map((insight) => (
                <InsightItem key={insight.insight} insight={insight} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}
