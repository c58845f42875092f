import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { readTyped } from './typed-value.ts';
import type { TypedInput, TypedValue } from './typed-value.ts';

/** Takes the value that a field shall have; what does not fit is said before it is sent. */
export function ManualValueForm({
  label,
  input,
  isSaving,
  failure,
  onSet,
}: {
  label: string;
  input: TypedInput;
  isSaving: boolean;
  failure: ReactNode;
  onSet: (value: TypedValue) => void;
}) {
  const [typed, setTyped] = useState(input.start);
  const reading = readTyped(input.kind, typed);
  return (
    <form
      className="stack"
      aria-label={`${label} by hand`}
      onSubmit={(event) => {
        event.preventDefault();
        if (reading.ok) onSet(reading.value);
      }}
    >
      <TextInput
        label={label}
        description={input.hint}
        type={input.kind === 'day' ? 'date' : 'text'}
        inputMode={input.kind === 'number' ? 'decimal' : undefined}
        value={typed}
        maxLength={2_000}
        error={reading.ok ? undefined : reading.message}
        data-autofocus
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <p className="small quiet">
        It stays until it is removed, whatever Gainsight says. Left empty, the field is empty.
      </p>
      {failure}
      <div>
        <Button type="submit" size="xs" loading={isSaving} disabled={!reading.ok}>
          Set by hand
        </Button>
      </div>
    </form>
  );
}
