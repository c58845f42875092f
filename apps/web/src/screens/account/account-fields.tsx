import type { AccountDetail } from '@handrail/contract';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatValue } from '../../components/format-value.ts';
import { LongText } from '../../components/long-text.tsx';
import { ManualValue } from '../../components/manual-value.tsx';
import { inputOf } from '../../components/typed-value.ts';
import { Why } from '../../components/why.tsx';
import { useManualValue } from '../../queries/accounts.ts';
import { useIsAdmin } from '../../session.tsx';
import '../../components/plain-table.css';

/** Every field with its value, and the field and value at Gainsight from which it came; an admin sets one by hand. */
export function AccountFields({ accountId, rows }: { accountId: string; rows: AccountDetail['fieldRows'] }) {
  const isAdmin = useIsAdmin();
  if (rows.length === 0) return <EmptyState>No fields are mapped yet.</EmptyState>;
  return (
    <div className="panel panel-flush">
      <table className="plain-table" aria-label="Fields">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Value</th>
            <th scope="col">Field at Gainsight</th>
            <th scope="col">Value there</th>
            <th scope="col">
              <span className="sr-only">Why</span>
            </th>
            {isAdmin && (
              <th scope="col">
                <span className="sr-only">By hand</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.field}>
              <td data-label="Field">
                <strong>{row.label}</strong>
              </td>
              <td data-label="Value" className="number" dir="auto">
                <span>
                  <LongText text={formatValue(row.value)} />
                  {row.isManual && <span className="small manual-mark"> set by hand</span>}
                </span>
              </td>
              <td data-label="Field there">
                {row.sourceField === null ? (
                  <span className="quiet">not from Gainsight</span>
                ) : (
                  <span>
                    {row.sourceLabel ?? row.sourceField}
                    {row.sourceLabel !== null && row.sourceLabel !== row.sourceField && (
                      <code className="quiet"> {row.sourceField}</code>
                    )}
                  </span>
                )}
              </td>
              <td data-label="Value there" className="number quiet" dir="auto">
                {row.sourceField !== null && <LongText text={formatValue(row.sourceValue)} />}
              </td>
              <td data-label="Why">
                <span>
                  <Why noun="account" subject={accountId} about={row.label} field={row.key ?? row.field} />
                </span>
              </td>
              {isAdmin && (
                <td data-label="By hand">
                  {row.key !== null && <ByHand accountId={accountId} field={row.key} row={row} />}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ByHand({
  accountId,
  field,
  row,
}: {
  accountId: string;
  field: string;
  row: AccountDetail['fieldRows'][number];
}) {
  const manual = useManualValue(accountId, field);
  return <ManualValue label={row.label} isManual={row.isManual} input={inputOf(row)} manual={manual} />;
}
