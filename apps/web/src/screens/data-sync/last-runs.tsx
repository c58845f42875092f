import type { Run, Stream } from '@handrail/contract';
import { RUN_STATES } from '@handrail/contract';
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

/** The last runs as small bars, oldest first, told in words too; the whole leads to all runs of the stream. */
export function LastRuns({ stream }: { stream: Stream }) {
  const runs = stream.lastRuns.slice(0, 10).toReversed();
  if (runs.length < 2) return <span />;
  return (
    <Link
      to="/sync/runs"
      search={{ stream: stream.name }}
      className="last-runs"
      aria-label={`Last ${runs.length} runs of ${stream.label}: ${inWords(runs)}`}
      title={inWords(runs)}
    >
      {runs.map((run) => (
        <span
          key={run.id}
          className={`last-run last-run-${run.state}`}
          style={{ height: HEIGHTS[run.state] }}
        />
      ))}
    </Link>
  );
}

/** "8 done, 1 partial, 1 failed". */
function inWords(runs: readonly Run[]): string {
  return RUN_STATES.map((state) => ({ state, count: runs.filter((run) => run.state === state).length }))
    .filter(({ count }) => count > 0)
    .map(({ state, count }) => `${count} ${state.replace('-', ' ')}`)
    .join(', ');
}
