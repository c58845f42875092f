import type { FieldChange } from '@handrail/contract';
import { objectLabel } from '@handrail/core';

/** Fields that are no longer what they were, each with what happened and what to do. */
export function FieldChangeList({ changes }: { changes: readonly FieldChange[] }) {
  return (
    <ul className="stack stack-tight">
      {changes.map(({ object, name, label, text }) => (
        <li key={`${object}.${name}`} dir="auto">
          <strong>{label}</strong> ({objectLabel(object)}): {text}
        </li>
      ))}
    </ul>
  );
}
