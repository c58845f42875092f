import { useState } from 'react';
import { useFewAccounts } from '../queries/accounts.ts';
import { NamedField } from './named-field.tsx';
import type { Named } from './named-field.tsx';

const MOST_FOUND = 20;

interface AccountsFieldProps {
  readonly label: string;
  readonly description: string;
  /** How many may be chosen. */
  readonly max: number;
  readonly chosen: readonly Named[];
  readonly onChange: (accounts: readonly Named[]) => void;
}

/** Chooses accounts, found by a part of their name. */
export function AccountsField(field: AccountsFieldProps) {
  const [search, setSearch] = useState('');
  const found = useFewAccounts(
    { sort: 'name', order: 'asc', ...(search === '' ? {} : { search }) },
    MOST_FOUND,
  );
  return (
    <NamedField
      {...field}
      nothingFound="No account that you may see has this in its name."
      found={{ items: found.data?.items ?? [], isFetching: found.isFetching }}
      search={search}
      onSearch={setSearch}
    />
  );
}
