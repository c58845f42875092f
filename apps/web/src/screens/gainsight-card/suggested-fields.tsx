import type { SourceField } from '@handrail/contract';
import { findMetric, SUGGESTED_FIELDS } from '@handrail/core';
import { Button } from '@mantine/core';
import { CopyableCode } from '../../components/copyable-code.tsx';
import { Status } from '../../components/status.tsx';
import type { DraftValue } from './writeback-draft.ts';
import '../../components/plain-table.css';

/** Custom fields worth making at Gainsight, how an admin makes them, and how a scorecard uses one. */
export function SuggestedFields({
  fields,
  values,
  onAdd,
}: {
  fields: readonly SourceField[];
  values: readonly DraftValue[];
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
            const isThere = fields.some(({ name }) => name.toLowerCase() === field.toLowerCase());
            const isUsed = values.some((value) => value.object === 'Company' && value.field === field);
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
                  ) : isThere ? (
                    <Button
                      variant="default"
                      size="xs"
                      aria-label={`Add a row for ${label}`}
                      onClick={() => onAdd(metric, field)}
                    >
                      Add a row
                    </Button>
                  ) : (
                    <Status tone="plain" label="Not made yet" />
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
