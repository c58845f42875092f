import type { ConfigChange } from '@handrail/contract';
import { placeInWords, valueInWords } from './change-words.ts';

/** Changes of a configuration document, each by its place in words with what was and what is. */
export function ConfigChangeList({ changes }: { changes: readonly ConfigChange[] }) {
  return (
    <ul className="list small" style={{ marginTop: 8, overflowWrap: 'anywhere' }}>
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          {placeInWords(path)}: {valueInWords(before)} → {valueInWords(after)}
        </li>
      ))}
    </ul>
  );
}
