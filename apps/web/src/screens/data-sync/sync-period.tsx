import type { Stream } from '@handrail/contract';
import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { useNow } from '../../components/time.tsx';

/** Asks from which day on a stream is to be read again. */
export function SyncPeriod({
  stream,
  isOpen,
  isBusy,
  error,
  onClose,
  onStart,
}: {
  stream: Stream;
  isOpen: boolean;
  isBusy: boolean;
  error: unknown;
  onClose: () => void;
  onStart: (since: string) => void;
}) {
  const [since, setSince] = useState('');
  // The day that the server goes by.
  const today = new Date(useNow()).toISOString().slice(0, 10);
  const isToCome = since > today;
  const verb = stream.name === 'meetings' ? 'held' : 'modified';
  return (
    <Confirm
      isOpen={isOpen}
      title={`Sync a period: ${stream.label}`}
      actionLabel="Sync now"
      isReady={!isToCome}
      isBusy={isBusy}
      error={isOpen ? error : null}
      onClose={onClose}
      onConfirm={() => {
        if (since !== '') onStart(since);
      }}
    >
      <p>
        Everything that was {verb} since this day is read again. Where the next run on schedule begins does
        not change by it.
      </p>
      <TextInput
        type="date"
        label="From this day on (0:00 UTC)"
        required
        max={today}
        error={isToCome ? 'This day has not begun yet.' : null}
        value={since}
        onChange={(event) => setSince(event.currentTarget.value)}
      />
    </Confirm>
  );
}
