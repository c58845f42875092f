import type { Workspace } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { Status } from '../../components/status.tsx';

const STEPS = {
  gainsight: { label: 'Connect Gainsight', to: '/settings/integrations/gainsight', search: {} },
  gong: { label: 'Connect Gong', to: '/settings/integrations/gong', search: {} },
  accounts: { label: 'Accounts come in', to: '/sync', search: {} },
  meetings: { label: 'Meetings come in', to: '/sync', search: {} },
  timeline: {
    label: 'Push call summaries to the Timeline',
    to: '/settings/integrations/gainsight',
    search: { tab: 'timeline' },
  },
  writeback: {
    label: 'Write health back',
    to: '/settings/integrations/gainsight',
    search: { tab: 'writeback' },
  },
} as const;

/** Where accounts come in that the filter keeps out. */
const FILTER = { to: '/settings/integrations/gainsight', search: { tab: 'accounts' } } as const;

/** The steps to the whole loop, or those that are open, each with its real state and a link to where it is done. */
export function Checklist({
  workspace: { checklist, absentAccounts },
  isOpenOnly = false,
}: {
  workspace: Workspace;
  isOpenOnly?: boolean;
}) {
  const isFilteredOut = absentAccounts !== null && absentAccounts.filtered > 0;
  return (
    <ol className="list" aria-label="First steps">
      {checklist.map(({ step, done, detail }) => {
        if (done && isOpenOnly) return null;
        const { label, ...place } = STEPS[step];
        const { to, search } = step === 'accounts' && isFilteredOut ? FILTER : place;
        return (
          <li key={step}>
            <Link to={to} search={search} className="list-row checklist-row">
              <Status tone={done ? 'good' : 'plain'} label={done ? 'Done' : 'To do'} />
              <span className="checklist-label">{label}</span>
              <span className="quiet small checklist-detail">{detail}</span>
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
