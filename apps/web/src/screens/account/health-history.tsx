import type { AccountHealth } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { Score } from '../../components/score.tsx';
import { Day } from '../../components/time.tsx';
import '../../components/plain-table.css';
import { HEALTH_EVENT_WORDS } from './health-events.ts';

/** The same as the chart, as a table: every day on which the score changed or something happened, newest first. */
export function HealthHistory({ health }: { health: AccountHealth }) {
  const scores = new Map(health.history.map((entry) => [entry.on, entry]));
  const events = Map.groupBy(health.events, ({ on }) => on);
  const days = [...new Set([...scores.keys(), ...events.keys()])].toSorted().toReversed();
  return (
    <div className="health-table" tabIndex={0} role="region" aria-label="Health by day">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Health</th>
            <th scope="col">What happened</th>
          </tr>
        </thead>
        <tbody>
          {days.map((on) => {
            const score = scores.get(on);
            return (
              <tr key={on}>
                <td data-label="Day">
                  <Day on={on} />
                </td>
                <td data-label="Health">
                  {score === undefined ? (
                    <span className="quiet">as before</span>
                  ) : (
                    <Score score={score.score} label={score.label} />
                  )}
                </td>
                <td data-label="What happened" className="small">
                  <ul>
                    {(events.get(on) ?? []).map(({ kind, label, meetingId }, at) => (
                      <li key={at}>
                        {HEALTH_EVENT_WORDS[kind]}:{' '}
                        {meetingId === null ? (
                          <bdi>{label}</bdi>
                        ) : (
                          <Link to="/meetings/$meetingId" params={{ meetingId }} dir="auto">
                            {label}
                          </Link>
                        )}
                      </li>
                    ))}
                  </ul>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
