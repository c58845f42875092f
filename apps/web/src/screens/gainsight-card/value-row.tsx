import type { getWriteback, ReplyOf, SourceField } from '@handrail/contract';
import { findMetric, METRICS } from '@handrail/core';
import { Button, NativeSelect, Select } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { formatCounted } from '../../components/format-value.ts';
import type { ConfigNote } from '../../config-draft/config-notes.ts';
import { NotesAt } from '../../config-draft/notes-at.tsx';
import { ConversionFields } from './conversion-fields.tsx';
import { describeField } from './field-type.ts';
import { withTarget } from './writeback-draft.ts';
import type { DraftValue } from './writeback-draft.ts';

const METRIC_CHOICES = METRICS.filter(({ source }) => source !== 'none').map(({ id, label }) => ({
  value: id,
  label: `${label} (${id})`,
}));
const NULL_RULE_LABELS = [
  { value: 'keep', label: 'Keep' },
  { value: 'clear', label: 'Clear' },
  { value: 'skip', label: 'Skip' },
] as const;
const OBJECTS = [
  { value: 'Company', label: 'Company' },
  { value: 'Relationship', label: 'Relationships' },
] as const;
const OWNER_LABELS = [
  { value: 'handrail', label: 'Handrail' },
  { value: 'person', label: 'A person' },
] as const;

/** One row: metric → field, how the value is said there, what happens without one, and who owns the field. */
export function ValueRow({
  number,
  value,
  fields,
  canReceive,
  became,
  notes,
  onChange,
  onRemove,
}: {
  number: number;
  value: DraftValue;
  fields: readonly SourceField[];
  /** Whether a field may be chosen to receive the metric. */
  canReceive: (field: SourceField) => boolean;
  /** What became of the row's values as saved; null for a row that is not. */
  became: ReplyOf<typeof getWriteback>['rows'][number] | null;
  notes: readonly ConfigNote[];
  onChange: (value: DraftValue) => void;
  onRemove: () => void;
}) {
  const metric = findMetric(value.metric);
  const field = fields.find(({ name }) => name === value.field);
  const choices = fields
    .filter((one) => one.name === value.field || canReceive(one))
    .map(({ name, label }) => ({ value: name, label }));
  // A saved field that is no longer listed is still shown, so that nothing changes by looking.
  if (value.field !== '' && field === undefined) {
    choices.unshift({ value: value.field, label: `${value.field} (not listed by Gainsight)` });
  }
  return (
    <li className="value-row" aria-label={`Row ${number}`}>
      <div className="value-line">
        <Select
          className="value-wide"
          label="Metric"
          searchable
          allowDeselect={false}
          data={METRIC_CHOICES}
          value={value.metric}
          nothingFoundMessage="No such metric"
          onChange={(chosen) => onChange(withTarget(value, { metric: chosen ?? value.metric }, fields))}
        />
        <span className="value-arrow" aria-hidden>
          →
        </span>
        <NativeSelect
          label="Object"
          data={[...OBJECTS]}
          value={value.object}
          onChange={(event) =>
            onChange(withTarget(value, { object: event.currentTarget.value, field: '' }, []))
          }
        />
        <Select
          className="value-wide"
          label={value.object === 'Relationship' ? 'Field of the relationship' : 'Field of the company'}
          placeholder="Choose a field"
          searchable
          data={choices}
          limit={100}
          value={value.field === '' ? null : value.field}
          nothingFoundMessage={`No field that takes ${metric?.label ?? 'the metric'} is called so`}
          renderOption={({ option }) => {
            const offered = fields.find(({ name }) => name === option.value);
            return (
              <div style={{ overflowWrap: 'anywhere' }}>
                <div>{option.label}</div>
                {offered !== undefined && <div className="small quiet">{describeField(offered)}</div>}
              </div>
            );
          }}
          onChange={(chosen) => onChange(withTarget(value, { field: chosen ?? '' }, fields))}
        />
      </div>
      {field !== undefined && <p className="small quiet value-said">{describeField(field)}</p>}
      <div className="value-line">
        {metric !== undefined && (
          <ConversionFields value={value} metric={metric} field={field} onChange={onChange} />
        )}
        <NativeSelect
          label="Without a value"
          data={[...NULL_RULE_LABELS]}
          value={value.whenUndefined}
          onChange={(event) => {
            const rule = NULL_RULE_LABELS.find((option) => option.value === event.currentTarget.value);
            if (rule !== undefined) onChange({ ...value, whenUndefined: rule.value });
          }}
        />
        <NativeSelect
          label="Owner of the field"
          data={[...OWNER_LABELS]}
          value={value.owner}
          onChange={(event) =>
            onChange({ ...value, owner: event.currentTarget.value === 'person' ? 'person' : 'handrail' })
          }
        />
        <Button
          className="value-remove"
          variant="subtle"
          color="danger"
          aria-label={`Remove row ${number}`}
          onClick={onRemove}
        >
          Remove
        </Button>
      </div>
      {became !== null && (
        <p className="small quiet">
          {became.isConfirmed
            ? formatCounted(became.written, 'value') + ' stand there'
            : 'Waits for your look at the first write'}
          {became.refused > 0 && (
            <>
              {' · '}
              <Link to="/sync/outbox" search={{ kind: 'field-values', state: 'refused' }}>
                {formatCounted(became.refused, 'was', 'were')} refused
              </Link>
            </>
          )}
          {became.kept > 0 && (
            <>
              {' · '}
              <Link to="/sync/outbox" search={{ kind: 'field-values', state: 'withdrawn' }}>
                {became.kept} kept as a person wrote them
              </Link>
            </>
          )}
        </p>
      )}
      {notes.length > 0 && (
        <div>
          <NotesAt notes={notes} />
        </div>
      )}
    </li>
  );
}
