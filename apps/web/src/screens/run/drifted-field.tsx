import { driftInWords } from '@handrail/contract';
import type { Run } from '@handrail/contract';
import { Button } from '@mantine/core';
import { FailedState } from '../../components/failed-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { showDone } from '../../components/show-done.ts';
import { useApproveRun, useRejectRun } from '../../queries/streams.ts';
import { useIsAdmin } from '../../session.tsx';

/** The field that stopped a run before it decided, and the ways to go on. */
export function DriftedField({
  run,
  drift,
}: {
  run: Run;
  drift: NonNullable<NonNullable<Run['withheld']>['drift']>;
}) {
  const approve = useApproveRun();
  const reject = useRejectRun();
  const isAdmin = useIsAdmin();
  const isOpen = run.state === 'awaiting-approval';
  const error = approve.error ?? reject.error;
  const isEmptied = drift.kind === 'emptied';
  return (
    <Notice
      tone="mid"
      title={driftInWords(drift)}
      actions={
        isOpen &&
        isAdmin && (
          <>
            {isEmptied && (
              <Button
                loading={approve.isPending}
                onClick={() => approve.mutate(run.id, { onSuccess: () => showDone('A full run begins') })}
              >
                It is meant to be empty
              </Button>
            )}
            <Button variant="default" loading={reject.isPending} onClick={() => reject.mutate(run.id)}>
              Dismiss this run
            </Button>
          </>
        )
      }
    >
      <p>
        What this run reads is decided by it, so nothing was decided, and no value here was emptied.{' '}
        {run.failure?.remedy}
      </p>
      {error !== null && <FailedState title="Could not be decided" error={error} />}
    </Notice>
  );
}
