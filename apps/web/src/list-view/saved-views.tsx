import type { ListView } from '@handrail/contract';
import { Button, Popover, TextInput } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { FailedState } from '../components/failed-state.tsx';
import { showDone } from '../components/show-done.ts';
import { useSaveView, useViews } from '../queries/views.ts';
import type { ViewedList } from '../queries/views.ts';
import { SavedView } from './saved-view.tsx';

/** Filters and order of a list as they stand in its address, with its columns. */
export type ViewContent = Pick<ListView, 'search' | 'columns'>;

/** The reader's own views of a list: open one, keep what stands now as one, rename, delete, open the list with one. */
export function SavedViews({
  list,
  current,
  active,
  onOpen,
}: {
  list: ViewedList;
  current: ViewContent;
  /** The view that shows just what stands now. */
  active: ListView | undefined;
  onOpen: (content: ViewContent) => void;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const views = useViews(list);
  const items = views.data?.items ?? [];
  return (
    <Popover
      opened={isOpen}
      onChange={setIsOpen}
      position="bottom-end"
      withinPortal
      trapFocus
      returnFocus
      width={340}
    >
      <Popover.Target>
        <Button
          variant="default"
          rightSection={<IconChevronDown size={14} aria-hidden />}
          onClick={() => setIsOpen(!isOpen)}
        >
          <span className="cut list-menu-name" dir="auto">
            {active === undefined ? 'Views' : `View: ${active.name}`}
          </span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Views of the list" className="stack">
        {views.isError && (
          <FailedState
            title="Could not load your views"
            error={views.error}
            onRetry={() => void views.refetch()}
            isRetrying={views.isFetching}
          />
        )}
        {views.data !== undefined && items.length === 0 && (
          <p className="small quiet">
            Nobody but you sees your views. The first one will stand here: filters, order and columns as they
            are now, under a name.
          </p>
        )}
        {items.length > 0 && (
          <ul className="list list-menu" aria-label="Your views">
            {items.map((view) => (
              <SavedView
                key={view.id}
                list={list}
                view={view}
                names={items.map(({ name }) => name)}
                isActive={view.id === active?.id}
                onOpen={() => {
                  onOpen(view);
                  setIsOpen(false);
                }}
              />
            ))}
          </ul>
        )}
        <NewView list={list} current={current} names={items.map(({ name }) => name)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function NewView({
  list,
  current,
  names,
}: {
  list: ViewedList;
  current: ViewContent;
  names: readonly string[];
}) {
  const [typed, setTyped] = useState('');
  const save = useSaveView(list);
  const name = typed.trim();
  return (
    <form
      className="stack stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate(
          { name, search: current.search, columns: current.columns },
          {
            onSuccess: () => {
              showDone(`The view ${name} is kept`);
              setTyped('');
            },
          },
        );
      }}
    >
      <TextInput
        label="Keep what stands now as a view"
        placeholder="Its name"
        value={typed}
        maxLength={80}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      {names.includes(name) && <p className="small">This replaces your view {name}.</p>}
      {save.isError && <FailedState title="The view was not kept" error={save.error} />}
      <div>
        <Button type="submit" size="compact-sm" loading={save.isPending} disabled={name === ''}>
          {names.includes(name) ? 'Replace view' : 'Save view'}
        </Button>
      </div>
    </form>
  );
}
