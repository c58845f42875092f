import type { AccountDetail } from '@handrail/contract';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FailedState } from '../../components/failed-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { ExactTime } from '../../components/time.tsx';
import { useDecideAccount } from '../../queries/retention.ts';

/** The legal hold on an account, or the form that puts one on it: then retention does not remove it. */
export function LegalHold({ account }: { account: AccountDetail }) {
  const decide = useDecideAccount(account.id);
  const [reason, setReason] = useState('');
  if (account.hold !== null) {
    const { hold } = account;
    return (
      <Notice
        tone="plain"
        title="Legal hold"
        actions={
          <Button variant="default" loading={decide.isPending} onClick={() => decide.mutate({ act: 'lift' })}>
            Lift the hold
          </Button>
        }
      >
        <p dir="auto">{hold.reason}</p>
        <p className="small quiet">
          Set <ExactTime at={hold.setAt} /> · {hold.setBy ?? 'nobody known'}
        </p>
        {decide.isError && <FailedState title="Could not lift the hold" error={decide.error} />}
      </Notice>
    );
  }
  return (
    <form
      className="row"
      style={{ alignItems: 'end' }}
      onSubmit={(event) => {
        event.preventDefault();
        decide.mutate({ act: 'hold', reason: reason.trim() }, { onSuccess: () => setReason('') });
      }}
    >
      <TextInput
        label="Reason of a legal hold"
        value={reason}
        maxLength={500}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <Button type="submit" variant="default" loading={decide.isPending} disabled={reason.trim() === ''}>
        Keep it from being removed
      </Button>
      {decide.isError && <FailedState title="Could not set the hold" error={decide.error} />}
    </form>
  );
}
