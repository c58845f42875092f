import { getRouteApi } from '@tanstack/react-router';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { RecordChanges } from '../../components/record-changes.tsx';
import { RouteTabs } from '../../components/route-tabs.tsx';
import { useAccount } from '../../queries/accounts.ts';
import { useFewMeetings } from '../../queries/meetings.ts';
import { useRelationships } from '../../queries/relationships.ts';
import { useIsAdmin } from '../../session.tsx';
import { AccountFacts } from './account-facts.tsx';
import { AccountFields } from './account-fields.tsx';
import { AccountHealth } from './account-health.tsx';
import { AccountHierarchy } from './account-hierarchy.tsx';
import { AccountInsights } from './account-insights.tsx';
import { AccountMeetings } from './account-meetings.tsx';
import { AccountMetrics } from './account-metrics.tsx';
import { AccountRelationships } from './account-relationships.tsx';
import { AccountRestriction } from './account-restriction.tsx';
import { AccountTimeline } from './account-timeline.tsx';
import { OpenItems } from './open-items.tsx';
import { AccountStakeholders } from './account-stakeholders.tsx';
import { SyncAccount } from './sync-account.tsx';
import { WrittenValues } from './written-values.tsx';

const route = getRouteApi('/accounts/$accountId');

/** One account: its facts, health and why, meetings, fields with their source, changes, what stands at Gainsight. */
export function AccountScreen() {
  const { accountId } = route.useParams();
  const { tab = 'overview' } = route.useSearch();
  const navigate = route.useNavigate();
  const isAdmin = useIsAdmin();
  const account = useAccount(accountId);
  const meetings = useFewMeetings({ accountId }, 50);
  const relationships = useRelationships(accountId);
  const crumbs = [{ label: 'Accounts', to: '/accounts' }];
  return (
    <Page
      title={account.data?.name ?? 'Account'}
      crumbs={crumbs}
      actions={<SyncAccount accountId={accountId} />}
    >
      <Loaded query={account} what="the account">
        {(detail) => (
          <>
            <AccountFacts account={detail} />
            <RouteTabs
              label="Parts of the account"
              value={tab}
              onChange={(next) =>
                void navigate({ search: next === 'overview' ? {} : { tab: next }, replace: true })
              }
              tabs={[
                { value: 'overview', label: 'Overview' },
                { value: 'meetings', label: 'Meetings', ...countOf(meetings.data?.total) },
                { value: 'stakeholders', label: 'Stakeholders' },
                {
                  value: 'relationships',
                  label: 'Relationships',
                  ...countOf(relationships.data?.total),
                },
                { value: 'metrics', label: 'Metrics' },
                { value: 'fields', label: 'Fields', count: detail.fieldRows.length },
                { value: 'changes', label: 'Changes', count: detail.changes.length },
                { value: 'gainsight', label: 'Activity in Gainsight' },
              ]}
            >
              {tab === 'overview' && (
                <>
                  <AccountHealth accountId={accountId} />
                  <AccountInsights accountId={accountId} />
                  <OpenItems meetings={meetings} />
                  <div className="columns columns-main">
                    <AccountMeetings meetings={meetings} limit={5} accountId={accountId} />
                    <AccountHierarchy account={detail} />
                  </div>
                  {isAdmin && <AccountRestriction account={detail} />}
                </>
              )}
              {tab === 'meetings' && <AccountMeetings meetings={meetings} limit={50} accountId={accountId} />}
              {tab === 'relationships' && (
                <AccountRelationships relationships={relationships} currency={detail.currency} />
              )}
              {tab === 'metrics' && <AccountMetrics metrics={detail.metrics} />}
              {tab === 'fields' && <AccountFields accountId={detail.id} rows={detail.fieldRows} />}
              {tab === 'stakeholders' && (
                <AccountStakeholders accountId={accountId} isHere={detail.presence === 'present'} />
              )}
              {tab === 'changes' && <RecordChanges changes={detail.changes} />}
              {tab === 'gainsight' && (
                <>
                  <AccountTimeline key={accountId} accountId={accountId} />
                  <WrittenValues values={detail.writtenValues} />
                </>
              )}
            </RouteTabs>
          </>
        )}
      </Loaded>
    </Page>
  );
}

function countOf(total: number | undefined) {
  return total === undefined ? {} : { count: total };
}
