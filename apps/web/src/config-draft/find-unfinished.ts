import { parseConfig } from '@handrail/core';
import { placeInWords } from './change-words.ts';
import type { ConfigDocument } from './merge-documents.ts';

/** What is said of a place that is not filled yet, in the words of the screen. */
const WORDS: Readonly<Record<string, string>> = {
  'must name a field by its API name': 'has a rule without a field',
};

/** The first thing that keeps a document from being one, in words; null when nothing does. */
export function findUnfinished(document: ConfigDocument): string | null {
  const parsed = parseConfig({ version: 1, ...document });
  if (parsed.ok) return null;
  const [issue] = parsed.issues;
  if (issue === undefined) return null;
  const place = placeInWords(issue.path.split('.').slice(0, 2).join('.'));
  return `Not finished: ${place} ${WORDS[issue.message] ?? issue.message}.`;
}
