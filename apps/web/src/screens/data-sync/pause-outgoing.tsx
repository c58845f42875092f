import type { Status } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { showDone } from '../../components/show-done.ts';
import { useUpdateWorkspace } from '../../queries/workspace.ts';
import { useIsAdmin } from '../../session.tsx';

/** Halts everything outgoing after showing how much that is, and lets it go on again. */
export function PauseOutgoing({ status }: { status: Status }) {
  const [isAsking, setIsAsking] = useState(false);
  const update = useUpdateWorkspace();
  const isAdmin = useIsAdmin();
  if (!isAdmin) return null;
  const isPaused = status.outgoingPaused;
  const due = ['waiting', 'sending', 'unknown'].reduce((sum, state) => sum + (status.outbox[state] ?? 0), 0);
  const close = () => {
    setIsAsking(false);
    update.reset();
  };
  return (
    <>
      <Button variant={isPaused ? 'filled' : 'default'} onClick={() => setIsAsking(true)}>
        {isPaused ? 'Resume everything outgoing' : 'Pause everything'}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={isPaused ? 'Resume everything outgoing' : 'Pause everything outgoing'}
        actionLabel={
          isPaused ? `Resume, ${formatCounted(due, 'delivery', 'deliveries')} due` : 'Pause everything'
        }
        isBusy={update.isPending}
        error={update.error}
        onClose={close}
        onConfirm={() =>
          update.mutate(
            { outgoingPaused: !isPaused },
            {
              onSuccess: () => {
                close();
                showDone(isPaused ? 'Outgoing deliveries go on' : 'Everything outgoing is paused');
              },
            },
          )
        }
      >
        {isPaused ? (
          <p>
            <strong>{formatCounted(due, 'delivery', 'deliveries')}</strong> will be sent in the next pass.
          </p>
        ) : (
          <>
            <p>
              <strong>{formatCounted(due, 'delivery', 'deliveries')}</strong> on the way will stop within 5
              seconds, and nothing new is written to Gainsight: no Timeline entry, no value.
            </p>
            <p>
              Reading goes on. Nothing is lost: what falls due meanwhile waits in the outbox. You can resume
              at any time.
            </p>
          </>
        )}
      </Confirm>
    </>
  );
}
