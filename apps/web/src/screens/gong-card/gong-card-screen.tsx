import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import { ConnectionReached } from '../../components/connection-reached.tsx';
import { ConnectionState } from '../../components/connection-state.tsx';
import { DisconnectButton } from '../../components/disconnect-button.tsx';
import { Facts } from '../../components/facts.tsx';
import { FailedState, NotAllowed } from '../../components/failed-state.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { ExactTime, Time } from '../../components/time.tsx';
import { useCheckConnection, useConnections } from '../../queries/connections.ts';
import { useIsAdmin } from '../../session.tsx';
import { HeldMeetings } from '../integrations/held-meetings.tsx';
import { GongRuns } from './gong-runs.tsx';
import { GongForm } from './gong-form.tsx';

const route = getRouteApi('/settings/integrations/gong');

/** Settings > Integrations > Gong: where recorded calls come from. */
export function GongCardScreen() {
  const { sandbox = false } = route.useSearch();
  const connections = useConnections();
  const check = useCheckConnection();
  const isAdmin = useIsAdmin();
  const [isAsked, setIsReplacing] = useState(false);
  const connection = connections.data?.items.find(({ vendor }) => vendor === 'gong') ?? null;
  const isStored = connection?.state === 'connected' || connection?.state === 'needs-attention';
  const isReplacing = isStored && isAsked;
  const isFormShown = !isStored || isReplacing;
  const actions = isAdmin && (
    <div className="row">
      <Button variant="default" size="xs" loading={check.isPending} onClick={() => check.mutate('gong')}>
        Try the connection again
      </Button>
      {!isReplacing && (
        <Button variant="default" size="xs" onClick={() => setIsReplacing(true)}>
          Replace the credential
        </Button>
      )}
    </div>
  );
  return (
    <Page
      title="Gong"
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
                <Time at={connection.checkedAt} />
              </span>
            )}
            {isStored && isAdmin && <DisconnectButton vendor="gong" name="Gong" />}
          </>
        )
      }
    >
      <Loaded query={connections} what="the connection">
        {() => (
          <>
            {connection?.state === 'needs-attention' && connection.failure !== null && (
              <FailureNote
                title="Needs attention: runs are stopped, what was imported stays"
                failure={connection.failure}
                actions={actions}
              />
            )}
            {check.isError && <FailedState title="The connection could not be tried" error={check.error} />}
            {!isFormShown && connection !== null && (
              <section className="panel stack" aria-labelledby="gong-facts">
                <div className="row row-between">
                  <h2 id="gong-facts">Connection</h2>
                  {connection.state === 'connected' && actions}
                </div>
                <Facts
                  facts={[
                    { label: 'Host', value: connection.origin ?? '–' },
                    { label: 'Connected', value: <ExactTime at={connection.connectedAt} /> },
                    { label: 'Handrail may', value: 'read only' },
                  ]}
                />
                <p className="small quiet">
                  Calls, their parties and transcripts are read every 15 minutes, back over two days for those
                  that come late. Private calls are never read; what is deleted at Gong is taken away here.
                </p>
              </section>
            )}
            {isFormShown &&
              (isAdmin ? (
                <GongForm
                  isSandbox={sandbox}
                  formerOrigin={connection?.origin ?? null}
                  onConnected={() => setIsReplacing(false)}
                  {...(isReplacing ? { onCancel: () => setIsReplacing(false) } : {})}
                />
              ) : (
                <NotAllowed>Gong is not connected, and your role may not connect it.</NotAllowed>
              ))}
            {isStored && isAdmin && (
              <>
                <HeldMeetings source="gong" />
                <GongRuns />
              </>
            )}
            {isStored && <ConnectionReached connection={connection} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
