import { intervalInWords } from '@handrail/contract';
import type { Freshness as DataFreshness } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { Status } from './status.tsx';
import { Time } from './time.tsx';
import './freshness.css';

/** How old each kind of data is, measured, beside what is promised. */
export function Freshness({ items }: { items: readonly DataFreshness[] }) {
  return (
    <ul className="freshness" aria-label="Freshness">
      {items.map((kind) => (
        <li key={kind.type} className={`freshness-kind freshness-${kind.state}`}>
          <Link to="/sync" hash={`stream-${kind.stream}`} className="freshness-name">
            {kind.label}
          </Link>
          <span className="small">
            <Mark kind={kind} />
          </span>
          <span className="small quiet">{intervalInWords(kind.promiseMinutes)}</span>
        </li>
      ))}
    </ul>
  );
}

function Mark({ kind }: { kind: DataFreshness }) {
  switch (kind.state) {
    case 'in-time':
      return <Time at={kind.asOf} />;
    case 'late':
      return (
        <>
          <Status tone="bad" label="Late" /> <Time at={kind.asOf} />
        </>
      );
    case 'never':
      return <Status tone="mid" label="None yet" />;
    case 'off':
      return <Status tone="plain" label="Off" />;
  }
}
