import type { Status } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import type { LinkProps } from '@tanstack/react-router';
import { formatCount } from '../../components/format-value.ts';
import './home.css';

/** How many there are of everything; each number leads to the rows behind it. */
export function Totals({ status: { counts } }: { status: Status }) {
  return (
    <ul className="totals" aria-label="Totals">
      <Total label="Accounts" value={counts.accounts} link={{ to: '/accounts' }} />
      <Total label="Meetings" value={counts.meetings} link={{ to: '/meetings' }} />
      <Total label="Summaries" value={counts.summaries} link={{ to: '/meetings' }} />
      <Total
        label="In the Timeline"
        value={counts.activitiesDelivered}
        link={{ to: '/sync/outbox', search: { kind: 'timeline-activity', state: 'delivered' } }}
      />
      <Total
        label="Values written"
        value={counts.valuesWritten}
        link={{ to: '/sync/outbox', search: { kind: 'field-values', state: 'delivered' } }}
      />
      <Total label="To be reviewed" value={counts.reviews} link={{ to: '/review' }} />
    </ul>
  );
}

function Total({ label, value, link }: { label: string; value: number; link: LinkProps }) {
  return (
    <li>
      <Link {...link} className="total">
        <span className="total-number number">{formatCount(value)}</span>
        <span className="small quiet">{label}</span>
      </Link>
    </li>
  );
}
