import { NOT_KEPT } from '@handrail/contract';
import type { Explanation, WhyMatch } from '@handrail/contract';
import { plainText } from './plain-text.ts';
import { formatTable } from './table.ts';
import { formatInstant } from './time.ts';
import { valueText } from './value-text.ts';

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
  const parts = [formatTable(['REASON', ''], reasons), formatFields(why.fields)];
  return [`${head.join('\n')}\n`, ...parts.filter((text) => text !== '')].join('\n');
}

/** Each field with its value, and below it where that comes from and how it last changed: too much for one line. */
function formatFields(fields: Explanation['fields']): string {
  return fields
    .map(({ label, value, source, conversion, owner, manual, change }) => {
      const read =
        source === null
          ? ''
          : `${source.object}.${source.field}${source.isDefault ? ', by default' : ''} (${source.isKept ? shown(source.value) : NOT_KEPT}). `;
      const rule = manual === null ? `${conversion}; ${owner}` : `${owner}, ${manual.by ?? 'somebody'}`;
      const lines = [
        `${label}: ${shown(value)}`,
        `${read}${rule}.`,
        ...(change === null
          ? []
          : [
              `${formatInstant(change.at) ?? ''}: ${shown(change.before)} → ${shown(change.after)}. ${change.cause}.`,
            ]),
      ];
      return `${lines.map(plainText).join('\n  ')}\n`;
    })
    .join('');
}

/** What may be meant by a name, as a table. */
export function formatMatches(matches: readonly WhyMatch[]): string {
  return formatTable(
    ['NAME', 'ACCOUNT', 'STANDING', 'ID', 'SOURCE ID'],
    matches.map(({ name, account, standing, id, sourceId }) => [name, account, standing, id, sourceId]),
  );
}

function shown(value: unknown): string {
  return valueText(value) ?? '–';
}
