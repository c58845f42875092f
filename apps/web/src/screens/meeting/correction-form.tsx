import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { FailedState } from '../../components/failed-state.tsx';
import { showDone } from '../../components/show-done.ts';
import { useCorrectSummary } from '../../queries/meetings.ts';
import type { SummaryChange } from '../../queries/meetings.ts';

/** The form that corrects or removes one part of a summary, around the inputs of that part. */
export function CorrectionForm({
  meetingId,
  partId,
  change,
  done,
  canSave,
  onClose,
  children,
}: {
  meetingId: string;
  partId: string;
  change: SummaryChange;
  /** What is told once the change is made. */
  done: string;
  canSave: boolean;
  onClose: () => void;
  children: ReactNode;
}) {
  const correct = useCorrectSummary(meetingId);
  const send = (body: SummaryChange, told: string) =>
    correct.mutate(
      { partId, change: body },
      {
        onSuccess: () => {
          showDone(told);
          onClose();
        },
      },
    );
  return (
    <form
      className="stack correct-form"
      onSubmit={(event) => {
        event.preventDefault();
        send(change, done);
      }}
    >
      {children}
      {correct.isError && (
        <FailedState title="Could not correct it; nothing was changed" error={correct.error} />
      )}
      <div className="row">
        <Button type="submit" loading={correct.isPending} disabled={!canSave}>
          Save
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          variant="subtle"
          color="danger"
          disabled={correct.isPending}
          onClick={() => send({ isRemoved: true }, 'Removed; later versions leave it out')}
        >
          Remove
        </Button>
      </div>
    </form>
  );
}
