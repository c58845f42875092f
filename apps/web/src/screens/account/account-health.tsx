import type { AccountDetail, HealthScore } from '@handrail/contract';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { JsonView } from '../../components/json-view.tsx';
import { Score } from '../../components/score.tsx';
import { Sparkline } from '../../components/sparkline.tsx';
import { Day } from '../../components/time.tsx';
import './account.css';

/** Health as a number that can be asked why: its top cause, its parts with weights, its history, its inputs. */
export function AccountHealth({ account }: { account: AccountDetail }) {
  const health = account.healthScore;
  return (
    <section className="panel stack" aria-labelledby="health-title" style={{ gap: 16 }}>
      <div className="row row-between">
        <h2 id="health-title">Health</h2>
        {health !== null && (
          <span className="small quiet">
            as of <Day on={health.scoredOn} />
          </span>
        )}
      </div>
      {health === null ? (
        <EmptyState>A health score will stand here after the first computation.</EmptyState>
      ) : (
        <Details health={health} history={account.healthHistory} />
      )}
    </section>
  );
}

function Details({ health, history }: { health: HealthScore; history: AccountDetail['healthHistory'] }) {
  const [isInputsShown, setIsInputsShown] = useState(false);
  const change = changeWithin30Days(history);
  return (
    <>
      <div className="health-top">
        <div className="stack stack-tight">
          <Score score={health.score} label={health.label} size="big" />
          {change !== null && (
            <span className="small number">
              {change.delta > 0 ? '+' : change.delta < 0 ? '−' : '±'}
              {Math.abs(change.delta)} in {change.days} days
            </span>
          )}
          {health.topCause !== null && <p>Top cause: {health.topCause}</p>}
          {health.reason !== null && <p className="quiet">{health.reason}</p>}
        </div>
        {history.length > 1 ? (
          <Sparkline name="Health" points={history.map(({ on, score }) => ({ on, value: score }))} />
        ) : (
          <p className="quiet small">The line of its history begins with the second day.</p>
        )}
      </div>
      <ul className="health-parts" aria-label="Parts of the health score">
        {health.parts.map((part) => (
          <li key={part.part} className="stack stack-tight">
            <div className="row row-between">
              <strong>{part.label}</strong>
              <span className="number">{part.score === null ? '–' : Math.round(part.score)}</span>
            </div>
            <div className="health-bar" aria-hidden>
              <div style={{ width: `${part.score ?? 0}%` }} />
            </div>
            <span className="small quiet">
              {part.score === null
                ? 'does not count'
                : `weighs ${Math.round(part.weight * (part.weight <= 1 ? 100 : 1))} %`}{' '}
              · {part.detail}
            </span>
          </li>
        ))}
      </ul>
      <div>
        <button
          type="button"
          className="link-button small"
          aria-expanded={isInputsShown}
          onClick={() => setIsInputsShown(!isInputsShown)}
        >
          {isInputsShown ? 'Hide the inputs' : 'Show the inputs'}
        </button>
        {isInputsShown && (
          <div className="stack health-inputs">
            <JsonView value={health.inputs} />
            <p className="small quiet">
              Computed by <code>{health.algorithm}</code> from these stored inputs alone.
            </p>
          </div>
        )}
      </div>
    </>
  );
}

/** The difference to the oldest score of the last 30 days; null with fewer than two scored days in them. */
function changeWithin30Days(history: AccountDetail['healthHistory']): { delta: number; days: number } | null {
  const scored = history.flatMap(({ on, score }) =>
    score === null ? [] : [{ atMs: Date.parse(`${on.slice(0, 10)}T00:00:00Z`), score }],
  );
  const last = scored.at(-1);
  if (last === undefined) return null;
  const dayMs = 86_400_000;
  const first = scored.find(({ atMs }) => atMs >= last.atMs - 30 * dayMs);
  if (first === undefined || first === last) return null;
  return {
    delta: Math.round(last.score) - Math.round(first.score),
    days: Math.round((last.atMs - first.atMs) / dayMs),
  };
}
