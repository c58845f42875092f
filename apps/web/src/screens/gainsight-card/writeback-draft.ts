import { NULL_RULES } from '@handrail/core';
import type { NullRule } from '@handrail/core';

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

type Document = Readonly<Record<string, unknown>>;

/** Reads the tab's part out of a configuration document; what is left out has its default. */
export function readWritebackDraft(document: Document): WritebackDraft {
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

/** The document with the draft put in; everything that this tab does not edit stays as it was. */
export function applyWritebackDraft(document: Document, draft: WritebackDraft): Record<string, unknown> {
  const { fallbackAuthor: _former, ...timeline } = asRecord(document['timeline']);
  const author = draft.fallbackAuthor.trim();
  return {
    version: 1,
    ...document,
    timeline: {
      ...timeline,
      enabled: draft.timelineEnabled,
      ...(author === '' ? {} : { fallbackAuthor: author }),
    },
    writeback: {
      ...asRecord(document['writeback']),
      enabled: draft.writebackEnabled,
      values: draft.values.map((value) => ({ ...value })),
    },
  };
}

/** What differs between two drafts, in words for the draft bar. */
export function listDraftChanges(saved: WritebackDraft, draft: WritebackDraft): string[] {
  const changes: string[] = [];
  if (saved.timelineEnabled !== draft.timelineEnabled) {
    changes.push(draft.timelineEnabled ? 'Timeline on' : 'Timeline off');
  }
  if (saved.fallbackAuthor.trim() !== draft.fallbackAuthor.trim()) changes.push('fallback author');
  if (saved.writebackEnabled !== draft.writebackEnabled) {
    changes.push(draft.writebackEnabled ? 'writeback on' : 'writeback off');
  }
  const rows = Math.max(saved.values.length, draft.values.length);
  for (let at = 0; at < rows; at += 1) {
    const [before, after] = [saved.values[at], draft.values[at]];
    if (before === undefined) changes.push(`row ${at + 1} added`);
    else if (after === undefined) changes.push(`row ${at + 1} removed`);
    else if (JSON.stringify(before) !== JSON.stringify(after)) changes.push(`row ${at + 1}`);
  }
  return changes;
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

function asRecord(value: unknown): Document {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
