import type { Connection } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { ConnectionReached } from '../../components/connection-reached.tsx';
import { FailedState, NotAllowed } from '../../components/failed-state.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Facts } from '../../components/facts.tsx';
import { Notice } from '../../components/notice.tsx';
import { ExactTime } from '../../components/time.tsx';
import { useCheckConnection } from '../../queries/connections.ts';
import { useIsAdmin } from '../../session.tsx';
import { ConnectForm } from './connect-form.tsx';

const CREDENTIALS: Readonly<Record<string, string>> = {
  'access-key': 'Access key',
  m2m: 'Machine-to-machine client',
};

/** The connection in each of its states: to be made, made with what it reached, in need of attention, not allowed. */
export function ConnectionTab({
  connection,
  isSandbox,
}: {
  connection: Connection | null;
  isSandbox: boolean;
}) {
  const isAdmin = useIsAdmin();
  const check = useCheckConnection();
  const [isAsked, setIsReplacing] = useState(false);
  const isStored = connection?.state === 'connected' || connection?.state === 'needs-attention';
  const isReplacing = isStored && isAsked;
  const isFormShown = !isStored || isReplacing;
  const tryAgain = (
    <Button variant="default" size="xs" loading={check.isPending} onClick={() => check.mutate('gainsight')}>
      Try the connection again
    </Button>
  );
  return (
    <>
      {connection?.state === 'disconnected' && (
        <Notice tone="plain" title="Disconnected">
          <p>What was imported is kept. Connect again to go on.</p>
        </Notice>
      )}
      {connection?.state === 'needs-attention' && connection.failure !== null && (
        <FailureNote
          title="Needs attention: runs are stopped, what was imported stays"
          failure={connection.failure}
          actions={
            isAdmin && (
              <>
                {tryAgain}
                {!isReplacing && (
                  <Button variant="default" size="xs" onClick={() => setIsReplacing(true)}>
                    Give a new credential
                  </Button>
                )}
              </>
            )
          }
        />
      )}
      {check.isError && <FailedState title="The connection could not be tried" error={check.error} />}
      {!isFormShown && connection !== null && (
        <section className="panel stack" aria-labelledby="connection-facts">
          <div className="row row-between">
            <h2 id="connection-facts">Connection</h2>
            {isAdmin && connection.state === 'connected' && (
              <div className="row">
                {tryAgain}
                <Button variant="default" size="xs" onClick={() => setIsReplacing(true)}>
                  Replace the credential
                </Button>
              </div>
            )}
          </div>
          <Facts
            facts={[
              { label: 'Host', value: connection.origin ?? '–' },
              { label: 'Subdomain', value: connection.subdomain ?? '–' },
              {
                label: 'Credential',
                value: CREDENTIALS[connection.credentialKind ?? ''] ?? connection.credentialKind ?? '–',
              },
              { label: 'Connected', value: <ExactTime at={connection.connectedAt} /> },
              { label: 'Handrail may', value: connection.writing ? 'read and write' : 'read only' },
            ]}
          />
          <p className="small quiet">
            {connection.writing
              ? 'Writing is on because Timeline or writeback was saved, or entries stand that may have to be taken back.'
              : 'Writing is off until Timeline or writeback is saved.'}{' '}
            The credential itself could do more than Handrail does with it: that is decided in Gainsight.
          </p>
        </section>
      )}
      {isFormShown &&
        (isAdmin ? (
          <ConnectForm
            isSandbox={isSandbox}
            former={connection?.state === 'not-connected' ? null : connection}
            onConnected={() => setIsReplacing(false)}
            {...(isReplacing ? { onCancel: () => setIsReplacing(false) } : {})}
          />
        ) : (
          <NotAllowed>Gainsight is not connected, and your role may not connect it.</NotAllowed>
        ))}
      {isStored && <ConnectionReached connection={connection} />}
    </>
  );
}
