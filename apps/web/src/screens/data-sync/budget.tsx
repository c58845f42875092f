import type { Status } from '@handrail/contract';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCount } from '../../components/format-value.ts';

/** What the calls of a family are for. */
const FAMILIES: Readonly<Record<string, string>> = {
  sync: 'Reading and writing records',
  timeline: 'Timeline entries',
  users: 'Users',
  bulk: 'Bulk jobs',
  calls: 'Calls and transcripts',
};

/** How many calls of each family's allowance are used and left: within 24 hours, an hour and a minute. */
export function Budget({ budget }: { budget: Status['budget'] }) {
  return (
    <section className="panel stack" aria-labelledby="budget-title">
      <h2 id="budget-title">Budget of calls</h2>
      {budget.length === 0 ? (
        <EmptyState>The calls used will stand here after the first one.</EmptyState>
      ) : (
        <ul className="stack">
          {budget.map((line) => (
            <li key={`${line.host} ${line.family}`} className="stack stack-tight">
              <div className="row row-between">
                <span style={{ overflowWrap: 'anywhere' }}>{line.host}</span>
                <span className="small quiet">{FAMILIES[line.family] ?? line.family}</span>
              </div>
              <Allowance
                name={`${line.host} ${line.family}`}
                window="today"
                used={line.usedDay}
                limit={line.limitDay}
              />
              {line.usedHour !== null && line.limitHour !== null && (
                <Allowance
                  name={`${line.host} ${line.family}`}
                  window="this hour"
                  used={line.usedHour}
                  limit={line.limitHour}
                />
              )}
              <Allowance
                name={`${line.host} ${line.family}`}
                window="this minute"
                used={line.usedMinute}
                limit={line.limitMinute}
              />
              {line.stated.map((stated) => (
                <p key={stated.window} className="small quiet">
                  {statedText(stated)}
                </p>
              ))}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** A limit that the vendor's replies state, and what follows from it. */
function statedText({ window, calls, limit }: Status['budget'][number]['stated'][number]): string {
  const stated = `Its replies state ${formatCount(calls)} calls ${PER[window]}`;
  if (limit === null) return `${stated}: our share is taken of that.`;
  if (calls < limit) return `${stated}: our share is taken of that, not of ${formatCount(limit)}.`;
  return `${stated}: Handrail stays with its share of ${formatCount(limit)}.`;
}

const PER = { minute: 'a minute', hour: 'an hour', day: 'a day' } as const;

function Allowance({
  name,
  window,
  used,
  limit,
}: {
  name: string;
  window: string;
  used: number;
  limit: number;
}) {
  const share = limit === 0 ? 0 : Math.min(1, used / limit);
  return (
    <div className="allowance">
      <div
        className="allowance-track"
        role="meter"
        aria-label={`Calls to ${name} ${window}`}
        aria-valuemin={0}
        aria-valuemax={limit}
        aria-valuenow={Math.min(used, limit)}
        aria-valuetext={`${formatCount(used)} of ${formatCount(limit)}`}
      >
        <div
          className={share >= 0.9 ? 'allowance-fill allowance-short' : 'allowance-fill'}
          style={{ width: `${share * 100}%` }}
        />
      </div>
      <span className="small number">
        {formatCount(used)} of {formatCount(limit)} {window} · {formatCount(Math.max(0, limit - used))} left
        {share >= 0.9 && <strong> · nearly used up</strong>}
      </span>
    </div>
  );
}
