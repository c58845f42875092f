import './progress.css';
import { formatCount } from './format-value.ts';

/** A bar with its numbers beside it; without a known total it only says what was done so far. */
export function ProgressBar({
  label,
  value,
  total,
  unit,
}: {
  label: string;
  value: number;
  total: number | null;
  unit: string;
}) {
  const share = total === null || total === 0 ? null : Math.min(1, value / total);
  return (
    <div className="progress">
      <div
        className="progress-track"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total ?? undefined}
        aria-valuenow={share === null ? undefined : value}
        aria-valuetext={`${formatCount(value)}${total === null ? '' : ` of ${formatCount(total)}`} ${unit}`}
      >
        <div
          className={share === null ? 'progress-fill progress-unknown' : 'progress-fill'}
          style={{ width: share === null ? '30%' : `${share * 100}%` }}
        />
      </div>
      <span className="number small">
        {formatCount(value)}
        {total === null ? '' : ` of ${formatCount(total)}`} {unit}
      </span>
    </div>
  );
}
