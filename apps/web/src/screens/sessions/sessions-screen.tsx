import type { OpenSession } from '@handrail/contract';
import { Button } from '@mantine/core';
import { FailedState } from '../../components/failed-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { SettingsNavigation } from '../../components/settings-navigation.tsx';
import { showDone } from '../../components/show-done.ts';
import { useEndOtherSessions, useEndSession, useSessions } from '../../queries/sessions.ts';
import { useIsAdmin, useIsViewedAs } from '../../session.tsx';
import { MemberSessions } from './member-sessions.tsx';
import { SessionTable } from './session-table.tsx';

/** Settings > Sessions: where one is signed in, and for admins where everybody is. */
export function SessionsScreen() {
  const isAdmin = useIsAdmin();
  const sessions = useSessions();
  return (
    <Page title="Sessions" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <SettingsNavigation />
      <Loaded query={sessions} what="your sessions">
        {({ items, idleHours }) => <Own items={items} idleHours={idleHours} />}
      </Loaded>
      {isAdmin && <MemberSessions />}
    </Page>
  );
}

function Own({ items, idleHours }: { items: readonly OpenSession[]; idleHours: number }) {
  const end = useEndSession();
  const endOthers = useEndOtherSessions();
  const isViewedAs = useIsViewedAs();
  const hasOthers = items.some(({ isCurrent }) => !isCurrent);
  return (
    <section className="stack" aria-labelledby="own-sessions">
      <div className="row row-between">
        <h2 id="own-sessions">Where you are signed in</h2>
        {hasOthers && !isViewedAs && (
          <Button
            variant="default"
            size="xs"
            loading={endOthers.isPending}
            onClick={() =>
              endOthers.mutate(undefined, {
                onSuccess: ({ ended }) => showDone(`${formatCounted(ended, 'session', 'sessions')} ended`),
              })
            }
          >
            Sign out everywhere else
          </Button>
        )}
      </div>
      <p className="small quiet">
        A session ends after {idleHours} hours without use.{' '}
        {isViewedAs
          ? 'Only they can end theirs here; an admin ends everybody’s as themselves.'
          : 'End what you do not recognise, and tell an admin.'}
      </p>
      {end.isError && <FailedState title="Could not end the session" error={end.error} />}
      {endOthers.isError && <FailedState title="Could not end the other sessions" error={endOthers.error} />}
      <SessionTable
        label="Your sessions"
        sessions={items}
        renderAction={(session) =>
          session.isCurrent || isViewedAs ? null : (
            <Button
              variant="default"
              size="xs"
              loading={end.isPending && end.variables === session.id}
              onClick={() => end.mutate(session.id, { onSuccess: () => showDone('Session ended') })}
            >
              End
            </Button>
          )
        }
      />
    </section>
  );
}
