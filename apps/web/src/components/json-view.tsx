import './facts.css';
import { formatValue } from './format-value.ts';

/** Stored inputs of a computed value, name by name; nested ones are indented. */
export function JsonView({ value }: { value: Readonly<Record<string, unknown>> }) {
  const entries = Object.entries(value);
  if (entries.length === 0) return <p className="quiet">No inputs were stored.</p>;
  return (
    <dl className="json-view small">
      {entries.map(([name, entry]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="number">{isRecord(entry) ? <JsonView value={entry} /> : formatValue(entry)}</dd>
        </div>
      ))}
    </dl>
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
