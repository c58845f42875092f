import type { Summary } from '@handrail/contract';
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { FailedState } from '../../components/failed-state.tsx';
import { showDone } from '../../components/show-done.ts';
import { useCorrectSummary } from '../../queries/meetings.ts';
import type { SummaryChange } from '../../queries/meetings.ts';
import { useIsViewedAs } from '../../session.tsx';

type Topic = Summary['topics'][number];

const TONES = [
  { value: '0.5', label: 'Positive' },
  { value: '0', label: 'Neutral' },
  { value: '-0.5', label: 'Negative' },
];

/** A topic with a pencil beside it, that opens the form of its tone in its place. */
export function CorrectTopic({
  meetingId,
  topic,
  children,
}: {
  meetingId: string;
  topic: Topic;
  children: ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  if (useIsViewedAs()) return children;
  if (isOpen) return <Form meetingId={meetingId} topic={topic} onClose={() => setIsOpen(false)} />;
  return (
    <span className="row stack-tight">
      {children}
      <ActionIcon
        variant="subtle"
        size="md"
        aria-label={`Correct the tone of ${topic.text}`}
        title="Correct the tone"
        onClick={() => setIsOpen(true)}
      >
        <IconPencil size={16} aria-hidden />
      </ActionIcon>
    </span>
  );
}

function Form({ meetingId, topic, onClose }: { meetingId: string; topic: Topic; onClose: () => void }) {
  const correct = useCorrectSummary(meetingId);
  const [tone, setTone] = useState('');
  const send = (change: SummaryChange, done: string) =>
    correct.mutate(
      { partId: topic.id, change },
      {
        onSuccess: () => {
          showDone(done);
          onClose();
        },
      },
    );
  return (
    <form
      className="stack correct-form"
      onSubmit={(event) => {
        event.preventDefault();
        send({ sentiment: Number(tone) }, 'Corrected; later versions and scores keep it');
      }}
    >
      <NativeSelect
        label={`Tone of ${topic.text}`}
        data-autofocus
        data={[{ value: '', label: 'Choose' }, ...TONES]}
        value={tone}
        onChange={(event) => setTone(event.currentTarget.value)}
      />
      {correct.isError && (
        <FailedState title="Could not correct it; nothing was changed" error={correct.error} />
      )}
      <div className="row">
        <Button type="submit" loading={correct.isPending} disabled={tone === ''}>
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
