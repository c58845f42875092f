import type { SetAside } from '@handrail/contract';
import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { showUndo } from '../../components/show-undo.tsx';
import { useDismissSetAside, useReopenSetAside } from '../../queries/set-aside.ts';

/** Asks why a record is dismissed; what was done can be undone. */
export function DismissRecord({ record, onClose }: { record: SetAside; onClose: () => void }) {
  const [reason, setReason] = useState('');
  const dismiss = useDismissSetAside();
  const reopen = useReopenSetAside();
  const name = record.name ?? record.gainsightId;
  return (
    <Confirm
      isOpen
      title="Dismiss a record"
      actionLabel="Dismiss record"
      isBusy={dismiss.isPending}
      error={dismiss.error}
      onClose={onClose}
      onConfirm={() =>
        dismiss.mutate(
          { id: record.id, reason: reason.trim() },
          {
            onSuccess: () => {
              showUndo(`${name} is dismissed.`, () => reopen.mutate(record.id));
              onClose();
            },
          },
        )
      }
    >
      <p>
        <strong dir="auto">{name}</strong>: {record.cause} It stays as it is here, is counted no longer, and
        is not tried again unless it fails for another cause.
      </p>
      <Textarea
        label="Why"
        description="Kept with the record, with your name and the time."
        value={reason}
        required
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Confirm>
  );
}
