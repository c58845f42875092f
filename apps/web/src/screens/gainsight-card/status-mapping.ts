import type { DraftCounts, SourceField } from '@handrail/contract';
import { findOptionValue, optionName } from '@handrail/core';
import type { FieldOption } from '@handrail/core';
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
  /** What the document names it by once it is mapped. */
  readonly name: string;
  /** What the document names it by as it stands. */
  readonly named: readonly string[];
  /** Where it does: `status.churned[0]`. */
  readonly places: readonly string[];
  /** How many accounts hold it; null while nothing counts it. */
  readonly accounts: number | null;
  readonly status: (typeof STATUS_CHOICES)[number]['value'];
}

/** The document with the status told by another field, or by none: whose values were mapped before means nothing there. */
export function withStatusField(document: ConfigDocument, field: string): ConfigDocument {
  const { churnedOn } = asRecord(document['status']);
  return put(
    document,
    ['status'],
    field === '' ? undefined : { field, ...(churnedOn === undefined ? {} : { churnedOn }) },
  );
}

/** Every value that is listed, held or mapped; null where a side of the mapping is a filter. */
export function readStatusMapping(
  document: ConfigDocument,
  field: SourceField | undefined,
  counts: NonNullable<DraftCounts['statuses']>,
): readonly StatusValue[] | null {
  const [churned, prospect] = [sideOf(document, 'churned'), sideOf(document, 'prospect')];
  if (churned === null || prospect === null) return null;
  const known = new Map<string, FieldOption>((field?.options ?? []).map((option) => [option.value, option]));
  for (const { value, label } of counts) {
    if (typeof value === 'string' && value !== '' && !known.has(value)) known.set(value, { value, label });
  }
  const listed = { name: '', label: '', type: 'picklist', options: [...known.values()] } as const;
  const idOf = (name: string) => findOptionValue(listed, name) ?? name;
  const mapped = [...placed(churned, 'churned'), ...placed(prospect, 'prospect')];
  for (const id of mapped.map(({ name }) => idOf(name)))
    if (!known.has(id)) known.set(id, { value: id, label: id });
  return [...known.values()].map((option) => {
    const { value, label } = option;
    const isIn = (side: readonly string[]) => side.some((name) => idOf(name) === value);
    const held = counts.filter((one) => one.value === value);
    const ofIt = mapped.filter((one) => idOf(one.name) === value);
    return {
      value,
      label,
      name: optionName(option),
      named: ofIt.map((one) => one.name),
      places: ofIt.map((one) => one.place),
      accounts: counts.length === 0 ? null : held.reduce((sum, one) => sum + one.accounts, 0),
      status: isIn(churned) ? 'churned' : isIn(prospect) ? 'prospect' : 'active',
    };
  });
}

/** The document with one value mapped to a status. */
export function mapStatus(
  document: ConfigDocument,
  { name, named }: Pick<StatusValue, 'name' | 'named'>,
  status: string,
): ConfigDocument {
  return (['churned', 'prospect'] as const).reduce((held, side) => {
    const others = (sideOf(document, side) ?? []).filter((one) => !named.includes(one));
    const next = side === status ? [...others, name] : others;
    return put(held, ['status', side], next.length === 0 ? undefined : next);
  }, document);
}

function placed(side: readonly string[], key: 'churned' | 'prospect') {
  return side.map((name, at) => ({ name, place: `status.${key}[${at}]` }));
}

function sideOf(document: ConfigDocument, side: 'churned' | 'prospect'): readonly string[] | null {
  const held = asRecord(document['status'])[side];
  if (held === undefined) return [];
  return Array.isArray(held) ? held.map(String) : null;
}
