import type { User } from '@handrail/contract';
import { Button, NativeSelect } from '@mantine/core';
import { NamedPerson } from '../../components/named-person.tsx';
import { Status } from '../../components/status.tsx';
import { showDone } from '../../components/show-done.ts';
import { Time } from '../../components/time.tsx';
import { useChangeUser, useViewAs } from '../../queries/people.ts';
import { NO_ACCESS_LABELS, ROLE_LABELS } from './labels.ts';
import '../../components/plain-table.css';

/** Everybody with what they may do and see. */
export function UserTable({
  users,
  isGoverned,
  onEnd,
}: {
  users: readonly User[];
  isGoverned: boolean;
  onEnd: (user: User) => void;
}) {
  const viewAs = useViewAs();
  return (
    <div className="panel panel-flush">
      <table className="plain-table" aria-label="Users">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Sees</th>
            <th scope="col">Source</th>
            <th scope="col">Last sign-in</th>
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {users.map((user) => (
            <tr key={user.id}>
              <td data-label="Name">
                <NamedPerson name={user.name} email={user.email} />
              </td>
              <td data-label="Role">
                <RoleCell user={user} isReadOnly={isGoverned} />
              </td>
              <td data-label="Sees" className="small">
                {scopeOf(user)}
              </td>
              <td data-label="Source" className="small">
                {user.source === 'gainsight' ? 'Gainsight' : 'Invited'}
                {user.managerName !== null && <span className="quiet"> · reports to {user.managerName}</span>}
              </td>
              <td data-label="Last sign-in">
                <Time at={user.lastSignInAt} />
              </td>
              <td>
                {user.active && (
                  <div className="row">
                    {user.role !== 'admin' && (
                      <Button
                        variant="default"
                        size="xs"
                        aria-label={`View as ${user.name}`}
                        loading={viewAs.isPending && viewAs.variables === user.id}
                        onClick={() => viewAs.mutate(user.id)}
                      >
                        View as
                      </Button>
                    )}
                    {!(isGoverned && user.gainsightId !== null) && (
                      <Button
                        variant="default"
                        size="xs"
                        aria-label={`End access of ${user.name}`}
                        onClick={() => onEnd(user)}
                      >
                        End access
                      </Button>
                    )}
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function scopeOf({ active, accounts, role, gainsightId }: User): string {
  if (!active) return 'nothing';
  if (accounts === null) return 'every account';
  if (gainsightId === null) return 'no account: not known at Gainsight';
  const whose = role === 'manager' ? 'of their team' : 'of their own';
  return `${accounts} ${accounts === 1 ? 'account' : 'accounts'} ${whose}`;
}

function RoleCell({ user, isReadOnly }: { user: User; isReadOnly: boolean }) {
  const change = useChangeUser();
  if (isReadOnly)
    return user.noAccess === null ? (
      <Status tone="good" label={ROLE_LABELS[user.role]} />
    ) : (
      <Status tone="plain" label={NO_ACCESS_LABELS[user.noAccess]} />
    );
  return (
    <div className="stack">
      <NativeSelect
        size="xs"
        aria-label={`Role of ${user.name}`}
        value={user.active ? user.role : ''}
        disabled={change.isPending}
        onChange={({ currentTarget: { value } }) => {
          if (value === 'admin' || value === 'manager' || value === 'user')
            change.mutate({ id: user.id, role: value }, { onSuccess: () => showDone('Role changed') });
        }}
        data={[
          ...(user.active
            ? []
            : [{ value: '', label: user.noAccess === null ? '' : NO_ACCESS_LABELS[user.noAccess] }]),
          ...Object.entries(ROLE_LABELS).map(([value, label]) => ({ value, label })),
        ]}
      />
      {change.isError && <span className="small">{change.error.message}</span>}
    </div>
  );
}
