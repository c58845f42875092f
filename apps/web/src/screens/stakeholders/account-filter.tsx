import { CloseButton, Select } from '@mantine/core';
import { useState } from 'react';
import { useAccount, useFewAccounts } from '../../queries/accounts.ts';

const MOST_FOUND = 20;

/** Narrows a list to one account, found by a part of its name. */
export function AccountFilter({
  accountId,
  onChange,
}: {
  accountId: string | undefined;
  onChange: (accountId: string | undefined) => void;
}) {
  return accountId === undefined ? (
    <Picker onChange={onChange} />
  ) : (
    <Chosen id={accountId} onClear={() => onChange(undefined)} />
  );
}

function Picker({ onChange }: { onChange: (accountId: string) => void }) {
  const [search, setSearch] = useState('');
  const found = useFewAccounts(
    { sort: 'name', order: 'asc', ...(search === '' ? {} : { search }) },
    MOST_FOUND,
  );
  return (
    <Select
      aria-label="Account"
      placeholder="Of all accounts"
      searchable
      nothingFoundMessage={found.isFetching ? 'Searching…' : 'No account has this in its name.'}
      data={(found.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
      filter={({ options }) => options}
      value={null}
      onSearchChange={setSearch}
      onChange={(id) => id !== null && onChange(id)}
      style={{ flex: '1 1 150px', maxWidth: 220 }}
    />
  );
}

function Chosen({ id, onClear }: { id: string; onClear: () => void }) {
  const account = useAccount(id);
  return (
    <span className="choice choice-set">
      <span className="small">Account</span>
      <span className="cut" dir="auto" style={{ maxWidth: 200 }}>
        {account.data?.name ?? (account.isError ? 'not here' : '…')}
      </span>
      <CloseButton size="sm" aria-label="Of all accounts" onClick={onClear} />
    </span>
  );
}
