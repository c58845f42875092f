import type { SourceField } from '@handrail/contract';
import { findMetric, isOfAHundred, NULL_RULES, parseConfig, proposeWords, readFrom } from '@handrail/core';
import type { NullRule } from '@handrail/core';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigDocument } from '../../config-draft/merge-documents.ts';

/** How a row's values are said in the field: by what each word becomes, or by scale and decimals. */
export type DraftConversion =
  | { readonly words: Readonly<Record<string, string>> }
  | { readonly outOf?: number; readonly decimals?: number };

/** One row of the draft: which metric fills which field of the company. */
export interface DraftValue {
  readonly metric: string;
  readonly object: string;
  readonly field: string;
  /** Absent where the value is written as it is measured. */
  readonly conversion?: DraftConversion;
  readonly whenUndefined: NullRule;
  readonly owner: 'handrail' | 'person';
}

/** The part of the configuration that this tab edits. */
export interface WritebackDraft {
  readonly timelineEnabled: boolean;
  readonly fallbackAuthor: string;
  readonly writebackEnabled: boolean;
  readonly values: readonly DraftValue[];
}

/** Reads the tab's part out of a configuration document; what is left out has its default. */
export function readWritebackDraft(document: ConfigDocument): WritebackDraft {
  const timeline = asRecord(document['timeline']);
  const writeback = asRecord(document['writeback']);
  const values = writeback['values'];
  return {
    timelineEnabled: timeline['enabled'] === true,
    fallbackAuthor: asText(timeline['fallbackAuthor']),
    writebackEnabled: writeback['enabled'] === true,
    values: Array.isArray(values) ? values.map(readValue) : [],
  };
}

/** The document with a change of the draft put in; everything that it does not name stays as it was. */
export function applyWriteback(document: ConfigDocument, change: Partial<WritebackDraft>): ConfigDocument {
  const { timelineEnabled, fallbackAuthor, writebackEnabled, values } = change;
  const places: readonly (readonly [boolean, readonly string[], unknown])[] = [
    [timelineEnabled !== undefined, ['timeline', 'enabled'], timelineEnabled],
    [fallbackAuthor !== undefined, ['timeline', 'fallbackAuthor'], fallbackAuthor?.trim() || undefined],
    [writebackEnabled !== undefined, ['writeback', 'enabled'], writebackEnabled],
    [values !== undefined, ['writeback', 'values'], values],
  ];
  return places.reduce((held, [isNamed, keys, value]) => (isNamed ? put(held, keys, value) : held), document);
}

/** Why the writeback part of a draft cannot be saved yet; null when it can. */
export function findMissingWriteback(draft: WritebackDraft): string | null {
  if (draft.timelineEnabled && draft.fallbackAuthor.trim() === '') {
    return 'A fallback author is needed before the Timeline can be switched on.';
  }
  const at = draft.values.findIndex(({ metric, field }) => metric.trim() === '' || field.trim() === '');
  if (at !== -1) return `Row ${at + 1} needs a metric and a field.`;
  for (const [index, { conversion }] of draft.values.entries()) {
    const open = wordsOf(conversion).filter(([, there]) => there === '');
    if (open.length > 0) {
      return `Row ${index + 1} needs what ${open.map(([word]) => word).join(', ')} becomes.`;
    }
  }
  return null;
}

function wordsOf(conversion: DraftConversion | undefined): readonly (readonly [string, string])[] {
  return conversion !== undefined && 'words' in conversion ? Object.entries(conversion.words) : [];
}

/**
 * A row that writes this metric to this field, with a conversion that says something of both: words that a picklist
 * calls otherwise wait for a person to say which item each becomes.
 */
export function withTarget(
  { conversion, ...row }: DraftValue,
  target: Partial<Pick<DraftValue, 'metric' | 'object' | 'field'>>,
  fields: readonly SourceField[],
): DraftValue {
  const moved = { ...row, ...target };
  const metric = findMetric(moved.metric);
  const field = fields.find(({ name }) => name === moved.field);
  if (metric?.type === 'label') return { ...moved, ...wordsFor(field) };
  if (metric?.type !== 'number' || conversion === undefined || 'words' in conversion) return moved;
  const { outOf, ...decimals } = conversion;
  return { ...moved, ...asConversion(isOfAHundred(metric) ? { outOf, ...decimals } : decimals) };
}

function wordsFor(field: SourceField | undefined): Pick<DraftValue, 'conversion'> {
  if (field?.type !== 'picklist') return {};
  const proposed = [...proposeWords({ options: activeItems(field) })];
  if (proposed.every(([, item]) => item !== undefined)) return {};
  return { conversion: { words: Object.fromEntries(proposed.map(([word, item]) => [word, item ?? ''])) } };
}

/** Items of a picklist that may be written. */
export function activeItems({ options }: SourceField): SourceField['options'] {
  return options.filter(({ isActive }) => isActive !== false);
}

/** The conversion of a row whose parts may be left as they are. */
export function asConversion(parts: {
  readonly outOf?: number | undefined;
  readonly decimals?: number | undefined;
}): Pick<DraftValue, 'conversion'> {
  const { outOf, decimals } = parts;
  if (outOf === undefined && decimals === undefined) return {};
  return {
    conversion: {
      ...(outOf === undefined ? {} : { outOf }),
      ...(decimals === undefined ? {} : { decimals }),
    },
  };
}

/** Tells what Handrail itself reads from a field by a draft; null of a field that it does not read. */
export function fieldReader(document: ConfigDocument): (object: string, field: string) => string | null {
  const { accounts, status, fields } = document;
  const parsed = parseConfig({ version: 1, accounts, status, fields });
  return (object, field) =>
    parsed.ok
      ? readFrom(parsed.value, { object: object === 'Relationship' ? 'Relationship' : 'Company', field })
      : null;
}

function readValue(value: unknown): DraftValue {
  const row = asRecord(value);
  return {
    metric: asText(row['metric']),
    object: asText(row['object']) || 'Company',
    field: asText(row['field']),
    ...readConversion(row['conversion']),
    whenUndefined: NULL_RULES.find((rule) => rule === row['whenUndefined']) ?? 'keep',
    owner: row['owner'] === 'person' ? 'person' : 'handrail',
  };
}

function readConversion(value: unknown): Pick<DraftValue, 'conversion'> {
  const held = asRecord(value);
  if (held['words'] === undefined) {
    return asConversion({ outOf: asNumber(held['outOf']), decimals: asNumber(held['decimals']) });
  }
  const words = Object.entries(asRecord(held['words'])).map(([word, there]) => [word, asText(there)]);
  return { conversion: { words: Object.fromEntries(words) } };
}

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
