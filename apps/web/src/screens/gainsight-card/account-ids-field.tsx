import { useState } from 'react';
import { NamedField } from '../../components/named-field.tsx';
import { useFewAccounts, useNamesByGainsightId } from '../../queries/accounts.ts';

const MOST_FOUND = 20;
const MOST_CHOSEN = 200;

/** Chooses accounts by name; the settings keep their ids at Gainsight. */
export function AccountIdsField({
  label,
  description,
  ids,
  onChange,
}: {
  label: string;
  description: string;
  ids: readonly string[];
  onChange: (ids: readonly string[]) => void;
}) {
  const [search, setSearch] = useState('');
  const names = useNamesByGainsightId(ids);
  const found = useFewAccounts(
    { sort: 'name', order: 'asc', ...(search === '' ? {} : { search }) },
    MOST_FOUND,
  );
  return (
    <NamedField
      label={label}
      description={description}
      max={MOST_CHOSEN}
      nothingFound="No account has this in its name."
      found={{
        items: (found.data?.items ?? []).map(({ gainsightId, name }) => ({ id: gainsightId, name })),
        isFetching: found.isFetching,
      }}
      search={search}
      onSearch={setSearch}
      chosen={ids.map((id) => ({ id, name: names.get(id) ?? id }))}
      onChange={(chosen) => onChange(chosen.map(({ id }) => id))}
    />
  );
}
