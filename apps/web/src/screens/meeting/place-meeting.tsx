import { Button } from '@mantine/core';
import { MAX_ATTRIBUTED_ACCOUNTS } from '@handrail/contract';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { NamedField } from '../../components/named-field.tsx';
import type { Named } from '../../components/named-field.tsx';
import { useFewAccounts } from '../../queries/accounts.ts';
import { useAttributeMeeting } from '../../queries/meetings.ts';

/** A button that asks at which accounts a meeting belongs, and says what follows before it happens. */
export function PlaceMeeting({
  meeting,
  label,
  onPlaced,
}: {
  meeting: { readonly id: string; readonly title: string; readonly accounts: readonly Named[] };
  label: string;
  onPlaced?: (accounts: readonly Named[]) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly Named[]>(meeting.accounts);
  const placing = useAttributeMeeting(({ accounts }) => {
    setIsOpen(false);
    onPlaced?.(accounts ?? []);
  });
  const open = () => {
    setChosen(meeting.accounts);
    placing.reset();
    setIsOpen(true);
  };
  return (
    <>
      <Button variant="default" size="xs" onClick={open}>
        {label}
      </Button>
      <Confirm
        isOpen={isOpen}
        title={`Account of “${meeting.title}”`}
        actionLabel={chosen.length === 0 ? 'Leave without an account' : 'Place it there'}
        isBusy={placing.isPending}
        error={placing.error}
        onConfirm={() => placing.mutate({ meetingId: meeting.id, accounts: chosen })}
        onClose={() => setIsOpen(false)}
      >
        <AccountsField chosen={chosen} onChange={setChosen} />
        <p className="small quiet">
          Your word binds: no rule moves the meeting again. With the next pass its entries leave the Timelines
          of other accounts and stand in those of these, if summaries are pushed; scores are computed anew.
        </p>
      </Confirm>
    </>
  );
}

const MOST_FOUND = 20;

function AccountsField({
  chosen,
  onChange,
}: {
  chosen: readonly Named[];
  onChange: (accounts: readonly Named[]) => void;
}) {
  const [search, setSearch] = useState('');
  const found = useFewAccounts(
    { sort: 'name', order: 'asc', ...(search === '' ? {} : { search }) },
    MOST_FOUND,
  );
  return (
    <NamedField
      label="Accounts"
      description="Type a part of the name. None means: this meeting belongs to no account."
      max={MAX_ATTRIBUTED_ACCOUNTS}
      nothingFound="No account has this in its name."
      found={{ items: found.data?.items ?? [], isFetching: found.isFetching }}
      search={search}
      onSearch={setSearch}
      chosen={chosen}
      onChange={onChange}
    />
  );
}
