import { fieldInWords } from '@handrail/contract';
import { formatValue } from './format-value.ts';
import { LongText } from './long-text.tsx';

/** Fields with their value before and after. */
export function FieldChanges({ fields }: { fields: Readonly<Record<string, readonly [unknown, unknown]>> }) {
  const entries = Object.entries(fields);
  if (entries.length === 0) return null;
  return (
    <ul className="stack stack-tight small">
      {entries.map(([field, [before, after]]) => (
        <li key={field} style={{ overflowWrap: 'anywhere' }}>
          <span className="quiet">{fieldInWords(field)}</span>{' '}
          <span dir="auto">
            <LongText text={formatValue(before)} />
          </span>
          <span aria-hidden> → </span>
          <span className="sr-only"> became </span>
          <strong dir="auto">
            <LongText text={formatValue(after)} />
          </strong>
        </li>
      ))}
    </ul>
  );
}
