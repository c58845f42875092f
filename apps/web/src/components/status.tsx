import type { Tone } from './notice.tsx';
import './status.css';

const MARKS = { plain: '○', good: '✓', mid: '◐', bad: '✕' } as const;

/** A state as a mark and a word; the colour only repeats them. `mark` replaces the tone's own. */
export function Status({ tone, label, mark }: { tone: Tone; label: string; mark?: string }) {
  return (
    <span className={`status status-${tone}`}>
      <span aria-hidden className="status-mark">
        {mark ?? MARKS[tone]}
      </span>
      {label}
    </span>
  );
}
