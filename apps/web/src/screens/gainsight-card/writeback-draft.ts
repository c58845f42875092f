import { NULL_RULES } from '@handrail/core';
import type { NullRule } from '@handrail/core';
import { asRecord, put } from '../../config-draft/merge-documents.ts';
import type { ConfigDocument } from '../../config-draft/merge-documents.ts';

/** One row of the draft: which metric fills which field of the company. */
export interface DraftValue {
  readonly metric: string;
  readonly object: string;
  readonly field: string;
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
  return at === -1 ? null : `Row ${at + 1} needs a metric and a field.`;
}

function readValue(value: unknown): DraftValue {
  const row = asRecord(value);
  return {
    metric: asText(row['metric']),
    object: asText(row['object']) || 'Company',
    field: asText(row['field']),
    whenUndefined: NULL_RULES.find((rule) => rule === row['whenUndefined']) ?? 'keep',
    owner: row['owner'] === 'person' ? 'person' : 'handrail',
  };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
