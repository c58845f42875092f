import {
  costInWords,
  fieldInWords,
  heldCountInWords,
  heldInWords,
  heldOfKind,
  otherValuesInWords,
  ruleInWords,
  streamCostInWords,
  unforeseenInWords,
  waitingGone,
  waitingInWords,
  withAccountsInWords,
} from '@handrail/contract';
import type {
  CadencePreview,
  OtherValuesInWords,
  Preview,
  PreviewKind,
  PreviewRow,
} from '@handrail/contract';
import { plainText } from './plain-text.ts';

/** Each kind in the words of the screen. */
const KINDS = [
  ['entering', 'entering'],
  ['leaving', 'leaving'],
  ['almost-in', 'almost in'],
  ['stays-out', 'staying out'],
  ['status', 'with another status'],
  ['people', 'with another owner or CSM'],
  ['fields', 'with other values'],
  ['set-aside', 'set aside'],
  ['missing', 'no longer at the source'],
] as const;

/** A preview as text: the totals, what it costs, then the accounts of each kind. */
export function formatPreview(preview: Preview): string {
  const { totals, unchanged, cost, inventory, rows } = preview;
  const summary = KINDS.map(([kind, words]) => {
    const gone = kind === 'missing' ? waitingGone(preview) : null;
    if (gone !== null) return `${gone.count} ${words} (${gone.words})`;
    const held = heldOfKind(preview, kind);
    return `${totals[kind]} ${words}${held === 0 ? '' : ` (${heldCountInWords(held)})`}`;
  }).join(' · ');
  const guard = heldInWords(preview);
  const unforeseen = unforeseenInWords(preview);
  const told = [
    ...(unforeseen === null ? [] : [plainText(unforeseen)]),
    ...withAccountsInWords(preview),
    ...otherValuesInWords(preview).flatMap(({ sentences }) => sentences.map(plainText)),
    ...(guard === null ? [] : [guard]),
    ...preview.waiting.map(waitingInWords),
    ...preview.warnings.map(({ path, message }) => plainText(`${path} ${message}`)),
  ];
  const head = `${summary} · ${unchanged} as they are\n${told.map((line) => `${line}\n`).join('')}${formatCost(cost)}Of ${inventory.records} accounts as read ${inventory.readAt}; today is ${preview.today}.\n`;
  const lists = KINDS.filter(([kind]) => rows[kind].length > 0).map(([kind, words]) => {
    const more = totals[kind] > rows[kind].length ? `  … of ${totals[kind]}\n` : '';
    return `\n${words[0]?.toUpperCase() ?? ''}${words.slice(1)}\n${rows[kind].map((row) => formatRow(kind, row)).join('')}${more}`;
  });
  return head + lists.join('') + otherValuesInWords(preview).map(formatOthers).join('');
}

function formatOthers({ title, others: { rows, changed } }: OtherValuesInWords): string {
  if (rows.length === 0) return '';
  const more = changed > rows.length ? `  … of ${changed}\n` : '';
  const lines = rows.map(({ gainsightId, name, accountName, changes }) => {
    const who = `${name ?? gainsightId}${accountName === null ? '' : ` (${accountName})`}`;
    return `  ${plainText(`${who}: ${changesInWords(changes).join(', ')}`)}\n`;
  });
  return `\n${title}\n${lines.join('')}${more}`;
}

function changesInWords(changes: PreviewRow['changes']): readonly string[] {
  return Object.entries(changes).map(
    ([key, [before, after]]) => `${fieldInWords(key)} ${JSON.stringify(before)} → ${JSON.stringify(after)}`,
  );
}

/** What saving takes in all, then what each stream takes of it where anything is read. */
function formatCost(cost: Preview['cost']): string {
  const parts = cost.streams.map((one) => `  ${plainText(one.label)}: ${streamCostInWords(one)}\n`);
  const isRead = cost.streams.some(({ mode }) => mode !== 'projection');
  return `${costInWords(cost)}\n${isRead ? parts.join('') : ''}`;
}

/** What other cadences would do, as text; nothing when no stream would start at another time. */
export function formatCadence({ streams, vendors }: CadencePreview): string {
  if (streams.length === 0) return '';
  const changes = streams.map(({ label, before, after, callsADay }) => {
    const calls = callsADay === null ? '' : `, ${callsADay.before} → ${callsADay.after} calls a day`;
    const every = `every ${before.intervalMinutes} → ${after.intervalMinutes} min`;
    return `  ${plainText(label)}: ${every}${calls}; next starts ${after.nextStarts.join(', ')}\n`;
  });
  const sums = vendors.map(
    ({ host, before, after, limitDay }) =>
      `  ${plainText(host)}: about ${before} → ${after} calls a day, of ${limitDay}\n`,
  );
  return `\nAnother cadence\n${changes.join('')}${sums.join('')}`;
}

function formatRow(kind: PreviewKind, row: PreviewRow): string {
  const { gainsightId, name, field, value, changes } = row;
  const rule = ruleInWords(kind, row);
  // Of a record set aside the cause names the field, and its value cannot be shown.
  const isBare = field === null || kind === 'set-aside';
  const said = [
    ...(rule === null ? [] : [isBare ? rule : `${rule} (${field}: ${JSON.stringify(value)})`]),
    ...changesInWords(changes),
  ];
  const told = said.length === 0 ? '' : `: ${said.join(', ')}`;
  return `  ${plainText(`${name ?? gainsightId}${told}`)}\n`;
}
