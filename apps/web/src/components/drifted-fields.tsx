import { Link } from '@tanstack/react-router';
import { useFieldChanges } from '../queries/connections.ts';
import { FieldChangeList } from './field-change-list.tsx';
import { formatCounted } from './format-value.ts';
import { Notice } from './notice.tsx';

/** Fields in use that Gainsight removed, renamed or retyped since the configuration was saved; nothing when none did. */
export function DriftedFields() {
  const changes = useFieldChanges();
  const drifted = (changes.data?.items ?? []).filter(
    ({ kind, usedBy }) => kind !== 'added' && usedBy.length > 0,
  );
  if (drifted.length === 0) return null;
  const count = formatCounted(drifted.length, 'field in use', 'fields in use');
  return (
    <Notice
      tone="mid"
      title={`${count} changed at Gainsight`}
      actions={
        <Link to="/settings/configurations/fields" className="small">
          Open Fields
        </Link>
      }
    >
      <FieldChangeList changes={drifted} />
      <p className="small">
        What was imported stays as it is. A run that needs a field which is gone stops before it changes
        anything; all other data types go on.
      </p>
    </Notice>
  );
}
