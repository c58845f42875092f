import { Select, TextInput } from '@mantine/core';
import { describeSource, findSource } from './source-fields.ts';
import type { Source } from './source-fields.ts';

/** Which field of Gainsight fills one of ours: searched by label or API name, each with type, fill rate and samples. */
export function SourceSelect({
  label,
  fitting,
  sources,
  value,
  byDefault,
  onChange,
}: {
  label: string;
  fitting: readonly Source[];
  /** Empty while nothing is described. */
  sources: readonly Source[];
  value: string;
  /** What fills it while nothing is chosen. */
  byDefault: string | null;
  onChange: (source: string) => void;
}) {
  if (sources.length === 0) {
    return (
      <TextInput
        aria-label={label}
        placeholder={byDefault === null ? 'API name, e.g. Title' : `${byDefault}, by default`}
        spellCheck={false}
        value={value}
        maxLength={200}
        onChange={(event) => onChange(event.currentTarget.value.trim())}
      />
    );
  }
  const standard = byDefault === null ? undefined : findSource(sources, byDefault);
  const held = value === '' ? undefined : findSource(sources, value);
  const choices = fitting.map((field) => ({ value: field.name, label: callSource(field) }));
  const current = held?.name ?? value;
  // A source that is no longer listed, or no longer fits, is still shown, so that nothing changes by looking.
  if (current !== '' && !choices.some((choice) => choice.value === current)) {
    choices.unshift({
      value: current,
      label: `${held?.label ?? current} (${held === undefined ? 'not listed' : 'does not fit'})`,
    });
  }
  return (
    <Select
      aria-label={label}
      placeholder={
        byDefault === null
          ? 'Not mapped'
          : `${standard === undefined ? byDefault : callSource(standard)}, by default`
      }
      searchable
      clearable
      clearButtonProps={{ 'aria-label': `Take the mapping of ${label} away` }}
      data={choices}
      limit={100}
      value={current === '' ? null : current}
      nothingFoundMessage="No field that fits is called so"
      comboboxProps={{ width: 360, position: 'bottom-start' }}
      renderOption={({ option }) => {
        const field = findSource(sources, option.value);
        return (
          <div style={{ overflowWrap: 'anywhere' }}>
            <div>{option.label}</div>
            {field !== undefined && <div className="small quiet">{describeSource(field)}</div>}
          </div>
        );
      }}
      onChange={(source) => onChange(source ?? '')}
    />
  );
}

function callSource({ label, name }: Source): string {
  return label === name ? name : `${label} (${name})`;
}
