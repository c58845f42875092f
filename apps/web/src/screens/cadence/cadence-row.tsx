import { intervalInWords } from '@handrail/contract';
import { NativeSelect } from '@mantine/core';

const CHOICES = [5, 10, 15, 30, 60, 120, 240, 480, 720, 1_440, 10_080];

/** How often one kind of data moves. */
export function CadenceRow({
  label,
  hint,
  usual,
  minutes,
  onChange,
}: {
  label: string;
  hint: string;
  /** The default, in minutes. */
  usual: number;
  /** As the document has it; anything but a number is the default. */
  minutes: unknown;
  /** Undefined: the default. */
  onChange: (minutes: number | undefined) => void;
}) {
  const current = typeof minutes === 'number' ? minutes : usual;
  const choices = [...new Set([...CHOICES, current])].toSorted((one, other) => one - other);
  return (
    <li style={{ padding: '8px 0' }}>
      <NativeSelect
        label={label}
        description={hint}
        value={String(current)}
        data={choices.map((choice) => ({
          value: String(choice),
          label: `${intervalInWords(choice)}${choice === usual ? ' (usual)' : ''}`,
        }))}
        style={{ maxWidth: 520 }}
        onChange={(event) => {
          const chosen = Number(event.currentTarget.value);
          onChange(chosen === usual ? undefined : chosen);
        }}
      />
    </li>
  );
}
