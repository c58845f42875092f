import type { ReactNode } from 'react';
import { showDone } from '../../components/show-done.ts';
import { useCorrectSummary } from '../../queries/meetings.ts';
import type { SummaryChange } from '../../queries/meetings.ts';
import { PartForm } from './part-form.tsx';

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
  const correct = useCorrectSummary(meetingId, (made) => {
    showDone(
      made.isRemoved === true
        ? 'Removed; later versions leave it out. It can be put back below the summary'
        : done,
    );
    onClose();
  });
  const send = (body: SummaryChange) => correct.mutate({ partId, change: body });
  return (
    <PartForm
      canSave={canSave}
      isPending={correct.isPending}
      failure={correct.error}
      onSave={() => send(change)}
      onClose={onClose}
      onRemove={() => send({ isRemoved: true })}
    >
      {children}
    </PartForm>
  );
}
