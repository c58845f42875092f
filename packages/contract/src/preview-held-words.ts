import { formatCount } from './format-count.ts';
import type { Preview, PreviewKind } from './preview.ts';

/** What of a preview the deletion guard will hold, as a sentence; null when it will let everything go. */
export function heldInWords({ held }: Preview): string | null {
  if (held === null) return null;
  const counts: readonly (readonly [number, string])[] = [
    [held.leaving, 'leave'],
    [held.status, 'turn to Churned'],
    [held.missing, 'are no longer there'],
  ];
  const parts = counts.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count)} ${what}`);
  return `By what changed in Gainsight, not by this draft, ${parts.join(', ')}: the deletion guard will hold them until you approve.`;
}

/** How many of a kind the deletion guard will hold. */
export function heldOfKind({ held }: Preview, kind: PreviewKind): number {
  return kind === 'leaving' || kind === 'status' || kind === 'missing' ? (held?.[kind] ?? 0) : 0;
}

/** A count of what is held, to stand behind the count of its kind. */
export function heldCountInWords(count: number): string {
  return `${formatCount(count)} held for approval`;
}
