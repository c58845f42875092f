import { MultiSelect } from '@mantine/core';
import { useState } from 'react';

/** Something that is chosen by its name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** Chooses things by a part of their name; who uses it looks them up as the search changes. */
export function NamedField({
  label,
  description,
  max,
  nothingFound,
  found,
  search,
  onSearch,
  chosen,
  onChange,
}: {
  label: string;
  description: string;
  max: number;
  nothingFound: string;
  found: { readonly items: readonly Named[]; readonly isFetching: boolean };
  search: string;
  onSearch: (search: string) => void;
  chosen: readonly Named[];
  onChange: (chosen: readonly Named[]) => void;
}) {
  // Closed after each choice: the list would cover the button that mostly comes next.
  const [isListOpen, setIsListOpen] = useState(false);
  const known = new Map([...chosen, ...found.items].map(({ id, name }) => [id, name]));
  return (
    <MultiSelect
      label={label}
      description={description}
      data-autofocus
      searchable
      openOnFocus={false}
      clearable
      // Else the first of the list is one that is chosen, and Enter takes it away.
      hidePickedOptions
      maxValues={max}
      comboboxProps={{ withinPortal: true }}
      nothingFoundMessage={found.isFetching ? 'Searching…' : nothingFound}
      data={[...known].map(([value, name]) => ({ value, label: name }))}
      filter={({ options }) => options}
      value={chosen.map(({ id }) => id)}
      dropdownOpened={isListOpen}
      onDropdownOpen={() => setIsListOpen(true)}
      onDropdownClose={() => setIsListOpen(false)}
      searchValue={search}
      onSearchChange={onSearch}
      onChange={(ids) => {
        onChange(ids.map((id) => ({ id, name: known.get(id) ?? '' })));
        onSearch('');
        setIsListOpen(false);
      }}
    />
  );
}
