import type { AccountDetail } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatValue } from '../../components/format-value.ts';
import { Status } from '../../components/status.tsx';
import { Time } from '../../components/time.tsx';
import '../../components/plain-table.css';

/** What was written to fields of this company in Gainsight, and what was refused with the reason. */
export function WrittenValues({ values }: { values: AccountDetail['writtenValues'] }) {
  return (
    <section className="panel panel-flush" aria-labelledby="written-values">
      <div className="panel-title">
        <h2 id="written-values">Values written</h2>
      </div>
      {values.length === 0 ? (
        <EmptyState
          action={
            <Link to="/settings/integrations/gainsight" search={{ tab: 'writeback' }}>
              Choose what is written back
            </Link>
          }
        >
          Values written to this company in Gainsight will stand here.
        </EmptyState>
      ) : (
        <table className="plain-table" aria-labelledby="written-values">
          <thead>
            <tr>
              <th scope="col">Field at Gainsight</th>
              <th scope="col">Value sent</th>
              <th scope="col">Outcome</th>
              <th scope="col">When</th>
            </tr>
          </thead>
          <tbody>
            {values.map((value) => (
              <tr key={value.field}>
                <td data-label="Field there">{value.fieldLabel}</td>
                <td data-label="Value sent" className="number">
                  {value.sentLabel ?? formatValue(value.sent)}
                </td>
                <td data-label="Outcome">
                  {value.refusal === null ? (
                    <Status tone="good" label="Written" />
                  ) : (
                    <span>
                      <Status tone="bad" label="Refused" /> {value.refusal}
                    </span>
                  )}
                </td>
                <td data-label="When">
                  <Time at={value.sentAt} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
