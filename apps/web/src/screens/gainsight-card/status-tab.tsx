import type { DraftCounts, SourceField } from '@handrail/contract';
import { SegmentedControl } from '@mantine/core';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigNotes } from '../../config-draft/config-notes.ts';
import { InventoryPanel } from '../../config-draft/inventory-panel.tsx';
import { errorOf, NotesAt, warningsOf } from '../../config-draft/notes-at.tsx';
import type { ConfigDraft } from '../../config-draft/use-config-draft.ts';
import { useFields } from '../../queries/connections.ts';
import { useInventory } from '../../queries/preview.ts';
import { FieldSelect } from './field-select.tsx';
import { mapStatus, readStatusMapping, STATUS_CHOICES, withStatusField } from './status-mapping.ts';
import { useCounts } from './use-counts.ts';

/** Which values of a field of the company mean Churned, Prospect or Active. */
export function StatusTab({ draft, notes }: { draft: ConfigDraft; notes: ConfigNotes }) {
  const fields = useFields('company', true);
  const inventory = useInventory();
  return (
    <>
      <Loaded query={fields} what="the fields of the company">
        {({ items }) => <Mapping draft={draft} notes={notes} fields={items} />}
      </Loaded>
      <Loaded query={inventory} what="the inventory">
        {(found) => <InventoryPanel inventory={found} />}
      </Loaded>
    </>
  );
}

function Mapping({
  draft,
  notes,
  fields,
}: {
  draft: ConfigDraft;
  notes: ConfigNotes;
  fields: readonly SourceField[];
}) {
  const status = asRecord(draft.document['status']);
  const name = typeof status['field'] === 'string' ? status['field'] : '';
  const churnedOn = typeof status['churnedOn'] === 'string' ? status['churnedOn'] : '';
  const { counts, error } = useCounts(draft);
  const setField = (next: string) => draft.edit((document) => withStatusField(document, next));
  return (
    <section className="panel stack" aria-labelledby="status-title" style={{ gap: 16 }}>
      <h2 id="status-title">Status of accounts</h2>
      <p className="small quiet">
        Churned beats Prospect beats Active. What is not mapped counts as Active. Churned accounts stay
        imported unless the filter leaves them out.
      </p>
      <div className="status-fields">
        <div>
          <FieldSelect
            label="Field that tells the status"
            isClearable
            error={errorOf(notes.at('status.field'))}
            fields={fields.filter(({ type }) => type === 'picklist' || type === 'text')}
            value={name}
            onChange={setField}
          />
          <NotesAt notes={warningsOf(notes.at('status.field'))} />
        </div>
        <div>
          <FieldSelect
            label="Churn date (else the day of the change)"
            isClearable
            error={errorOf(notes.at('status.churnedOn'))}
            fields={fields.filter(({ type }) => type === 'date' || type === 'datetime')}
            value={churnedOn}
            onChange={(next) =>
              draft.edit((document) => put(document, ['status', 'churnedOn'], next === '' ? undefined : next))
            }
          />
          <NotesAt notes={warningsOf(notes.at('status.churnedOn'))} />
        </div>
      </div>
      {error !== null && <FailedState title="Could not count the statuses" error={error} />}
      {name === '' ? (
        <EmptyState>The values of the field will stand here, each with how many accounts hold it.</EmptyState>
      ) : (
        <Values
          draft={draft}
          notes={notes}
          field={fields.find((field) => field.name === name)}
          counts={counts?.statuses ?? undefined}
        />
      )}
    </section>
  );
}

function Values({
  draft,
  notes,
  field,
  counts,
}: {
  draft: ConfigDraft;
  notes: ConfigNotes;
  field: SourceField | undefined;
  counts: DraftCounts['statuses'] | undefined;
}) {
  const mapping = readStatusMapping(draft.document, field, counts ?? []);
  if (mapping === null) {
    return (
      <p>
        Churned or Prospect is told by a filter here. Change it with <code>handrail config export</code> and{' '}
        <code>apply</code>.
      </p>
    );
  }
  const unmapped = counts?.filter((one) => !one.isMapped).reduce((sum, one) => sum + one.accounts, 0);
  return (
    <>
      {unmapped !== undefined && (
        <p role="status">Not mapped, so Active: {formatCounted(unmapped, 'account')}.</p>
      )}
      {mapping.length === 0 && (
        <EmptyState>Read the inventory to see which values this field holds.</EmptyState>
      )}
      <ul className="list" aria-label="Values of the field">
        {mapping.map(({ value, label, accounts, status, places, ...names }) => (
          <li key={value} className="status-value" aria-label={label}>
            <span>
              {label}{' '}
              <span className="quiet small">{accounts !== null && formatCounted(accounts, 'account')}</span>
            </span>
            <SegmentedControl
              size="xs"
              aria-label={`Status of ${label}`}
              value={status}
              data={[...STATUS_CHOICES]}
              onChange={(next) => draft.edit((document) => mapStatus(document, names, next))}
            />
            <NotesAt notes={places.flatMap((place) => notes.at(place))} />
          </li>
        ))}
      </ul>
    </>
  );
}
