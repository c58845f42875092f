import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { nameFault } from './mapping-rows.ts';
import type { MappingRow } from './mapping-rows.ts';
import type { Source } from './source-fields.ts';
import { SourceSelect } from './source-select.tsx';

/** A further field: a name of our own and the source that fills it. */
export function NewCustomField({
  rows,
  sources,
  onAdd,
}: {
  rows: readonly MappingRow[];
  sources: readonly Source[];
  onAdd: (name: string, source: string) => void;
}) {
  const [name, setName] = useState('');
  const [source, setSource] = useState('');
  const fault = name === '' ? null : nameFault(name, rows);
  return (
    <form
      className="mapping-row"
      aria-label="Add a custom field"
      onSubmit={(event) => {
        event.preventDefault();
        if (name === '' || fault !== null || source === '') return;
        onAdd(name, source);
        setName('');
        setSource('');
      }}
    >
      <TextInput
        aria-label="Name of the custom field"
        placeholder="customField"
        value={name}
        error={fault}
        maxLength={60}
        spellCheck={false}
        autoCapitalize="none"
        onChange={(event) => setName(event.currentTarget.value.trim())}
      />
      <SourceSelect
        label="Source of the custom field"
        fitting={sources}
        sources={sources}
        value={source}
        byDefault={null}
        onChange={setSource}
      />
      <div>
        <Button type="submit" variant="default" disabled={name === '' || fault !== null || source === ''}>
          Add a custom field
        </Button>
      </div>
    </form>
  );
}
