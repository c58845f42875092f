import type { PreviewKind, PreviewRow } from './preview.ts';

/** The rule that decided a row, told as what the account fails or meets; null where no rule did. */
export function ruleInWords(kind: PreviewKind, { rule }: Pick<PreviewRow, 'rule'>): string | null {
  if (rule === null) return null;
  if (kind === 'almost-in') return `fails only “${rule}”`;
  if (kind === 'leaving' || kind === 'stays-out') return `fails “${rule}”`;
  return rule;
}
