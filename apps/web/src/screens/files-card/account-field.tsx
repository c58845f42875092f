import { useState } from 'react';
import { NamedField } from '../../components/named-field.tsx';
import type { Named } from '../../components/named-field.tsx';
import { useFewAccounts } from '../../queries/accounts.ts';

const MOST_FOUND = 20;

/** Chooses the account that all meetings of a file belong to; null: the rules decide. */
export function AccountField({
  chosen,
  onChange,
}: {
  chosen: Named | null;
  onChange: (account: Named | null) => void;
}) {
  const [search, setSearch] = useState('');
  const found = useFewAccounts(
    { sort: 'name', order: 'asc', ...(search === '' ? {} : { search }) },
    MOST_FOUND,
  );
  return (
    <NamedField
      label="Account"
      description="Type a part of the name. Left empty, addresses and rules decide; what they do not place waits in Review."
      max={1}
      nothingFound="No account that you may see has this in its name."
      found={{ items: found.data?.items ?? [], isFetching: found.isFetching }}
      search={search}
      onSearch={setSearch}
      chosen={chosen === null ? [] : [chosen]}
      onChange={(accounts) => onChange(accounts.at(-1) ?? null)}
    />
  );
}
