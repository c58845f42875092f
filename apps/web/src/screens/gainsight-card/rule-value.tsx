import type { SourceField } from '@handrail/contract';
import { findOptionValue, isJsonList, optionName } from '@handrail/core';
import type { FilterRule, JsonValue } from '@handrail/core';
import { MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { valueForm } from './operator-value.ts';
import { RecordList, RecordValue } from './record-value.tsx';

interface Props {
  readonly rule: FilterRule;
  readonly field: SourceField | undefined;
  readonly onChange: (value: JsonValue) => void;
}

/** The input for a rule's value, by the type of its field and by its operator. */
export function RuleValue({ rule, field, onChange }: Props) {
  const { value } = rule;
  const form = valueForm(rule.op);
  if (form === 'none') return null;
  if (form === 'days') return <OneValue type="number" label="Days" value={value} onChange={onChange} />;
  if (form === 'pair') {
    const [least = '', most = ''] = isJsonList(value) ? value : [];
    return (
      <div className="rule-between">
        <OneValue type={field?.type} label="From" value={least} onChange={(next) => onChange([next, most])} />
        <OneValue type={field?.type} label="To" value={most} onChange={(next) => onChange([least, next])} />
      </div>
    );
  }
  if (form === 'list') return <ListValue rule={rule} field={field} onChange={onChange} />;
  if (field !== undefined && field.holds !== null) {
    return (
      <RecordValue field={field.name} holds={field.holds} value={String(value ?? '')} onChange={onChange} />
    );
  }
  if (field !== undefined && field.options.length > 0) {
    const held = nameOf(field, value);
    return (
      <Select
        label="Value"
        searchable
        data={itemsOf(field, held === '' ? [] : [held])}
        value={held === '' ? null : held}
        onChange={(next) => onChange(next ?? '')}
      />
    );
  }
  return <OneValue type={field?.type} label="Value" value={value} onChange={onChange} />;
}

function ListValue({ rule, field, onChange }: Props) {
  const held = (isJsonList(rule.value) ? rule.value : []).map((item) => nameOf(field, item));
  if (field !== undefined && field.options.length > 0) {
    return (
      <MultiSelect
        label="Values"
        searchable
        data={itemsOf(field, held)}
        value={held}
        onChange={(next) => onChange(next)}
      />
    );
  }
  if (field !== undefined && field.holds !== null) {
    return <RecordList field={field.name} holds={field.holds} values={held} onChange={onChange} />;
  }
  const isNumber = field?.type === 'number';
  return (
    <TagsInput
      label="Values"
      value={held}
      acceptValueOnBlur
      onChange={(next) =>
        onChange(isNumber ? next.map(Number).filter((number) => Number.isFinite(number)) : next)
      }
    />
  );
}

function OneValue({
  type,
  label,
  value,
  onChange,
}: {
  type: SourceField['type'] | undefined;
  label: string;
  value: JsonValue | undefined;
  onChange: (value: JsonValue) => void;
}) {
  if (type === 'number') {
    return (
      <NumberInput
        label={label}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(next)}
      />
    );
  }
  if (type === 'boolean') {
    return (
      <Select
        label={label}
        data={['Yes', 'No']}
        value={value === true ? 'Yes' : value === false ? 'No' : null}
        onChange={(next) => onChange(next === 'Yes')}
      />
    );
  }
  const isDay = type === 'date' || type === 'datetime';
  return (
    <TextInput
      label={label}
      type={isDay ? 'date' : 'text'}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** What the document names an item by, whatever name it has there; what is not listed stays as it is. */
function nameOf(field: SourceField | undefined, value: JsonValue | undefined): string {
  const text = value === undefined || value === null ? '' : String(value);
  const id = field === undefined ? null : findOptionValue(field, text);
  const option = field?.options.find((one) => one.value === id);
  return option === undefined ? text : optionName(option);
}

/** Every item, and what is held though it is none, each once. */
function itemsOf(field: SourceField, held: readonly string[]): { value: string; label: string }[] {
  const items = new Map(field.options.map((option) => [optionName(option), option.label]));
  for (const name of held) if (!items.has(name)) items.set(name, name);
  return [...items].map(([value, label]) => ({ value, label }));
}
