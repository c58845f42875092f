import { Link } from '@tanstack/react-router';
import { Facts } from '../../components/facts.tsx';
import { formatCount } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { RunCounts, RunState } from '../../components/run-state.tsx';
import { ExactTime, Time } from '../../components/time.tsx';
import { useStreams } from '../../queries/streams.ts';

/** How fresh the recorded meetings are, and what the last runs did. */
export function GongRuns() {
  const streams = useStreams();
  return (
    <section className="panel stack" aria-labelledby="gong-runs">
      <h2 id="gong-runs">Last runs</h2>
      <Loaded query={streams} what="the runs">
        {({ items }) => {
          const stream = items.find(({ name }) => name === 'meetings');
          if (stream === undefined) return <p className="quiet">Runs will stand here once Gong is read.</p>;
          return (
            <>
              <Facts
                facts={[
                  { label: 'Read', value: <Time at={stream.lastCompletedAt} /> },
                  { label: 'Next', value: <ExactTime at={stream.nextDueAt} /> },
                  { label: 'Next full run', value: <ExactTime at={stream.nextFullDueAt} /> },
                  { label: 'Set aside', value: formatCount(stream.openSetAside) },
                ]}
              />
              <ul className="list" aria-label="Last runs of recorded meetings">
                {stream.lastRuns.slice(0, 5).map((run) => (
                  <li key={run.id} className="list-row small" style={{ flexWrap: 'wrap' }}>
                    <RunState state={run.state} />
                    <Link to="/sync/runs/$runId" params={{ runId: run.id }} search={{}}>
                      <ExactTime at={run.startedAt ?? run.createdAt} />
                    </Link>
                    <span className="quiet">{run.mode === 'full' ? 'full' : 'increment'}</span>
                    <RunCounts run={run} />
                  </li>
                ))}
              </ul>
              <p className="small">
                <Link to="/sync/runs" search={{ stream: 'meetings' }}>
                  All runs of recorded meetings
                </Link>
              </p>
            </>
          );
        }}
      </Loaded>
    </section>
  );
}
