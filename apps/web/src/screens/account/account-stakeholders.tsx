import { EmptyState } from '../../components/empty-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { ExactTime } from '../../components/time.tsx';
import { Why } from '../../components/why.tsx';
import { useStakeholders } from '../../queries/stakeholders.ts';

/** The account's active stakeholders by name, each with the last meeting in which they took part. */
export function AccountStakeholders({ accountId }: { accountId: string }) {
  const stakeholders = useStakeholders(accountId);
  return (
    <section className="panel panel-flush" aria-labelledby="account-stakeholders">
      <div className="panel-title">
        <h2 id="account-stakeholders">Stakeholders</h2>
      </div>
      <Loaded query={stakeholders} what="the stakeholders of this account">
        {({ items, total }) =>
          items.length === 0 ? (
            <EmptyState>The people whom Gainsight knows at this account will stand here.</EmptyState>
          ) : (
            <>
              <ul className="list">
                {items.map((one) => (
                  <li key={one.id} className="meeting-row">
                    <span className="meeting-row-title" dir="auto">
                      {one.name ?? one.email ?? 'Without a name'}
                    </span>
                    <span className="small quiet">
                      {one.lastTouchAt === null ? 'No meeting yet' : <ExactTime at={one.lastTouchAt} />}
                    </span>
                    <span className="small quiet meeting-row-wide" dir="auto">
                      {[one.title, one.role, one.email, one.phone]
                        .filter((text) => text !== null)
                        .join(' · ')}{' '}
                      <Why noun="stakeholder" subject={one.id} about={one.name ?? one.email ?? ''} />
                    </span>
                  </li>
                ))}
              </ul>
              {total > items.length && (
                <p className="small quiet" style={{ padding: '8px 16px' }}>
                  {items.length} of {formatCounted(total, 'stakeholder')}
                </p>
              )}
            </>
          )
        }
      </Loaded>
    </section>
  );
}
