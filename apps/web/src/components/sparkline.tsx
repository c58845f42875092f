import { useElementSize } from '@mantine/hooks';
import { formatDay } from './format-time.ts';

/** Until the place is measured. */
const FIRST_WIDTH = 480;
const HEIGHT = 112;
const LEFT = 28;
const BOTTOM = 18;

/** One point of a history; a null value leaves a gap. */
export interface HistoryPoint {
  readonly on: string;
  readonly value: number | null;
}

/** A history of 0–100 as a line over calendar days, said in words for who does not see it. */
export function Sparkline({ points, name }: { points: readonly HistoryPoint[]; name: string }) {
  const { ref, width: measured } = useElementSize();
  const width = measured === 0 ? FIRST_WIDTH : Math.round(measured);
  const known = points.filter((point): point is HistoryPoint & { value: number } => point.value !== null);
  const first = known[0];
  const last = known.at(-1);
  if (first === undefined || last === undefined) return null;
  const days = points.map(({ on }) => Date.parse(`${on.slice(0, 10)}T00:00:00Z`));
  const from = Math.min(...days);
  const span = Math.max(1, Math.max(...days) - from);
  const x = (on: string) =>
    LEFT + ((Date.parse(`${on.slice(0, 10)}T00:00:00Z`) - from) / span) * (width - LEFT - 8);
  const y = (value: number) => 6 + (1 - value / 100) * (HEIGHT - BOTTOM - 6);
  return (
    <div ref={ref}>
      <svg
        className="sparkline"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={`${name} from ${Math.round(first.value)} on ${formatDay(first.on)} to ${Math.round(last.value)} on ${formatDay(last.on)}`}
      >
        {[0, 50, 100].map((value) => (
          <g key={value}>
            <line className="sparkline-guide" x1={LEFT} x2={width} y1={y(value)} y2={y(value)} />
            <text className="sparkline-label" x={LEFT - 6} y={y(value) + 4} textAnchor="end">
              {value}
            </text>
          </g>
        ))}
        {segmentsOf(points).map((segment) => (
          <polyline
            key={segment[0]?.on}
            className="sparkline-line"
            points={segment.map(({ on, value }) => `${x(on)},${y(value)}`).join(' ')}
          />
        ))}
        <circle className="sparkline-dot" cx={x(last.on)} cy={y(last.value)} r={3.5} />
        <text className="sparkline-label" x={LEFT} y={HEIGHT - 3}>
          {formatDay(first.on)}
        </text>
        {first.on !== last.on && (
          <text className="sparkline-label" x={width} y={HEIGHT - 3} textAnchor="end">
            {formatDay(last.on)}
          </text>
        )}
      </svg>
    </div>
  );
}

/** The runs of known values between the gaps. */
function segmentsOf(points: readonly HistoryPoint[]): { on: string; value: number }[][] {
  const segments: { on: string; value: number }[][] = [[]];
  for (const { on, value } of points) {
    if (value === null) segments.push([]);
    else segments.at(-1)?.push({ on, value });
  }
  return segments.filter((segment) => segment.length > 0);
}
