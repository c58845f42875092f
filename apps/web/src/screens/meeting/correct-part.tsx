import { ActionIcon } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import type { SummaryChange } from '../../queries/meetings.ts';
import { useReturnedFocus } from '../../components/use-returned-focus.ts';
import { useIsViewedAs } from '../../session.tsx';
import { CorrectionForm } from './correction-form.tsx';
import { PartInputs } from './part-inputs.tsx';
import type { WrittenPart } from './part-inputs.tsx';

/** What of a part can be corrected; owner, due day and side are those of an action item. */
export interface CorrectablePart {
  readonly id: string;
  readonly text: string;
  readonly owner?: string | null;
  readonly due?: string | null;
  readonly side?: WrittenPart['side'];
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
  const pencil = useReturnedFocus(isOpen);
  if (useIsViewedAs()) return children;
  if (isOpen) return <Form meetingId={meetingId} part={part} onClose={() => setIsOpen(false)} />;
  return (
    <div className="correctable">
      <div className="correctable-part">{children}</div>
      <ActionIcon
        ref={pencil}
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
  const isItem = part.side !== undefined;
  const stands: WrittenPart = {
    text: part.text,
    owner: part.owner ?? '',
    due: part.due ?? '',
    side: part.side ?? 'unknown',
  };
  const [written, setWritten] = useState(stands);
  const text = written.text.trim();
  const owner = written.owner.trim();
  const change: SummaryChange = {
    ...(text === stands.text ? {} : { text }),
    ...(owner === stands.owner ? {} : { owner: owner || null }),
    ...(written.due === stands.due ? {} : { due: written.due || null }),
    ...(written.side === stands.side ? {} : { side: written.side }),
  };
  return (
    <CorrectionForm
      meetingId={meetingId}
      partId={part.id}
      change={change}
      done="Corrected; later versions keep it"
      canSave={text !== '' && Object.keys(change).length > 0}
      onClose={onClose}
    >
      <PartInputs part={written} isItem={isItem} onChange={setWritten} />
    </CorrectionForm>
  );
}
