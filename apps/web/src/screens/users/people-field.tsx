import { useState } from 'react';
import { NamedField } from '../../components/named-field.tsx';
import type { Named } from '../../components/named-field.tsx';
import { useUsers } from '../../queries/people.ts';

/** Chooses people who may enter, by a part of their name or address. */
export function PeopleField({
  label,
  description,
  max,
  chosen,
  onChange,
}: {
  label: string;
  description: string;
  max: number;
  chosen: readonly Named[];
  onChange: (chosen: readonly Named[]) => void;
}) {
  const [search, setSearch] = useState('');
  const users = useUsers({ search, access: 'active' });
  const found = users.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <NamedField
      label={label}
      description={description}
      max={max}
      nothingFound="Nobody who may enter has this in their name or address."
      found={{
        items: found.map(({ id, name, email }) => ({ id, name: `${name} (${email})` })),
        isFetching: users.isFetching,
      }}
      search={search}
      onSearch={setSearch}
      chosen={chosen}
      onChange={onChange}
    />
  );
}
