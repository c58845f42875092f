import type { SourceField } from '@handrail/contract';
import { Autocomplete, TagsInput } from '@mantine/core';
import type { ComboboxLikeProps } from '@mantine/core';
import { useState } from 'react';
import { useFieldValues } from '../../queries/connections.ts';

type Holds = NonNullable<SourceField['holds']>;

const WORDS: Readonly<Record<Holds, { readonly one: string; readonly many: string; readonly hint: string }>> =
  {
    users: { one: 'User', many: 'Users', hint: 'Name or e-mail address' },
    companies: { one: 'Company', many: 'Companies', hint: 'Name of a company' },
  };

interface Of {
  /** API name of the field. */
  readonly field: string;
  readonly holds: Holds;
}

/** A user or a company, chosen by a part of its name or address, or typed; the draft changes once it is meant. */
export function RecordValue({
  field,
  holds,
  value,
  onChange,
}: Of & { value: string; onChange: (value: string) => void }) {
  const [typed, setTyped] = useState<string | null>(null);
  const choices = useChoices(field, typed ?? '');
  const settle = (text: string) => {
    setTyped(null);
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <Autocomplete
      label={WORDS[holds].one}
      placeholder={WORDS[holds].hint}
      {...choices}
      value={typed ?? value}
      onChange={setTyped}
      onOptionSubmit={settle}
      onBlur={() => typed !== null && settle(typed)}
      onKeyDown={(event) => event.key === 'Enter' && typed !== null && settle(typed)}
    />
  );
}

/** Several of them; what is typed is taken by Enter, and by leaving the field. */
export function RecordList({
  field,
  holds,
  values,
  onChange,
}: Of & { values: readonly string[]; onChange: (values: string[]) => void }) {
  const [search, setSearch] = useState('');
  const choices = useChoices(field, search);
  return (
    <TagsInput
      label={WORDS[holds].many}
      placeholder={WORDS[holds].hint}
      {...choices}
      value={[...values]}
      // A name may have a comma.
      splitChars={[]}
      acceptValueOnBlur
      onSearchChange={setSearch}
      onChange={onChange}
    />
  );
}

/** What both offer: names with what the document names them by, found by the server and so not filtered again. */
function useChoices(field: string, search: string) {
  const found = useFieldValues(field, search);
  const records = new Map(found.data?.items.map((one) => [one.value, one]));
  return {
    data: [...records.keys()],
    filter: keepAll,
    maxDropdownHeight: 320,
    comboboxProps: { width: 320, position: 'bottom-start' } as const,
    renderOption: ({ option }: { option: { readonly value: string } }) => {
      const record = records.get(option.value);
      const isInactive = record?.isActive === false;
      return (
        <div style={{ minWidth: 0 }}>
          <div dir="auto">
            {record?.name ?? option.value}
            {isInactive && <span className="quiet small"> no longer active</span>}
          </div>
          {record !== undefined && record.name !== option.value && (
            <div className="quiet small cut">{record.address ?? option.value}</div>
          )}
        </div>
      );
    },
  };
}

const keepAll: NonNullable<ComboboxLikeProps['filter']> = ({ options }) => options;
