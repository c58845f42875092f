import { Button, Switch } from '@mantine/core';
import { EmptyState } from '../../components/empty-state.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import type { ConfigNote } from '../../config-draft/config-notes.ts';
import { useFields } from '../../queries/connections.ts';
import { useWriteback } from '../../queries/outbox.ts';
import { withTarget } from './writeback-draft.ts';
import type { DraftValue, WritebackDraft } from './writeback-draft.ts';
import { canHold } from './field-type.ts';
import { SuggestedFields } from './suggested-fields.tsx';
import { ValueRow } from './value-row.tsx';
import './gainsight-card.css';

const NEW_ROW: DraftValue = {
  metric: 'health.score',
  object: 'Company',
  field: '',
  whenUndefined: 'keep',
  owner: 'handrail',
};

/** Which metric is written to which field of the company or of its relationships, and fields worth making there. */
export function WritebackSettings({
  draft,
  savedVersion,
  readerOf,
  notesAt,
  onEdit,
}: {
  draft: WritebackDraft;
  savedVersion: number;
  /** What Handrail itself reads from a field; null of one that it does not read. */
  readerOf: (object: string, field: string) => string | null;
  /** What stands against a row, counted from 0. */
  notesAt: (at: number) => readonly ConfigNote[];
  onEdit: (change: Partial<WritebackDraft>) => void;
}) {
  const fields = useFields('company', true);
  const ofRelationships = useFields('relationship', true);
  const writeback = useWriteback(savedVersion);
  const put = (at: number, row: DraftValue | null) =>
    onEdit({
      values: draft.values.flatMap((value, index) => (index !== at ? [value] : row === null ? [] : [row])),
    });
  return (
    <>
      <section className="panel panel-flush" aria-labelledby="writeback-title">
        <div className="stack" style={{ padding: 16, gap: 16 }}>
          <h2 id="writeback-title">Metrics and health</h2>
          <Switch
            label="Write metrics and health to Gainsight"
            description="Hourly, only values that changed, 50 records a call. Gainsight keeps the fields; make them there first."
            checked={draft.writebackEnabled}
            onChange={(event) => onEdit({ writebackEnabled: event.currentTarget.checked })}
          />
          <p className="small quiet">
            A relationship gets the values of its account. Offered are the fields that can hold the metric and
            that Handrail does not read itself. Without a value, a field is kept as it is, cleared, or its
            record is skipped. Where Handrail owns the field, an edit made there is overwritten; where a
            person owns it, the edit stays and is shown.
          </p>
          {fields.isError && (
            <FailedState
              title="Could not load the fields of the company"
              error={fields.error}
              onRetry={() => void fields.refetch()}
              isRetrying={fields.isFetching}
            />
          )}
        </div>
        {draft.values.length === 0 ? (
          <EmptyState>A row here names a metric and the field that receives it.</EmptyState>
        ) : (
          <ol
            className="list"
            aria-label="Values written back"
            style={{ borderTop: '1px solid var(--line)' }}
          >
            {draft.values.map((value, at) => (
              <ValueRow
                key={at}
                number={at + 1}
                value={value}
                fields={(value.object === 'Relationship' ? ofRelationships : fields).data?.items ?? []}
                canReceive={(field) =>
                  canHold(value.metric, field) && readerOf(value.object, field.name) === null
                }
                became={
                  writeback.data?.rows.find(
                    (row) =>
                      row.object === value.object && row.field === value.field && row.metric === value.metric,
                  ) ?? null
                }
                notes={notesAt(at)}
                onChange={(row) => put(at, row)}
                onRemove={() => put(at, null)}
              />
            ))}
          </ol>
        )}
        <div style={{ padding: '0 16px 16px' }}>
          <Button variant="default" onClick={() => onEdit({ values: [...draft.values, NEW_ROW] })}>
            Add a value
          </Button>
        </div>
      </section>
      <SuggestedFields
        fields={fields.data?.items ?? []}
        values={draft.values}
        readerOf={(field) => readerOf('Company', field)}
        onAdd={(metric, field) =>
          onEdit({
            values: [...draft.values, withTarget(NEW_ROW, { metric, field }, fields.data?.items ?? [])],
          })
        }
      />
    </>
  );
}
