import { Navigate } from '@tanstack/react-router';
import { Freshness } from '../../components/freshness.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useStatus } from '../../queries/status.ts';
import { useWorkspace } from '../../queries/workspace.ts';
import { useIsAdmin } from '../../session.tsx';
import { Checklist } from '../first-run/checklist.tsx';
import { AccountsInNeed } from './accounts-in-need.tsx';
import { LatestMeetings } from './latest-meetings.tsx';
import { LowestHealth } from './lowest-health.tsx';
import { Totals } from './totals.tsx';
import '../first-run/first-run.css';

/** The portfolio in a glance: how many, how fresh, who is lowest, what was said last. */
export function HomeScreen() {
  const workspace = useWorkspace();
  const status = useStatus();
  // The steps count what is seen: to who sees less, what was done long ago would stand as open.
  const isAdmin = useIsAdmin();
  const open = workspace.data?.checklist.filter(({ done }) => !done) ?? [];
  // Empty, not merely cut off: who has accounts and lost the connection belongs here, under its alarm.
  const isEmpty = ['gainsight', 'accounts'].every((first) => open.some(({ step }) => step === first));
  if (isEmpty) return <Navigate to="/first-run" replace />;
  return (
    <Page title="Home">
      <Loaded query={status} what="the counts">
        {(value) => (
          <>
            <Totals status={value} />
            <Freshness items={value.freshness} />
          </>
        )}
      </Loaded>
      {isAdmin && open.length > 0 && workspace.data !== undefined && (
        <section className="panel panel-flush" aria-labelledby="open-steps">
          <h2 id="open-steps" className="first-run-list-title">
            Not done yet
          </h2>
          <Checklist workspace={workspace.data} isOpenOnly />
        </section>
      )}
      <AccountsInNeed />
      <div className="columns">
        <LowestHealth />
        <LatestMeetings />
      </div>
    </Page>
  );
}
