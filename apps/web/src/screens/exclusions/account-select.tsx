import { NO_ACCOUNT } from '@handrail/core';
import { Select } from '@mantine/core';
import { useState } from 'react';
import { useFewAccounts } from '../../queries/accounts.ts';

const MOST_FOUND = 20;

/** Chooses an account by a part of its name; its value is the account's id at Gainsight, or `none`. */
export function AccountSelect({
  label,
  value,
  error,
  onChange,
}: {
  label: string;
  value: string;
  error: string | null;
  onChange: (gainsightId: string) => void;
}) {
  const [search, setSearch] = useState('');
  const isNamed = value !== '' && value !== NO_ACCOUNT;
  const chosen = useFewAccounts({ search: isNamed ? value : 'none-is-chosen' }, 1);
  const found = useFewAccounts(
    { sort: 'name', order: 'asc', ...(search === '' ? {} : { search }) },
    MOST_FOUND,
  );
  const own = chosen.data?.items.find(({ gainsightId }) => gainsightId === value);
  const choices = new Map([
    [NO_ACCOUNT, 'No account: it says nothing'],
    ...(isNamed ? [[value, own?.name ?? (chosen.isFetching ? '…' : `${value} (not here)`)] as const] : []),
    ...(found.data?.items ?? []).map(({ gainsightId, name }) => [gainsightId, name] as const),
  ]);
  return (
    <Select
      className="rule-value"
      aria-label={label}
      placeholder="Choose an account"
      searchable
      allowDeselect={false}
      nothingFoundMessage={found.isFetching ? 'Searching…' : 'No account has this in its name.'}
      data={[...choices].map(([id, name]) => ({ value: id, label: name }))}
      filter={({ options }) => options}
      value={value === '' ? null : value}
      error={error}
      onSearchChange={(text) => setSearch(text === choices.get(value) ? '' : text)}
      onChange={(id) => id !== null && onChange(id)}
    />
  );
}
