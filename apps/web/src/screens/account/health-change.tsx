import type { AccountHealth } from '@handrail/contract';
import { Choice } from '../../components/choice.tsx';
import { Day } from '../../components/time.tsx';

const SINCE_DAYS = ['7', '30', '90', '365'] as const;
export type SinceDays = (typeof SINCE_DAYS)[number];

/** What changed since a day: points that each part gave or took, and the figures behind them that differ. */
export function HealthChanges({
  change,
  since,
  firstOn,
  sinceDays,
  onSince,
}: {
  change: AccountHealth['change'];
  /** The day that is compared with. */
  since: string;
  /** The first day with a score, as far as the history goes; null without one. */
  firstOn: string | null;
  sinceDays: SinceDays;
  onSince: (days: SinceDays) => void;
}) {
  return (
    <section className="stack health-changes" aria-labelledby="health-changes-title">
      <div className="row row-between">
        <h3 id="health-changes-title">What changed since</h3>
        <Choice
          label="Since"
          value={sinceDays}
          options={SINCE_DAYS.map((days) => ({
            value: days,
            label: days === '365' ? 'a year ago' : `${days} days ago`,
          }))}
          onChange={(days) => onSince(days ?? '30')}
        />
      </div>
      {change === null ? (
        <p className="quiet">
          {firstOn !== null && firstOn > since ? (
            <>
              The first score is of <Day on={firstOn} />: nothing earlier can be compared.
            </>
          ) : (
            'Nothing is stored of that day, or another method scored it.'
          )}
        </p>
      ) : (
        <Subtraction change={change} />
      )}
    </section>
  );
}

function Subtraction({ change }: { change: NonNullable<AccountHealth['change']> }) {
  const { before, points, parts, inputs, isByRules } = change;
  const moved = parts.filter((part) => part.points !== 0);
  return (
    <>
      <p>
        {points === null ? 'No score on one of the two days' : `${signed(points)} points`} against{' '}
        {before.score ?? 'no score'} {before.label ?? ''} on <Day on={before.on} />.
        {isByRules && ' The settings of health were others then.'}
      </p>
      {moved.length > 0 && (
        <ul className="row row-wide" aria-label="Points by part">
          {moved.map((part) => (
            <li key={part.part} className="number">
              {part.label} <strong>{signed(part.points)}</strong>{' '}
              <span className="small quiet">
                ({whole(part.before)} → {whole(part.after)})
              </span>
            </li>
          ))}
        </ul>
      )}
      {inputs.length > 0 && (
        <ul className="small" aria-label="Figures that differ">
          {inputs.map(({ label, before: was, after: is }) => (
            <li key={label} className="number">
              <span className="quiet">{label}:</span> {was ?? 'not known'} → {is ?? 'not known'}
            </li>
          ))}
        </ul>
      )}
      {inputs.length === 0 && moved.length === 0 && <p className="quiet">No figure differs.</p>}
    </>
  );
}

function signed(points: number): string {
  return `${points > 0 ? '+' : points < 0 ? '−' : '±'}${Math.abs(points)}`;
}

function whole(score: number | null): string {
  return score === null ? '–' : String(Math.round(score));
}
