import { ActionIcon, Textarea, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SummaryChange } from '../../queries/meetings.ts';
import { useIsViewedAs } from '../../session.tsx';
import { CorrectionForm } from './correction-form.tsx';

/** What of a part can be corrected; owner and due day are those of an action item. */
export interface CorrectablePart {
  readonly id: string;
  readonly text: string;
  readonly owner?: string | null;
  readonly due?: string | null;
}

/** A part of the summary with a pencil beside it, that opens the form in its place. */
export function CorrectPart({
  meetingId,
  part,
  children,
}: {
  meetingId: string;
  part: CorrectablePart;
  children: ReactNode;
}) {
  const [isOpen, setIsOpen] = useState(false);
  if (useIsViewedAs()) return children;
  if (isOpen) return <Form meetingId={meetingId} part={part} onClose={() => setIsOpen(false)} />;
  return (
    <div className="correctable">
      <div className="correctable-part">{children}</div>
      <ActionIcon
        variant="subtle"
        size="md"
        aria-label={`Correct: ${part.text}`}
        title="Correct"
        onClick={() => setIsOpen(true)}
      >
        <IconPencil size={16} aria-hidden />
      </ActionIcon>
    </div>
  );
}

function Form({
  meetingId,
  part,
  onClose,
}: {
  meetingId: string;
  part: CorrectablePart;
  onClose: () => void;
}) {
  const [text, setText] = useState(part.text);
  const [owner, setOwner] = useState(part.owner ?? '');
  const [due, setDue] = useState(part.due ?? '');
  const isItem = part.owner !== undefined;
  const change: SummaryChange = {
    ...(text.trim() === part.text ? {} : { text: text.trim() }),
    ...(!isItem || owner.trim() === (part.owner ?? '') ? {} : { owner: owner.trim() || null }),
    ...(!isItem || due === (part.due ?? '') ? {} : { due: due || null }),
  };
  return (
    <CorrectionForm
      meetingId={meetingId}
      partId={part.id}
      change={change}
      done="Corrected; later versions keep it"
      canSave={text.trim() !== '' && Object.keys(change).length > 0}
      onClose={onClose}
    >
      <Textarea
        label="Text"
        autosize
        data-autofocus
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      {isItem && (
        <div className="row">
          <TextInput
            label="Owner"
            maxLength={200}
            value={owner}
            onChange={(event) => setOwner(event.currentTarget.value)}
          />
          <TextInput
            label="Due"
            type="date"
            value={due}
            onChange={(event) => setDue(event.currentTarget.value)}
          />
        </div>
      )}
    </CorrectionForm>
  );
}
