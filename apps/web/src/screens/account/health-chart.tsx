import type { AccountHealth } from '@handrail/contract';
import { useElementSize } from '@mantine/hooks';
import { formatDay } from '../../components/format-time.ts';
import { HEALTH_EVENT_WORDS } from './health-events.ts';
import './health-chart.css';

/** Until the place is measured. */
const FIRST_WIDTH = 480;
const HEIGHT = 148;
const LEFT = 28;
const RIGHT = 8;
const TOP = 6;
/** Height of the line's own field; below it lie the events and the days. */
const FIELD = 96;
const EVENTS_AT = TOP + FIELD + 14;

type History = AccountHealth['history'];
type Events = AccountHealth['events'];

/**
 * A year of health as a line over calendar days with the events of the account beneath it, said in words for who does
 * not see it; the table beside it holds the same. A day without a score is a gap, one without an entry holds the last.
 */
export function HealthChart({ history, events }: { history: History; events: Events }) {
  const { ref, width: measured } = useElementSize();
  const width = measured === 0 ? FIRST_WIDTH : Math.round(measured);
  const first = history.find(({ score }) => score !== null);
  const last = history.findLast(({ score }) => score !== null);
  if (first === undefined || last === undefined) return null;
  const days = [...history, ...events].map(({ on }) => Date.parse(on));
  const from = Math.min(...days);
  const span = Math.max(1, Math.max(...days) - from);
  const x = (on: string) => LEFT + ((Date.parse(on) - from) / span) * (width - LEFT - RIGHT);
  const y = (score: number) => TOP + (1 - score / 100) * FIELD;
  return (
    <div ref={ref}>
      <svg
        className="health-chart"
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={`Health from ${Math.round(first.score ?? 0)} on ${formatDay(first.on)} to ${Math.round(last.score ?? 0)} on ${formatDay(last.on)}, with ${events.length} events`}
      >
        {[0, 50, 100].map((score) => (
          <g key={score}>
            <line className="health-chart-guide" x1={LEFT} x2={width} y1={y(score)} y2={y(score)} />
            <text className="health-chart-label" x={LEFT - 6} y={y(score) + 4} textAnchor="end">
              {score}
            </text>
          </g>
        ))}
        {segmentsOf(history).map((segment) => (
          <polyline
            key={segment[0]?.on}
            className="health-chart-line"
            points={segment.map(({ on, score }) => `${x(on)},${y(score)}`).join(' ')}
          />
        ))}
        <circle className="health-chart-dot" cx={x(last.on)} cy={y(last.score ?? 0)} r={3.5} />
        {events.map((event, at) => (
          <g key={at} className={`health-chart-event health-chart-${event.kind}`}>
            <title>{`${formatDay(event.on)}: ${HEALTH_EVENT_WORDS[event.kind]}, ${event.label}`}</title>
            <Mark kind={event.kind} x={x(event.on)} />
          </g>
        ))}
        <text className="health-chart-label" x={LEFT} y={HEIGHT - 3}>
          {formatDay(new Date(from).toISOString())}
        </text>
        <text className="health-chart-label" x={width} y={HEIGHT - 3} textAnchor="end">
          {formatDay(new Date(from + span).toISOString())}
        </text>
      </svg>
      <p className="small quiet row" aria-hidden>
        <span className="health-key health-key-meeting">meeting</span>
        <span className="health-key health-key-insight">insight</span>
        <span className="health-key health-key-status">status</span>
      </p>
    </div>
  );
}

/** Told apart by form, not by colour alone. */
function Mark({ kind, x }: { kind: Events[number]['kind']; x: number }) {
  if (kind === 'meeting') return <circle cx={x} cy={EVENTS_AT} r={3} />;
  if (kind === 'status') return <rect x={x - 3.5} y={EVENTS_AT - 3.5} width={7} height={7} />;
  const [top, foot] = kind === 'insight' ? [-4, 4] : [4, -4];
  return (
    <path
      d={`M ${x} ${EVENTS_AT + top} L ${x + 4} ${EVENTS_AT + foot} L ${x - 4} ${EVENTS_AT + foot} Z`}
      className={kind === 'insight' ? '' : 'health-chart-hollow'}
    />
  );
}

/** The runs of known scores between the gaps. */
function segmentsOf(history: History): { on: string; score: number }[][] {
  const segments: { on: string; score: number }[][] = [[]];
  for (const { on, score } of history) {
    if (score === null) segments.push([]);
    else segments.at(-1)?.push({ on, score });
  }
  return segments.filter((segment) => segment.length > 0);
}
