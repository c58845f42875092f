import { counted, formatCount } from './format-count.ts';
import type { Run } from './streams.ts';

/** What became of the exits that a run met, as a sentence; screen and command line say the same. */
export function withheldEndInWords(end: NonNullable<Run['withheldEnd']>): string {
  const { kind, count, gone } = end;
  const run = end.run === null ? 'another run' : `run #${end.run.number}`;
  const all = counted(count, 'change');
  switch (kind) {
    case 'joined':
      return `${all} that the guard holds back ${count === 1 ? 'waits' : 'wait'} for the decision about ${run}.`;
    case 'superseded':
      return `It held ${all} back. Then ${run} met more beside them; the decision is asked there.`;
    case 'decided':
      return `It held ${all} back; the decision was made with ${run}.`;
    case 'kept':
      return end.run === null
        ? `It held ${all} back, and a person kept things as they were. The next full run asks again about what is still so.`
        : `It met ${all} that a person kept when ${run} asked. The next full run asks again about what is still so.`;
    case 'settled':
      return `It held ${all} back, and no decision is needed any more: ${settled(count, gone)}`;
  }
}

function settled(count: number, gone: number | null): string {
  if (gone === null) return 'they took effect meanwhile, or no longer would.';
  if (gone === 0) return 'they no longer would take effect.';
  return gone >= count
    ? 'all took effect meanwhile.'
    : `${formatCount(gone)} took effect meanwhile, the others no longer would.`;
}
