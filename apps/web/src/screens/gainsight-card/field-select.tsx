import type { SourceField } from '@handrail/contract';
import { Select } from '@mantine/core';

/** A searchable choice of a source field, each with its type and a few of its values. */
export function FieldSelect({
  label,
  fields,
  value,
  isClearable = false,
  error = null,
  onChange,
}: {
  label: string;
  fields: readonly SourceField[];
  value: string;
  isClearable?: boolean;
  error?: string | null;
  onChange: (field: string) => void;
}) {
  const data = fields.map((field) => ({ value: field.name, label: field.label }));
  // A saved field that is no longer listed is still shown, so that nothing changes by looking.
  if (value !== '' && !fields.some(({ name }) => name === value)) {
    data.unshift({ value, label: `${value} (not listed by Gainsight)` });
  }
  return (
    <Select
      label={label}
      placeholder="Choose a field"
      searchable
      clearable={isClearable}
      error={error}
      data={data}
      limit={100}
      maxDropdownHeight={320}
      value={value === '' ? null : value}
      nothingFoundMessage="No field matches"
      comboboxProps={{ width: 320, position: 'bottom-start' }}
      renderOption={({ option }) => {
        const field = fields.find(({ name }) => name === option.value);
        return (
          <div style={{ minWidth: 0 }}>
            <div>
              {option.label} <span className="quiet small">{field?.type}</span>
            </div>
            <div className="quiet small cut">{field?.samples.join(', ') || field?.name}</div>
          </div>
        );
      }}
      onChange={(field) => onChange(field ?? '')}
    />
  );
}
