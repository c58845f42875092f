import { MEETING_LINE_EXAMPLE, MEETING_LINE_KEYS } from '@handrail/contract';

/** What a line of JSON lines looks like, folded away. */
export function LineFormat() {
  return (
    <details className="small">
      <summary>What a line of JSON lines holds</summary>
      <p>
        <code style={{ overflowWrap: 'anywhere' }}>{MEETING_LINE_EXAMPLE}</code>
      </p>
      <ul>
        {MEETING_LINE_KEYS.map(([key, holds]) => (
          <li key={key}>
            <code>{key}</code>: {holds}
          </li>
        ))}
      </ul>
      <p>One meeting a line, or all of them in one list.</p>
    </details>
  );
}
