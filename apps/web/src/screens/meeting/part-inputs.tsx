import type { Summary } from '@handrail/contract';
import { NativeSelect, Textarea, TextInput } from '@mantine/core';

/** What a person writes of a part; empty: not said. */
export interface WrittenPart {
  readonly text: string;
  readonly owner: string;
  readonly due: string;
  readonly side: Summary['actionItems'][number]['side'];
}

const SIDES = [
  { value: 'ours', label: 'Ours' },
  { value: 'theirs', label: 'Theirs' },
  { value: 'unknown', label: 'Not known' },
] as const;

/** The inputs of a part of a summary; owner, side and due day only of an action item. */
export function PartInputs({
  part,
  isItem,
  onChange,
}: {
  part: WrittenPart;
  isItem: boolean;
  onChange: (part: WrittenPart) => void;
}) {
  return (
    <>
      <Textarea
        label="Text"
        autosize
        data-autofocus
        maxLength={2_000}
        value={part.text}
        onChange={(event) => onChange({ ...part, text: event.currentTarget.value })}
      />
      {isItem && (
        <div className="row">
          <TextInput
            label="Owner"
            maxLength={200}
            value={part.owner}
            onChange={(event) => onChange({ ...part, owner: event.currentTarget.value })}
          />
          <NativeSelect
            label="Side"
            data={SIDES}
            value={part.side}
            onChange={(event) => {
              const side = SIDES.find(({ value }) => value === event.currentTarget.value);
              if (side !== undefined) onChange({ ...part, side: side.value });
            }}
          />
          <TextInput
            label="Due"
            type="date"
            value={part.due}
            onChange={(event) => onChange({ ...part, due: event.currentTarget.value })}
          />
        </div>
      )}
    </>
  );
}
