import { NOT_KEPT } from '@handrail/contract';
import type { Explanation, FieldOrigin, Reason } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { formatValue, shortName } from './format-value.ts';
import { LongText } from './long-text.tsx';
import { Notice } from './notice.tsx';
import { ExactTime } from './time.tsx';
import './facts.css';

/** The answer in one sentence, what would change it, its reasons, and where each field comes from. */
export function WhyAnswer({ why, field = null }: { why: Explanation; field?: string | null }) {
  const fields = why.fields.filter((one) => field === null || one.field === field);
  return (
    <div className="stack">
      {field === null && (
        <>
          <p dir="auto">
            <strong>
              <LongText text={why.answer} />
            </strong>
          </p>
          {why.remedy !== null && (
            <Notice tone="plain" title="What would change it">
              <p>{why.remedy}</p>
            </Notice>
          )}
          <dl className="facts facts-list small">
            {why.reasons.map((reason, at) => (
              <div key={`${reason.label} ${at}`} className="fact">
                <dt>{reason.label}</dt>
                <dd dir="auto">
                  <ReasonText reason={reason} />
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
      {fields.length > 0 && (
        <section className="stack stack-tight" aria-label="Where each field comes from">
          {field === null && <h3>Fields</h3>}
          {fields.map((one) => (
            <Origin key={one.field} origin={one} isOpen={field !== null} />
          ))}
        </section>
      )}
    </div>
  );
}

function ReasonText({ reason: { text, at, link } }: { reason: Reason }) {
  // No other button fits into a link.
  const linked = shortName(text);
  const words =
    link === null ? (
      <LongText text={text} />
    ) : link.to === 'run' ? (
      <Link to="/sync/runs/$runId" params={{ runId: link.id }}>
        {linked}
      </Link>
    ) : link.to === 'account' ? (
      <Link to="/accounts/$accountId" params={{ accountId: link.id }}>
        {linked}
      </Link>
    ) : (
      <Link to="/meetings/$meetingId" params={{ meetingId: link.id }}>
        {linked}
      </Link>
    );
  return (
    <>
      {words}
      {text !== '' && at !== null && ', '}
      {at !== null && <ExactTime at={at} />}
    </>
  );
}

function Origin({ origin, isOpen }: { origin: FieldOrigin; isOpen: boolean }) {
  const { label, value, source, conversion, owner, manual, change } = origin;
  return (
    <details className="small" open={isOpen}>
      <summary>
        <strong>{label}</strong> <span dir="auto">{shortName(formatValue(value))}</span>
      </summary>
      <dl className="facts facts-list">
        {source !== null && (
          <>
            <Fact label="Source field">
              {source.label ?? source.field}{' '}
              <code className="quiet">{`${source.object}.${source.field}`}</code>
              {source.isDefault && ', by default'}
            </Fact>
            <Fact label="Value there">
              {source.isKept ? (
                <LongText text={formatValue(source.value)} />
              ) : (
                <span className="quiet">{NOT_KEPT}</span>
              )}
            </Fact>
          </>
        )}
        <Fact label="Conversion">{conversion}</Fact>
        <Fact label="Whose value stands">{owner}</Fact>
        {manual !== null && (
          <Fact label="Set by hand">
            {manual.by ?? 'somebody'}, <ExactTime at={manual.at} />
          </Fact>
        )}
        <Fact label="Last change">
          {change === null ? (
            <span className="quiet">none is known</span>
          ) : (
            <>
              <LongText text={formatValue(change.before)} /> →{' '}
              <strong>
                <LongText text={formatValue(change.after)} />
              </strong>
              , <ExactTime at={change.at} />
              <br />
              {change.runId === null ? (
                change.cause
              ) : (
                <Link to="/sync/runs/$runId" params={{ runId: change.runId }}>
                  {change.cause}
                </Link>
              )}
            </>
          )}
        </Fact>
      </dl>
    </details>
  );
}

function Fact({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <div className="fact">
      <dt>{label}</dt>
      <dd dir="auto">{children}</dd>
    </div>
  );
}
