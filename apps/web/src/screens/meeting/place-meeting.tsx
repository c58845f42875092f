import { Button, MultiSelect } from '@mantine/core';
import { MAX_ATTRIBUTED_ACCOUNTS } from '@handrail/contract';
import { useState } from 'react';
import { Confirm } from '../../components/confirm.tsx';
import { useFewAccounts } from '../../queries/accounts.ts';
import { useAttributeMeeting } from '../../queries/meetings.ts';

interface NamedAccount {
  readonly id: string;
  readonly name: string;
}

/** A button that asks at which accounts a meeting belongs, and says what follows before it happens. */
export function PlaceMeeting({
  meeting,
  label,
  onPlaced,
}: {
  meeting: { readonly id: string; readonly title: string; readonly accounts: readonly NamedAccount[] };
  label: string;
  onPlaced?: (accounts: readonly NamedAccount[]) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const [chosen, setChosen] = useState<readonly NamedAccount[]>(meeting.accounts);
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
  chosen: readonly NamedAccount[];
  onChange: (accounts: readonly NamedAccount[]) => void;
}) {
  const [search, setSearch] = useState('');
  // Closed after each choice: the list would cover the button that mostly comes next.
  const [isListOpen, setIsListOpen] = useState(false);
  const found = useFewAccounts(
    { sort: 'name', order: 'asc', ...(search === '' ? {} : { search }) },
    MOST_FOUND,
  );
  const known = new Map(
    [...chosen, ...(found.data?.items ?? [])].map((account) => [account.id, account.name]),
  );
  return (
    <MultiSelect
      label="Accounts"
      description="Type a part of the name. None means: this meeting belongs to no account."
      data-autofocus
      searchable
      openOnFocus={false}
      clearable
      maxValues={MAX_ATTRIBUTED_ACCOUNTS}
      comboboxProps={{ withinPortal: true }}
      nothingFoundMessage={found.isFetching ? 'Searching…' : 'No account has this in its name.'}
      data={[...known].map(([value, label]) => ({ value, label }))}
      filter={({ options }) => options}
      value={chosen.map(({ id }) => id)}
      dropdownOpened={isListOpen}
      onDropdownOpen={() => setIsListOpen(true)}
      onDropdownClose={() => setIsListOpen(false)}
      searchValue={search}
      onSearchChange={setSearch}
      onChange={(ids) => {
        onChange(ids.map((id) => ({ id, name: known.get(id) ?? '' })));
        setSearch('');
        setIsListOpen(false);
      }}
    />
  );
}
