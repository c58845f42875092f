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

/** The steps to the whole loop, each with its real state and a link to where it is done. */
export function Checklist({ checklist }: { checklist: Workspace['checklist'] }) {
  return (
    <ol className="list" aria-label="First steps">
      {checklist.map(({ step, done, detail }) => {
        const { label, to, search } = STEPS[step];
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
