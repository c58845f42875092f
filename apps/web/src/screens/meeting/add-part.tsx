import { ADDABLE_PARTS } from '@handrail/contract';
import { Button, NativeSelect } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { showDone } from '../../components/show-done.ts';
import { useAddSummaryPart } from '../../queries/meetings.ts';
import type { SummaryAddition } from '../../queries/meetings.ts';
import { useIsViewedAs } from '../../session.tsx';
import { PartForm } from './part-form.tsx';
import { PartInputs } from './part-inputs.tsx';
import type { WrittenPart } from './part-inputs.tsx';

type Kind = (typeof ADDABLE_PARTS)[number];

const KINDS: Readonly<Record<Kind, string>> = {
  'action-item': 'Action item',
  decision: 'Decision',
  risk: 'Risk',
  ask: 'Ask',
};

const NOTHING: WrittenPart = { text: '', owner: '', due: '', side: 'unknown' };

/** A button below the summary, that opens the form of what the summary misses in its place. */
export function AddPart({ meetingId }: { meetingId: string }) {
  const [isOpen, setIsOpen] = useState(false);
  if (useIsViewedAs()) return null;
  if (isOpen) return <Form meetingId={meetingId} onClose={() => setIsOpen(false)} />;
  return (
    <div className="row">
      <Button
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => setIsOpen(true)}
      >
        Add what is missing
      </Button>
    </div>
  );
}

function Form({ meetingId, onClose }: { meetingId: string; onClose: () => void }) {
  const [kind, setKind] = useState<Kind>('action-item');
  const [part, setPart] = useState(NOTHING);
  const add = useAddSummaryPart(meetingId);
  return (
    <PartForm
      canSave={part.text.trim() !== ''}
      isPending={add.isPending}
      failure={add.error}
      onSave={() =>
        add.mutate(additionOf(kind, part), {
          onSuccess: () => {
            showDone('Added under your name; later versions keep it');
            onClose();
          },
        })
      }
      onClose={onClose}
    >
      <NativeSelect
        label="What is missing"
        data={ADDABLE_PARTS.map((value) => ({ value, label: KINDS[value] }))}
        value={kind}
        onChange={(event) => {
          const chosen = ADDABLE_PARTS.find((one) => one === event.currentTarget.value);
          if (chosen !== undefined) setKind(chosen);
        }}
      />
      <PartInputs part={part} isItem={kind === 'action-item'} onChange={setPart} />
    </PartForm>
  );
}

function additionOf(kind: Kind, { text, owner, due, side }: WrittenPart): SummaryAddition {
  if (kind !== 'action-item') return { kind, text };
  return { kind, text, owner: owner.trim() || null, due: due || null, side };
}
