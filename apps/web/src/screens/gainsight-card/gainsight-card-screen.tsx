import './gainsight-card.css';
import { getRouteApi } from '@tanstack/react-router';
import { ConnectionState } from '../../components/connection-state.tsx';
import { DisconnectButton } from '../../components/disconnect-button.tsx';
import { DriftedFields } from '../../components/drifted-fields.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { RouteTabs } from '../../components/route-tabs.tsx';
import { Time } from '../../components/time.tsx';
import { useConnections } from '../../queries/connections.ts';
import { useIsAdmin } from '../../session.tsx';
import { ConfiguredTabs } from './configured-tabs.tsx';
import { ConnectionTab } from './connection-tab.tsx';

const route = getRouteApi('/settings/integrations/gainsight');

/** Settings > Integrations > Gainsight: the connection, what goes back, and what was saved when. */
export function GainsightCardScreen() {
  const { tab = 'connection', sandbox = false } = route.useSearch();
  const navigate = route.useNavigate();
  const connections = useConnections();
  const isAdmin = useIsAdmin();
  const connection = connections.data?.items.find(({ vendor }) => vendor === 'gainsight') ?? null;
  const isStored = connection?.state === 'connected' || connection?.state === 'needs-attention';
  return (
    <Page
      title="Gainsight"
      crumbs={[
        { label: 'Settings', to: '/settings' },
        { label: 'Integrations', to: '/settings/integrations' },
      ]}
      actions={
        connection !== null && (
          <>
            <ConnectionState state={connection.state} />
            {isStored && (
              <span className="quiet small">
                {connection.subdomain ?? connection.origin} ·{' '}
                {connection.writing ? 'read and write' : 'reading only'} · <Time at={connection.checkedAt} />
              </span>
            )}
            {isStored && isAdmin && <DisconnectButton vendor="gainsight" name="Gainsight" />}
          </>
        )
      }
    >
      <DriftedFields />
      <RouteTabs
        label="Gainsight settings"
        value={tab}
        onChange={(next) =>
          void navigate({ search: next === 'connection' ? {} : { tab: next }, replace: true })
        }
        tabs={[
          { value: 'connection', label: 'Connection' },
          { value: 'accounts', label: 'Accounts' },
          { value: 'status', label: 'Status' },
          { value: 'users', label: 'Users' },
          { value: 'timeline', label: 'Timeline' },
          { value: 'writeback', label: 'Writeback' },
          { value: 'retention', label: 'Retention' },
          { value: 'history', label: 'History' },
        ]}
      >
        <Loaded query={connections} what="the connection">
          {() => (
            <>
              {tab === 'connection' && <ConnectionTab connection={connection} isSandbox={sandbox} />}
              <ConfiguredTabs tab={tab === 'connection' ? null : tab} connection={connection} />
            </>
          )}
        </Loaded>
      </RouteTabs>
    </Page>
  );
}
