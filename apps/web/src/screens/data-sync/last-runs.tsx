import type { Run } from '@handrail/contract';
import { Link } from '@tanstack/react-router';

const HEIGHTS = {
  done: 10,
  partial: 14,
  failed: 20,
  cancelled: 6,
  'awaiting-approval': 14,
  queued: 4,
  running: 4,
};

/** The last runs as small bars, oldest first; each says its number and state and leads to its page. */
export function LastRuns({ runs, label }: { runs: readonly Run[]; label: string }) {
  if (runs.length < 2) return <span />;
  return (
    <ul className="last-runs" aria-label={`Last runs of ${label}`}>
      {runs
        .slice(0, 10)
        .toReversed()
        .map((run) => (
          <li key={run.id}>
            <Link
              to="/sync/runs/$runId"
              params={{ runId: run.id }}
              title={`#${run.number} ${run.state}`}
              aria-label={`Run ${run.number}, ${run.state}`}
              className={`last-run last-run-${run.state}`}
            >
              <span style={{ height: HEIGHTS[run.state] }} />
            </Link>
          </li>
        ))}
    </ul>
  );
}
