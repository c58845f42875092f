import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';

/** Adds a tier by name, at the end of the order. */
export function NewTier({ names, onAdd }: { names: readonly string[]; onAdd: (name: string) => void }) {
  const [typed, setTyped] = useState('');
  const name = typed.trim();
  return (
    <form
      className="row"
      style={{ alignItems: 'end' }}
      onSubmit={(event) => {
        event.preventDefault();
        onAdd(name);
        setTyped('');
      }}
    >
      <TextInput
        label="New tier"
        value={typed}
        maxLength={200}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" disabled={name === '' || names.includes(name)}>
        Add
      </Button>
    </form>
  );
}
