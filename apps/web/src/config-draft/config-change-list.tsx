import { configPlaceInWords, configValueInWords } from '@handrail/contract';
import type { ConfigChange } from '@handrail/contract';
import { fieldCatalog } from '@handrail/core';
import { useFields } from '../queries/connections.ts';

/** Changes of a configuration document, each by its place in words with what was and what is. */
export function ConfigChangeList({ changes }: { changes: readonly ConfigChange[] }) {
  const fields = useFields('company', true).data?.items;
  const catalog = fields === undefined ? undefined : fieldCatalog(fields);
  return (
    <ul className="list small" style={{ marginTop: 8, overflowWrap: 'anywhere' }}>
      {changes.map(({ path, before, after }) => (
        <li key={path}>
          {configPlaceInWords(path)}: {configValueInWords(path, before, catalog)} →{' '}
          {configValueInWords(path, after, catalog)}
        </li>
      ))}
    </ul>
  );
}
