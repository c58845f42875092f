import type { Explanation, WhyMatch } from '@handrail/contract';
import { plainText } from './plain-text.ts';
import { formatTable } from './table.ts';
import type { Cell } from './table.ts';
import { formatInstant } from './time.ts';

/** The answer to "Why?" as text: the sentence, its reasons, what would change it, and where each field comes from. */
export function formatWhy(why: Explanation): string {
  const name = plainText(why.name ?? why.sourceId ?? 'without a name');
  const head = [
    `${name}  ${why.standing}`,
    plainText(why.answer),
    ...(why.remedy === null ? [] : [`What would change it: ${plainText(why.remedy)}`]),
  ];
  const reasons = why.reasons.map(({ label, text, at }) => [
    label,
    [text === '' ? null : text, formatInstant(at)].filter((part) => part !== null).join(', '),
  ]);
  const fields = why.fields.map(({ label, value, source, conversion, owner, manual, change }) => [
    label,
    cell(value),
    source === null ? null : `${source.object}.${source.field}`,
    source === null ? null : cell(source.value),
    manual === null ? `${conversion}; ${owner}` : `${owner}, ${manual.by ?? 'somebody'}`,
    change === null
      ? null
      : `${formatInstant(change.at) ?? ''}: ${cell(change.before) ?? '–'} → ${cell(change.after) ?? '–'}`,
    change === null ? null : change.cause,
  ]);
  const tables = [
    formatTable(['REASON', ''], reasons),
    fields.length === 0
      ? ''
      : formatTable(['FIELD', 'VALUE', 'FROM', 'SOURCE VALUE', 'RULE', 'LAST CHANGE', 'CAUSE'], fields),
  ];
  return [`${head.join('\n')}\n`, ...tables.filter((text) => text !== '')].join('\n');
}

/** What may be meant by a name, as a table. */
export function formatMatches(matches: readonly WhyMatch[]): string {
  return formatTable(
    ['NAME', 'ACCOUNT', 'STANDING', 'ID', 'SOURCE ID'],
    matches.map(({ name, account, standing, id, sourceId }) => [name, account, standing, id, sourceId]),
  );
}

function cell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number') return value;
  return Array.isArray(value) ? value.map(String).join(', ') : JSON.stringify(value);
}
