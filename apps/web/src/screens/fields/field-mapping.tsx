import type { FieldChange, ReplyOf, listFields } from '@handrail/contract';
import { FIELD_OWNER_LABELS, FIELD_OWNERS } from '@handrail/core';
import type { FieldMapping } from '@handrail/core';
import { Button, MultiSelect, NativeSelect } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ConfigNote } from '../../config-draft/config-notes.ts';
import { NotesAt } from '../../config-draft/notes-at.tsx';
import { plainMapping } from './mapping-rows.ts';
import type { MappingRow } from './mapping-rows.ts';
import {
  describeConversion,
  describeSource,
  findSource,
  fittingSources,
  mappingFault,
} from './source-fields.ts';
import type { Source } from './source-fields.ts';
import { SourceSelect } from './source-select.tsx';

/** A source that could fill one of our fields. */
export type Proposal = ReplyOf<typeof listFields>['proposals'][number];

const OWNERS = FIELD_OWNERS.map((value) => ({ value, label: FIELD_OWNER_LABELS[value] }));

/** One field of ours: its source with what is known of it, the conversion, whose value wins, and what is to be done. */
export function FieldMappingRow({
  row,
  sources,
  proposal,
  change,
  notes,
  onChange,
}: {
  row: MappingRow;
  sources: readonly Source[];
  /** The best source by name and type, when it is not the one that is set. */
  proposal: Proposal | null;
  /** What became of the source at Gainsight. */
  change: FieldChange | null;
  /** What stands against the row. */
  notes: readonly ConfigNote[];
  onChange: (mapping: FieldMapping | null) => void;
}) {
  const { mapping, label } = row;
  const source = mapping?.source ?? row.byDefault;
  const field = source === null ? undefined : findSource(sources, source);
  const fault = mappingFault(row, sources);
  const choose = (chosen: string) =>
    onChange(chosen === '' ? null : { ...(mapping ?? plainMapping(chosen)), source: chosen, prefer: [] });
  return (
    <li className={change === null ? 'mapping-row' : 'mapping-row mapping-row-changed'} aria-label={label}>
      <div className="mapping-name">
        <strong>{label}</strong>
        {row.isCustom && <span className="small quiet"> custom</span>}
      </div>
      <div className="stack stack-tight mapping-source">
        <SourceSelect
          label={label}
          fitting={fittingSources(sources, row.kind)}
          sources={sources}
          value={mapping?.source ?? ''}
          byDefault={row.byDefault}
          onChange={choose}
        />
        {field !== undefined && (
          <span className="small quiet" dir="auto">
            {describeSource(field)}
          </span>
        )}
        {field !== undefined && describeConversion(row.kind, field.type) !== null && (
          <span className="small">→ {describeConversion(row.kind, field.type)}</span>
        )}
        {mapping !== null && field?.type === 'multi-picklist' && row.kind !== 'domains' && (
          <MultiSelect
            label="The first of these that is present wins"
            placeholder={mapping.prefer.length === 0 ? 'Choose items, the best first' : ''}
            searchable
            data={[...new Set(field.options.map((option) => option.label))]}
            value={[...mapping.prefer]}
            onChange={(prefer) => onChange({ ...mapping, prefer })}
          />
        )}
        {/* What became of the field says why a saved row no longer fits. */}
        <NotesAt notes={change === null ? notes : notes.filter(({ isIssue }) => isIssue)} />
        {fault !== null && change === null && notes.length === 0 && (
          <span className="small mapping-fault" role="status">
            {fault}
          </span>
        )}
        {proposal !== null && (
          <div className="row small">
            <span>
              <span className="quiet">{source === null ? 'Proposed:' : 'Also possible:'}</span>{' '}
              {proposal.evidence}
            </span>
            <Button
              variant="default"
              size="compact-xs"
              aria-label={`Use ${proposal.source} for ${label}`}
              onClick={() => choose(proposal.source)}
            >
              Use
            </Button>
          </div>
        )}
        {change !== null && (
          <div className="row small mapping-change" role="status">
            <IconAlertTriangle size={14} aria-hidden />
            <span>{change.text}</span>
          </div>
        )}
      </div>
      <div className="mapping-owner">
        {mapping !== null && (
          <NativeSelect
            aria-label={`Whose value of ${label} wins`}
            data={OWNERS}
            value={mapping.owner}
            onChange={(event) => {
              const owner = FIELD_OWNERS.find((one) => one === event.currentTarget.value);
              if (owner !== undefined) onChange({ ...mapping, owner });
            }}
          />
        )}
      </div>
      <div className="mapping-remove">
        {row.isCustom && (
          <Button
            variant="subtle"
            color="danger"
            aria-label={`Remove ${label}`}
            onClick={() => onChange(null)}
          >
            Remove
          </Button>
        )}
      </div>
    </li>
  );
}
