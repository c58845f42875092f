import type { ListView } from '@handrail/contract';
import { useLocalStorage } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import { useViews } from '../queries/views.ts';
import type { ViewedList } from '../queries/views.ts';
import { isSameChoice, shownColumns } from './list-column.ts';
import type { ListColumn } from './list-column.ts';

/** Filters and order as the address holds them. */
export type ListSearch = Readonly<Record<string, string>>;

/**
 * How a list is looked at: its columns, kept in this browser, and the reader's views of it. A list that is opened without any
 * filter or order in the address opens with the default view.
 */
export function useListView<Row>({
  list,
  columns,
  search,
  onSearch,
}: {
  list: ViewedList;
  columns: readonly ListColumn<Row>[];
  search: ListSearch;
  onSearch: (search: ListSearch) => void;
}) {
  const [chosen, setChosen] = useLocalStorage<readonly string[]>({
    key: `handrail.columns.${list}`,
    defaultValue: [],
    getInitialValueInEffect: false,
    deserialize: readChoice,
  });
  const views = useViews(list).data?.items;
  const open = (view: Pick<ListView, 'search' | 'columns'>) => {
    setChosen(view.columns);
    onSearch(view.search);
  };
  const isFresh = useRef(Object.keys(search).length === 0);
  const first = views?.find(({ isDefault }) => isDefault);
  useEffect(() => {
    if (views === undefined || !isFresh.current) return;
    isFresh.current = false;
    if (first !== undefined) open(first);
    // Once, when the views are known: afterwards the reader decides.
  });
  const shown = shownColumns(columns, chosen);
  return {
    columns: shown,
    shownIds: shown.map(({ id }) => id),
    choose: setChosen,
    current: { search: { ...search }, columns: [...chosen] },
    active: views?.find((view) => isSameSearch(view.search, search) && isSameChoice(view.columns, chosen)),
    open,
  };
}

function isSameSearch(one: ListSearch, other: ListSearch): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}

/** What stands in the browser's storage is never trusted. */
function readChoice(stored: string | undefined): readonly string[] {
  try {
    const value: unknown = JSON.parse(stored ?? '[]');
    return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : [];
  } catch {
    return [];
  }
}
