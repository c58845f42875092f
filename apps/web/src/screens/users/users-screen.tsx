import type { User } from '@handrail/contract';
import { NativeSelect } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { NotAllowed } from '../../components/failed-state.tsx';
import { LoadMore } from '../../components/load-more.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Notice } from '../../components/notice.tsx';
import { Page } from '../../components/page.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { SettingsNavigation } from '../../components/settings-navigation.tsx';
import { showDone } from '../../components/show-done.ts';
import { Time } from '../../components/time.tsx';
import { useChangeUser, useGovernance, useUsers } from '../../queries/people.ts';
import type { UsersFilter } from '../../queries/people.ts';
import { useIsAdmin } from '../../session.tsx';
import { Invite } from './invite.tsx';
import { SignInRequests } from './sign-in-requests.tsx';
import { UserTable } from './user-table.tsx';

/** Settings > Users & permissions: everybody with role, scope, source and last sign-in. */
export function UsersScreen() {
  return (
    <Page title="Users & permissions" crumbs={[{ label: 'Settings', to: '/settings' }]}>
      <SettingsNavigation />
      {useIsAdmin() ? <Content /> : <NotAllowed>Your role may not see who else is here.</NotAllowed>}
    </Page>
  );
}

function Content() {
  const [filter, setFilter] = useState<UsersFilter>({ search: '', access: 'active' });
  const [ending, setEnding] = useState<User | null>(null);
  const users = useUsers(filter);
  const governance = useGovernance();
  const change = useChangeUser();
  const isGoverned = governance.data !== undefined && governance.data.since !== null;
  const close = () => {
    setEnding(null);
    change.reset();
  };
  return (
    <>
      {isGoverned && <GovernedNotice since={governance.data.since} url={governance.data.manageUrl} />}
      <SignInRequests />
      {governance.data?.since === null && <Invite />}
      <div className="row">
        <SearchField
          label="Search users"
          value={filter.search}
          onChange={(search) => setFilter((held) => ({ ...held, search }))}
        />
        <NativeSelect
          aria-label="Access"
          value={filter.access ?? 'all'}
          onChange={({ currentTarget: { value } }) =>
            setFilter((held) => ({ ...held, access: accessOf(value) }))
          }
          data={[
            { value: 'active', label: 'May enter' },
            { value: 'invited', label: 'Invited, not in yet' },
            { value: 'none', label: 'May not enter' },
            { value: 'all', label: 'Everybody' },
          ]}
        />
      </div>
      <Loaded query={users} what="the users">
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          if (items.length === 0)
            return (
              <EmptyState>
                Nobody matches. Users of Gainsight come with the first run of the users stream.
              </EmptyState>
            );
          return (
            <>
              <UserTable users={items} isGoverned={isGoverned} onEnd={setEnding} />
              <LoadMore query={users}>
                {items.length} of {pages[0]?.total ?? items.length} shown
              </LoadMore>
            </>
          );
        }}
      </Loaded>
      <Confirm
        isOpen={ending !== null}
        title={`Take access from ${ending?.name ?? ''}`}
        actionLabel="Take access away"
        isDangerous
        isBusy={change.isPending}
        error={change.error}
        onConfirm={() => {
          if (ending === null) return;
          change.mutate(
            { id: ending.id, role: null },
            {
              onSuccess: () => {
                close();
                showDone('Access ended');
              },
            },
          );
        }}
        onClose={close}
      >
        <p>Their sessions, tokens and sign-in links end at once.</p>
      </Confirm>
    </>
  );
}

function accessOf(value: string): UsersFilter['access'] {
  return value === 'active' || value === 'none' || value === 'invited' ? value : null;
}

function GovernedNotice({ since, url }: { since: string | null; url: string | null }) {
  return (
    <Notice tone="plain" title="Governed by Gainsight">
      Users, roles and teams are read-only here since <Time at={since} />. Change them in{' '}
      {url === null ? 'Gainsight' : <a href={url}>Gainsight</a>} under Administration → User Management; it is
      here within four hours, and at sign-in. Which user has which role is set on the{' '}
      <Link to="/settings/integrations/gainsight" search={{ tab: 'users' }}>
        Users tab
      </Link>
      .
    </Notice>
  );
}
