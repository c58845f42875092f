import { STAKEHOLDER_MANUAL_FIELDS } from '@handrail/contract';
import type { StakeholderDetail } from '@handrail/contract';
import { STAKEHOLDER_FIELD_LABELS } from '@handrail/core';
import { formatValue } from '../../components/format-value.ts';
import { ManualValue } from '../../components/manual-value.tsx';
import { inputFor } from '../../components/typed-value.ts';
import { Why } from '../../components/why.tsx';
import { useStakeholderValue } from '../../queries/stakeholders.ts';
import { useIsAdmin } from '../../session.tsx';
import '../../components/plain-table.css';

type ManualField = (typeof STAKEHOLDER_MANUAL_FIELDS)[number];

/** Every field with its value, a mark where it was set by hand, and where it comes from; an admin sets one by hand. */
export function StakeholderFields({ stakeholder }: { stakeholder: StakeholderDetail }) {
  const isAdmin = useIsAdmin();
  const { id, manual, fields } = stakeholder;
  const rows = [
    ...STAKEHOLDER_MANUAL_FIELDS.map((field) => ({
      field,
      label: STAKEHOLDER_FIELD_LABELS[field],
      value: stakeholder[field],
      // The e-mail address is who they are: Gainsight keeps it for those whom it knows.
      editable: field === 'email' && stakeholder.gainsightId !== null ? null : field,
    })),
    ...Object.entries(fields).map(([name, value]) => ({
      field: `fields.${name}`,
      label: name,
      value,
      editable: null,
    })),
  ];
  return (
    <div className="panel panel-flush">
      <table className="plain-table" aria-label="Fields">
        <thead>
          <tr>
            <th scope="col">Field</th>
            <th scope="col">Value</th>
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
          {rows.map(({ field, label, value, editable }) => (
            <tr key={field}>
              <td data-label="Field">
                <strong>{label}</strong>
              </td>
              <td data-label="Value" dir="auto">
                <span>
                  {formatValue(value)}
                  {manual.includes(field) && <span className="small manual-mark"> set by hand</span>}
                </span>
              </td>
              <td data-label="Why">
                <span>
                  <Why noun="stakeholder" subject={id} about={label} field={field} />
                </span>
              </td>
              {isAdmin && (
                <td data-label="By hand">
                  {editable === null ? (
                    <span className="small quiet">kept in Gainsight</span>
                  ) : (
                    <ByHand stakeholder={stakeholder} field={editable} />
                  )}
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function ByHand({ stakeholder, field }: { stakeholder: StakeholderDetail; field: ManualField }) {
  const manual = useStakeholderValue(stakeholder.id, field);
  const kind = field === 'decisionMaker' ? 'boolean' : 'text';
  return (
    <ManualValue
      label={STAKEHOLDER_FIELD_LABELS[field]}
      isManual={stakeholder.manual.includes(field)}
      input={inputFor(kind, stakeholder[field])}
      manual={manual}
    />
  );
}
