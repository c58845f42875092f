import type { ConfigChange } from '@handrail/contract';

/** Changes of a configuration document, each by its place with what was and what is. */
export function ConfigChangeList({ changes }: { changes: readonly ConfigChange[] }) {
  return (
    <ul className="list small" style={{ marginTop: 8, overflowWrap: 'anywhere' }}>
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          <code>{path}</code>: {words(before)} → {words(after)}
        </li>
      ))}
    </ul>
  );
}

function words(value: unknown): string {
  return value === undefined ? 'default' : JSON.stringify(value);
}
