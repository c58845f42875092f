import { Button } from '@mantine/core';
import type { ConfigNotes } from '../../config-draft/config-notes.ts';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { formatCounted } from '../../components/format-value.ts';
import { useFieldChanges } from '../../queries/connections.ts';
import { FieldMappingRow } from './field-mapping.tsx';
import type { Proposal } from './field-mapping.tsx';
import { findChange, listMappingRows, plainMapping, putMapping } from './mapping-rows.ts';
import type { MappingRow, Side } from './mapping-rows.ts';
import { NewCustomField } from './new-custom-field.tsx';
import { findSource } from './source-fields.ts';
import type { Source } from './source-fields.ts';
import './fields.css';

/** The fields of each side, as the tabs name them. */
export const SIDE_LABELS: Readonly<Record<Side, string>> = {
  account: 'Account fields',
  stakeholder: 'Stakeholder fields',
  relationship: 'Relationship fields',
};

/** What each tab is given. */
export interface MappingParts {
  readonly draft: ConfigDraft;
  readonly notes: ConfigNotes;
  /** Only rows whose field is called so. */
  readonly search: string;
  readonly isReadOnly: boolean;
}

/** Every field of one side with its source, narrowed by a search text, and a form for a further one. */
export function MappingList({
  draft,
  notes,
  side,
  search,
  sources,
  proposals,
  isReadOnly,
}: MappingParts & {
  side: Side;
  sources: readonly Source[];
  proposals: readonly Proposal[];
}) {
  const changes = useFieldChanges().data?.items ?? [];
  const rows = listMappingRows(draft.document, side);
  const shown = rows.filter((row) => matches(row, sources, search));
  const proposed = shown.flatMap((row) => {
    const proposal = row.mapping === null ? bestProposal(row, proposals) : null;
    return proposal === null ? [] : [{ row, proposal }];
  });
  const acceptAll = () =>
    draft.edit((document) =>
      proposed.reduce(
        (held, { row, proposal }) => putMapping(held, row.keys, plainMapping(proposal.source)),
        document,
      ),
    );
  return (
    <div className="panel panel-flush">
      <fieldset className="plain-fieldset" disabled={isReadOnly}>
        {proposed.length > 1 && !isReadOnly && (
          <div className="row row-between mapping-proposals">
            <span>{formatCounted(proposed.length, 'field')} could be mapped by name, type and content.</span>
            <Button variant="default" size="xs" onClick={acceptAll}>
              Use all proposals
            </Button>
          </div>
        )}
        <div className="mapping-row mapping-head small quiet" aria-hidden>
          <span>Field here</span>
          <span>Field at Gainsight</span>
          <span>Whose value wins</span>
        </div>
        <ol className="list" aria-label={SIDE_LABELS[side]}>
          {shown.map((row) => (
            <FieldMappingRow
              key={row.keys.join('.')}
              row={row}
              sources={sources}
              proposal={isReadOnly ? null : bestProposal(row, proposals)}
              change={findChange(row, changes)}
              notes={notes.at(`fields.${row.keys.join('.')}`)}
              onChange={(mapping) => draft.edit((document) => putMapping(document, row.keys, mapping))}
            />
          ))}
        </ol>
        {shown.length === 0 && (
          <p className="quiet mapping-none">
            {rows.length === 0 ? 'No custom field is mapped yet.' : 'No field here is called so.'}
          </p>
        )}
        {!isReadOnly && (
          <NewCustomField
            rows={rows}
            sources={sources}
            onAdd={(name, source) =>
              draft.edit((document) => putMapping(document, [side, 'custom', name], plainMapping(source)))
            }
          />
        )}
      </fieldset>
    </div>
  );
}

/** Whether our field or the one that fills it is called so. */
function matches(row: MappingRow, sources: readonly Source[], search: string): boolean {
  const text = search.trim().toLowerCase();
  const source = row.mapping?.source ?? row.byDefault ?? '';
  const called = [row.label, row.name, source, findSource(sources, source)?.label ?? ''];
  return called.some((held) => held.toLowerCase().includes(text));
}

function bestProposal(
  { name, isCustom, mapping, byDefault }: MappingRow,
  proposals: readonly Proposal[],
): Proposal | null {
  if (isCustom) return null;
  const own = proposals.filter(({ field }) => field === name);
  const held = (mapping?.source ?? byDefault)?.toLowerCase();
  const isOneOfThem = own.some(({ source }) => source.toLowerCase() === held);
  return isOneOfThem ? null : (own[0] ?? null);
}
