import type { SourceField } from '@handrail/contract';
import { findMetric, SUGGESTED_FIELDS } from '@handrail/core';
import { Button } from '@mantine/core';
import { CopyableCode } from '../../components/copyable-code.tsx';
import { Status } from '../../components/status.tsx';
import { canHold, typeOf } from './field-type.ts';
import type { DraftValue } from './writeback-draft.ts';
import '../../components/plain-table.css';

/** Custom fields worth making at Gainsight, how an admin makes them, and how a scorecard uses one. */
export function SuggestedFields({
  fields,
  values,
  readerOf,
  onAdd,
}: {
  fields: readonly SourceField[];
  values: readonly DraftValue[];
  /** What Handrail itself reads from a field; null of one that it does not read. */
  readerOf: (field: string) => string | null;
  onAdd: (metric: string, field: string) => void;
}) {
  return (
    <section className="panel panel-flush" aria-labelledby="suggested-title">
      <div className="stack" style={{ padding: 16 }}>
        <h2 id="suggested-title">Fields to make at Gainsight</h2>
        <ol className="stack stack-tight numbered">
          <li>
            In Gainsight, open <strong>Administration &gt; Data Management</strong>, choose the object{' '}
            <strong>Company</strong>, and add a field: the label and type below. Gainsight makes the name of
            it and appends <code>__gc</code>.
          </li>
          <li>
            Here, open the tab <strong>Connection</strong> and check the connection: the new field is read.
            Then add its row below, save, look at what the first write changes, and confirm it.
          </li>
          <li>
            For a scorecard: under <strong>Administration &gt; Scorecards</strong> make a measure, and under{' '}
            <strong>Rules Engine</strong> a daily rule that reads the field from Company and sets the measure
            from it. No call of the API sets a score, so the rule is the way.
          </li>
        </ol>
      </div>
      <table className="plain-table" aria-label="Suggested fields">
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">Label</th>
            <th scope="col">Name</th>
            <th scope="col">Type</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {SUGGESTED_FIELDS.map(({ metric, field, label, type }) => {
            const there = fields.find(({ name }) => name.toLowerCase() === field.toLowerCase());
            const isUsed = values.some(
              (value) => value.object === 'Company' && value.field.toLowerCase() === field.toLowerCase(),
            );
            return (
              <tr key={field}>
                <td data-label="Metric">{findMetric(metric)?.label ?? metric}</td>
                <td data-label="Label">{label}</td>
                <td data-label="Name">
                  <CopyableCode code={field} />
                </td>
                <td data-label="Type">{type}</td>
                <td data-label="State">
                  {isUsed ? (
                    <Status tone="good" label="Has a row" />
                  ) : there === undefined ? (
                    <Status tone="plain" label="Not made yet" />
                  ) : (
                    <MadeField
                      field={there}
                      metric={metric}
                      type={type}
                      reader={readerOf(there.name)}
                      onAdd={() => onAdd(metric, there.name)}
                    />
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** A suggested field that the tenant has: of which other type it is, and its row where it can have one. */
function MadeField({
  field,
  metric,
  type,
  reader,
  onAdd,
}: {
  field: SourceField;
  metric: string;
  type: string;
  reader: string | null;
  onAdd: () => void;
}) {
  const isOther = !type.startsWith(typeOf(field));
  if (reader !== null) return <Status tone="plain" label={`Handrail reads ${reader} there`} />;
  if (!field.updateable) return <Status tone="bad" label="Gainsight does not let it be written" />;
  if (!canHold(metric, field)) {
    return <Status tone="bad" label={`It is a ${typeOf(field)}, which does not take it`} />;
  }
  return (
    <span className="row">
      {isOther && <Status tone="mid" label={`It is a ${typeOf(field)}`} />}
      <Button variant="default" size="xs" aria-label={`Add a row for ${field.label}`} onClick={onAdd}>
        Add a row
      </Button>
    </span>
  );
}
