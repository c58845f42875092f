import { counted, formatCount } from './format-count.ts';
import type { Preview, PreviewKind } from './preview.ts';

/** What of a preview the deletion guard will hold, as a sentence; null when it will let everything go. */
export function heldInWords({ held }: Preview): string | null {
  if (held === null) return null;
  return `By what changed in Gainsight, not by this draft, ${exitsInWords(held)}: the deletion guard will hold them until you approve.`;
}

/** What a run holds for approval already, as a sentence. */
export function waitingInWords(waiting: Preview['waiting'][number]): string {
  const { run, total } = waiting;
  return `${counted(total, 'account')} ${total === 1 ? 'waits' : 'wait'} for approval in run #${run.number} already: ${exitsInWords(waiting)}.`;
}

function exitsInWords(exits: Record<'leaving' | 'status' | 'missing', number>): string {
  const counts: readonly (readonly [number, string, string])[] = [
    [exits.leaving, 'leaves', 'leave'],
    [exits.status, 'turns to Churned', 'turn to Churned'],
    [exits.missing, 'is no longer there', 'are no longer there'],
  ];
  return counts
    .filter(([count]) => count > 0)
    .map(([count, one, many]) => `${formatCount(count)} ${count === 1 ? one : many}`)
    .join(', ');
}

/** How many of a kind the deletion guard will hold. */
export function heldOfKind({ held }: Preview, kind: PreviewKind): number {
  return kind === 'leaving' || kind === 'status' || kind === 'missing' ? (held?.[kind] ?? 0) : 0;
}

/** A count of what is held, to stand behind the count of its kind. */
export function heldCountInWords(count: number): string {
  return `${formatCount(count)} held for approval`;
}

/** Who is gone of those that wait for approval already, where a preview that reads nothing anew counts nobody as gone. */
export function waitingGone({ totals, waiting }: Preview): { count: number; words: string } | null {
  const runs = waiting.filter(({ missing }) => missing > 0);
  if (totals.missing > 0 || runs.length === 0) return null;
  const numbers = runs.map(({ run }) => `#${run.number}`).join(', ');
  return {
    count: runs.reduce((sum, { missing }) => sum + missing, 0),
    words: `waiting for approval in run ${numbers}`,
  };
}
