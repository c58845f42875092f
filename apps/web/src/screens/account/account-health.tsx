import type { AccountHealth as Health, HealthScore } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { EmptyState } from '../../components/empty-state.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { Score } from '../../components/score.tsx';
import { Day, useNow } from '../../components/time.tsx';
import { useAccountHealth } from '../../queries/health.ts';
import { useInsights } from '../../queries/insights.ts';
import { useIsAdmin } from '../../session.tsx';
import { HealthChanges } from './health-change.tsx';
import type { SinceDays } from './health-change.tsx';
import { HealthChart } from './health-chart.tsx';
import { HealthFigures } from './health-figures.tsx';
import { HealthHistory } from './health-history.tsx';
import './account.css';

const DAY_MS = 86_400_000;

/** Health as a number that can be asked why: its top cause, its year with events, its parts, what changed, its inputs. */
export function AccountHealth({ accountId }: { accountId: string }) {
  const [sinceDays, setSinceDays] = useState<SinceDays>('30');
  const now = useNow();
  const since = new Date(now - Number(sinceDays) * DAY_MS).toISOString().slice(0, 10);
  const health = useAccountHealth(accountId, since);
  return (
    <section className="panel stack" aria-labelledby="health-title" style={{ gap: 16 }}>
      <div className="row row-between">
        <h2 id="health-title">Health</h2>
        {health.data?.score != null && (
          <span className="small quiet">
            as of <Day on={health.data.score.scoredOn} />
          </span>
        )}
      </div>
      <Loaded query={health} what="the health of the account">
        {(known) =>
          known.score === null ? (
            <EmptyState>A health score will stand here after the first computation.</EmptyState>
          ) : (
            <>
              <Overview accountId={accountId} health={known} score={known.score} />
              <HealthChanges
                change={known.change}
                since={since}
                firstOn={known.history.find(({ score }) => score !== null)?.on ?? null}
                sinceDays={sinceDays}
                onSince={setSinceDays}
              />
              <Parts score={known.score} />
              <Inputs score={known.score} rebuilt={known.rebuilt} />
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function Overview({ accountId, health, score }: { accountId: string; health: Health; score: HealthScore }) {
  const [isTable, setIsTable] = useState(false);
  return (
    <>
      <MoneyFlag accountId={accountId} />
      <div className="health-top">
        <div className="stack stack-tight">
          <Score score={score.score} label={score.label} size="big" />
          {score.topCause !== null && <p>Top cause: {score.topCause}</p>}
          {score.reason !== null && <p className="quiet">{score.reason}</p>}
        </div>
        <div className="stack stack-tight">
          {isTable ? (
            <HealthHistory health={health} />
          ) : (
            <HealthChart history={health.history} events={health.events} />
          )}
          <button
            type="button"
            className="link-button small health-switch"
            aria-expanded={isTable}
            onClick={() => setIsTable(!isTable)}
          >
            {isTable ? 'Show the year as a chart' : 'Show the year as a table'}
          </button>
        </div>
      </div>
    </>
  );
}

/** Says that score and money tell different stories, when they do. */
function MoneyFlag({ accountId }: { accountId: string }) {
  const insights = useInsights({ accountId }, 50);
  const flag = insights.data?.items.find(({ insight }) => insight === 'scoreAgainstMoney');
  if (flag === undefined) return null;
  return (
    <Notice tone="mid" title="Score and money disagree">
      {flag.evidence.map(({ text }) => (
        <p key={text}>{text}</p>
      ))}
    </Notice>
  );
}

function Parts({ score }: { score: HealthScore }) {
  return (
    <ul className="health-parts" aria-label="Parts of the health score">
      {score.parts.map((part) => (
        <li key={part.part} className="stack stack-tight">
          <div className="row row-between">
            <strong>{part.label}</strong>
            <span className="number">{part.score === null ? '–' : Math.round(part.score)}</span>
          </div>
          <div className="health-bar" aria-hidden>
            <div style={{ width: `${part.score ?? 0}%` }} />
          </div>
          <span className="small quiet">
            {part.weight === 0 ? 'does not count' : `weighs ${Math.round(part.weight * 100)} %`} ·{' '}
            {part.detail}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Inputs({ score, rebuilt }: { score: HealthScore; rebuilt: Health['rebuilt'] }) {
  const [isShown, setIsShown] = useState(false);
  const isAdmin = useIsAdmin();
  return (
    <div>
      <div className="row row-wide">
        <button
          type="button"
          className="link-button small"
          aria-expanded={isShown}
          onClick={() => setIsShown(!isShown)}
        >
          {isShown ? 'Hide the inputs' : 'Show the inputs'}
        </button>
        {isAdmin && (
          <Link to="/settings/configurations/health" className="small">
            Weights and thresholds
          </Link>
        )}
      </div>
      {isShown && (
        <div className="stack health-inputs">
          <HealthFigures score={score} />
          <p className="small quiet">
            Computed by <code>{score.algorithm}</code> from these stored inputs alone.{' '}
            {rebuilt?.isSame === true && 'Computed again just now, it is the same to the digit.'}
            {rebuilt?.isSame === false && 'Computed again just now, it differs: this is a fault of ours.'}
          </p>
        </div>
      )}
    </div>
  );
}
