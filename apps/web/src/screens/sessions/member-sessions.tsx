import type { OpenSession } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatCounted } from '../../components/format-value.ts';
import { Loaded } from '../../components/loaded.tsx';
import { showDone } from '../../components/show-done.ts';
import { useEndMemberSessions, useMemberSessions } from '../../queries/sessions.ts';
import { useSession } from '../../session.tsx';
import { SessionTable } from './session-table.tsx';

/** For admins: where the others are signed in, and the way to end it. */
export function MemberSessions() {
  const { user } = useSession();
  const query = useMemberSessions();
  const end = useEndMemberSessions();
  const [ending, setEnding] = useState<OpenSession | null>(null);
  const close = () => {
    setEnding(null);
    end.reset();
  };
  return (
    <section className="stack" aria-labelledby="member-sessions">
      <h2 id="member-sessions">Where other members are signed in</h2>
      <Loaded query={query} what="the sessions of members">
        {({ items }) => {
          const others = items.filter(({ userId }) => userId !== user.id);
          return others.length === 0 ? (
            <EmptyState>Nobody else is signed in now.</EmptyState>
          ) : (
            <SessionTable
              label="Sessions of members"
              isNamed
              sessions={others}
              renderAction={(session) => (
                <Button
                  variant="default"
                  size="xs"
                  aria-label={`Sign out everywhere: ${session.userName}`}
                  onClick={() => setEnding(session)}
                >
                  Sign out
                </Button>
              )}
            />
          );
        }}
      </Loaded>
      <Confirm
        isOpen={ending !== null}
        title={`Sign ${ending?.userName ?? ''} out everywhere`}
        actionLabel="Sign out everywhere"
        isDangerous
        isBusy={end.isPending}
        error={end.error}
        onClose={close}
        onConfirm={() => {
          if (ending === null) return;
          end.mutate(ending.userId, {
            onSuccess: ({ ended }) => {
              close();
              showDone(`${formatCounted(ended, 'session', 'sessions')} ended`);
            },
          });
        }}
      >
        <p>Every browser of theirs is signed out at its next request. They may sign in again.</p>
      </Confirm>
    </section>
  );
}
