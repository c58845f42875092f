import type { Insight } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Status } from './status.tsx';
import { Time } from './time.tsx';

/** One insight: what stands, since when, and what shows it; `lead` goes before, such as the account's name. */
export function InsightItem({ insight, lead }: { insight: Insight; lead?: ReactNode }) {
  return (
    <li className="list-row" style={{ alignItems: 'flex-start', flexWrap: 'wrap' }}>
      <div className="stack stack-tight" style={{ flex: 1, minWidth: 240 }}>
        {lead}
        <span className="row" title={insight.sentence}>
          <Status tone={insight.tone} label={insight.label} />
          <span className="small quiet">
            since <Time at={insight.startedAt} />
          </span>
        </span>
        {lead === undefined && <span className="small quiet">{insight.sentence}</span>}
        {insight.evidence.map(({ text, meetingId }, at) => (
          <span key={at} className="small" dir="auto">
            {meetingId === null ? (
              text
            ) : (
              <Link to="/meetings/$meetingId" params={{ meetingId }}>
                {text}
              </Link>
            )}
          </span>
        ))}
      </div>
    </li>
  );
}
