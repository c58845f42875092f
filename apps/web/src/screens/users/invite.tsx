import type { InvitedUser } from '@handrail/contract';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { CopyableCode } from '../../components/copyable-code.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { ExactTime } from '../../components/time.tsx';
import { useInviteUser } from '../../queries/people.ts';
import { ROLE_LABELS } from './labels.ts';

const MAIL = {
  sent: 'It is on its way to them by mail, too.',
  failed: 'The mail server did not take the mail: hand the link over yourself.',
  off: 'No mail server is set: hand the link over yourself.',
} as const;

/** Invites somebody, and shows the link that signs them in this once. */
export function Invite() {
  const invite = useInviteUser();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<InvitedUser['role']>('user');
  const isWhole = name.trim() !== '' && email.trim() !== '';
  return (
    <>
      {invite.data !== undefined && (
        <Notice
          tone="good"
          title={`${invite.data.user.name} is invited`}
          actions={
            <Button variant="default" size="xs" onClick={invite.reset}>
              I have it
            </Button>
          }
        >
          <p>
            This link signs them in once, until <ExactTime at={invite.data.link.expiresAt} />; it is not shown
            again. {MAIL[invite.data.link.mail]}
          </p>
          <CopyableCode code={invite.data.link.url} />
        </Notice>
      )}
      <form
        className="panel stack"
        aria-label="Invite somebody"
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate(
            { name: name.trim(), email: email.trim(), role },
            {
              onSuccess: () => {
                setName('');
                setEmail('');
                setRole('user');
              },
            },
          );
        }}
      >
        <h2>Invite somebody</h2>
        <div className="row" style={{ alignItems: 'end' }}>
          <TextInput
            label="Name"
            required
            maxLength={200}
            autoComplete="off"
            value={name}
            onChange={({ currentTarget: { value } }) => setName(value)}
          />
          <TextInput
            label="E-mail address"
            type="email"
            required
            maxLength={254}
            autoComplete="off"
            value={email}
            onChange={({ currentTarget: { value } }) => setEmail(value)}
          />
          <NativeSelect
            label="Role"
            value={role}
            onChange={({ currentTarget: { value } }) => {
              if (value === 'admin' || value === 'manager' || value === 'user') setRole(value);
            }}
            data={Object.entries(ROLE_LABELS).map(([value, label]) => ({ value, label }))}
          />
          <Button type="submit" variant="default" loading={invite.isPending} disabled={!isWhole}>
            Invite
          </Button>
        </div>
        {invite.isError && <FailedState title="Nobody was invited" error={invite.error} />}
      </form>
    </>
  );
}
