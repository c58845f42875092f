import { intervalInWords } from '@handrail/contract';
import type { CadencePreview } from '@handrail/contract';
import { formatCount } from '../components/format-value.ts';
import { Loaded } from '../components/loaded.tsx';
import { ExactTime } from '../components/time.tsx';
import { useCadencePreview } from '../queries/preview.ts';
import type { ConfigDocument } from './merge-documents.ts';

/** What the cadences of a draft would do: the next starts of each changed stream, and calls a day against the budget. */
export function CadenceOutcome({ document }: { document: ConfigDocument }) {
  const preview = useCadencePreview(document);
  return (
    <section className="stack" aria-labelledby="cadence-outcome">
      <h2 id="cadence-outcome">How often</h2>
      <Loaded query={preview} what="what the cadence would do">
        {({ streams, vendors }) => (
          <>
            {streams.length === 0 && <p>Every stream that runs starts as it does now.</p>}
            <ul className="stack" aria-label="Streams that start at other times">
              {streams.map((change) => (
                <StreamChange key={change.stream} change={change} />
              ))}
            </ul>
            {vendors
              .filter(({ before, after }) => before !== after)
              .map((vendor) => (
                <VendorChange key={vendor.host} change={vendor} />
              ))}
          </>
        )}
      </Loaded>
    </section>
  );
}

function StreamChange({ change }: { change: CadencePreview['streams'][number] }) {
  const { label, before, after, callsADay } = change;
  return (
    <li className="stack stack-tight">
      <p>
        <strong>{label}</strong>: {intervalInWords(before.intervalMinutes)} →{' '}
        {intervalInWords(after.intervalMinutes)}
        {callsADay === null ? (
          <span className="quiet"> · it has not run yet, so its calls are not known</span>
        ) : (
          <>
            {' '}
            · {formatCount(callsADay.before)} → {formatCount(callsADay.after)} calls a day
          </>
        )}
      </p>
      <p className="small">
        Next starts:{' '}
        {after.nextStarts.map((at, index) => (
          <span key={at}>
            {index > 0 && ', '}
            <ExactTime at={at} />
          </span>
        ))}
        {before.nextStart !== null && before.nextStart !== after.nextStarts[0] && (
          <span className="quiet">
            {' '}
            (instead of <ExactTime at={before.nextStart} />)
          </span>
        )}
      </p>
    </li>
  );
}

function VendorChange({ change }: { change: CadencePreview['vendors'][number] }) {
  const { host, before, after, limitDay } = change;
  const isOver = after > limitDay;
  return (
    <p className={isOver ? undefined : 'small'} role={isOver ? 'alert' : undefined}>
      All streams with <span style={{ overflowWrap: 'anywhere' }}>{host}</span>: about {formatCount(before)} →{' '}
      {formatCount(after)} calls a day, of {formatCount(limitDay)} that Handrail may use.
      {isOver && (
        <strong>
          {' '}
          That is more than there are: runs would wait, full ones first. Choose longer cadences.
        </strong>
      )}
    </p>
  );
}
