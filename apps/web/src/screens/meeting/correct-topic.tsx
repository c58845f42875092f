import type { Summary } from '@handrail/contract';
import { ActionIcon, NativeSelect } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { useReturnedFocus } from '../../components/use-returned-focus.ts';
import { useIsViewedAs } from '../../session.tsx';
import { CorrectionForm } from './correction-form.tsx';

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
  const pencil = useReturnedFocus(isOpen);
  if (useIsViewedAs()) return children;
  if (isOpen) return <Form meetingId={meetingId} topic={topic} onClose={() => setIsOpen(false)} />;
  return (
    <span className="row stack-tight">
      {children}
      <ActionIcon
        ref={pencil}
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
  const [tone, setTone] = useState('');
  return (
    <CorrectionForm
      meetingId={meetingId}
      partId={topic.id}
      change={{ sentiment: Number(tone) }}
      done="Corrected; later versions and scores keep it"
      canSave={tone !== ''}
      onClose={onClose}
    >
      <NativeSelect
        label={`Tone of ${topic.text}`}
        data-autofocus
        data={[{ value: '', label: 'Choose' }, ...TONES]}
        value={tone}
        onChange={(event) => setTone(event.currentTarget.value)}
      />
    </CorrectionForm>
  );
}
