import './score.css';

const MARKS = { High: '▲', Medium: '▬', Low: '▼' } as const;
type Label = keyof typeof MARKS;

/** A health as number, word and mark; the colour only repeats them. No score is "○ No score". */
export function Score({
  score,
  label,
  size = 'small',
}: {
  score: number | null;
  label: Label | null;
  size?: 'small' | 'big';
}) {
  if (score === null || label === null) {
    return (
      <span className={`score score-none score-${size}`}>
        <span className="score-number">{size === 'big' ? '–' : ''}</span>
        <span aria-hidden className="score-mark">
          ○
        </span>
        No score
      </span>
    );
  }
  return (
    <span className={`score score-${label.toLowerCase()} score-${size}`}>
      {/* Rounded down: thresholds are whole numbers, and 69.9 is Medium where 70 is High. */}
      <span className="score-number">{Math.floor(score)}</span>
      <span aria-hidden className="score-mark">
        {MARKS[label]}
      </span>
      {label}
    </span>
  );
}
