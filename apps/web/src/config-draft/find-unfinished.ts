import { configPlaceInWords } from '@handrail/contract';
import { parseConfig } from '@handrail/core';
import type { ConfigDocument } from './merge-documents.ts';
import { unfinishedRule } from './unfinished-rule.ts';

/** The first thing that keeps a document from being one, in words; null when nothing does. `labels` are of fields, by name. */
export function findUnfinished(
  document: ConfigDocument,
  labels: ReadonlyMap<string, string> = new Map(),
): string | null {
  const parsed = parseConfig({ version: 1, ...document });
  if (parsed.ok) return null;
  const [issue] = parsed.issues;
  if (issue === undefined) return null;
  const rule = unfinishedRule(document, issue.path, labels);
  if (rule !== null) return `Not finished: ${rule}.`;
  return `Not finished: ${configPlaceInWords(issue.path)} ${issue.message}.`;
}
