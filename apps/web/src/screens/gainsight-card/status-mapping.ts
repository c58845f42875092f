import type { DraftCounts, SourceField } from '@handrail/contract';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigDocument } from '../../config-draft/merge-documents.ts';

/** What a value can be mapped to; Active is what is left. */
export const STATUS_CHOICES = [
  { value: 'churned', label: 'Churned' },
  { value: 'prospect', label: 'Prospect' },
  { value: 'active', label: 'Active' },
] as const;

/** A value of the status field with what it is mapped to. */
export interface StatusValue {
  readonly value: string;
  readonly label: string;
  /** How many accounts hold it; null while nothing counts it. */
  readonly accounts: number | null;
  readonly status: (typeof STATUS_CHOICES)[number]['value'];
}

/** Every value that is listed, held or mapped; null where a side of the mapping is a filter. */
export function readStatusMapping(
  document: ConfigDocument,
  field: SourceField | undefined,
  counts: DraftCounts['statuses'],
): readonly StatusValue[] | null {
  const [churned, prospect] = [sideOf(document, 'churned'), sideOf(document, 'prospect')];
  if (churned === null || prospect === null) return null;
  const options = field?.options ?? [];
  const known = new Map(options.map(({ value, label }) => [value, label]));
  for (const { value, label } of counts)
    if (typeof value === 'string' && value !== '') known.set(value, label);
  const names = new Set([...known].flat());
  for (const value of [...churned, ...prospect]) if (!names.has(value)) known.set(value, value);
  return [...known].map(([value, label]) => {
    const isIn = (side: readonly string[]) => side.includes(value) || side.includes(label);
    const held = counts.filter((one) => one.value === value);
    return {
      value,
      label,
      accounts: counts.length === 0 ? null : held.reduce((sum, one) => sum + one.accounts, 0),
      status: isIn(churned) ? 'churned' : isIn(prospect) ? 'prospect' : 'active',
    };
  });
}

/** The document with one value, known by its id and its label, mapped to a status. */
export function mapStatus(
  document: ConfigDocument,
  [value, label]: readonly [string, string],
  status: string,
): ConfigDocument {
  return (['churned', 'prospect'] as const).reduce((held, side) => {
    const others = (sideOf(document, side) ?? []).filter((name) => name !== value && name !== label);
    const next = side === status ? [...others, label] : others;
    return put(held, ['status', side], next.length === 0 ? undefined : next);
  }, document);
}

function sideOf(document: ConfigDocument, side: 'churned' | 'prospect'): readonly string[] | null {
  const held = asRecord(document['status'])[side];
  if (held === undefined) return [];
  return Array.isArray(held) ? held.map(String) : null;
}
