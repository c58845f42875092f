import type { ListView } from '@handrail/contract';
import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { FailedState } from '../components/failed-state.tsx';
import { showDone } from '../components/show-done.ts';
import { useChangeView, useDeleteView } from '../queries/views.ts';
import type { ViewedList } from '../queries/views.ts';

/** One view in the menu of views: its name opens it; beside it, what can be done with it. */
export function SavedView({
  list,
  view,
  names,
  isActive,
  onOpen,
}: {
  list: ViewedList;
  view: ListView;
  /** Names of all views, this one's among them. */
  names: readonly string[];
  isActive: boolean;
  onOpen: () => void;
}) {
  const [isRenaming, setIsRenaming] = useState(false);
  const change = useChangeView(list);
  const remove = useDeleteView(list);
  const { id, name, isDefault } = view;
  const error = change.error ?? remove.error;
  return (
    <li className="list-menu-view stack stack-tight">
      {isRenaming ? (
        <Rename
          name={name}
          taken={names.filter((other) => other !== name)}
          onCancel={() => setIsRenaming(false)}
          onRename={(next) =>
            change.mutate({ id, name: next, isDefault }, { onSuccess: () => setIsRenaming(false) })
          }
        />
      ) : (
        <>
          <button
            type="button"
            className="link-button list-menu-open"
            aria-current={isActive}
            title={name}
            onClick={onOpen}
          >
            <span className="cut" dir="auto">
              {name}
            </span>
            {isDefault && <span className="small quiet"> opens with the list</span>}
          </button>
          <span className="row small">
            <Button
              variant="subtle"
              size="compact-xs"
              loading={change.isPending}
              aria-label={`${isDefault ? 'No longer default' : 'Make default'}: ${name}`}
              onClick={() => change.mutate({ id, name, isDefault: !isDefault })}
            >
              {isDefault ? 'No longer default' : 'Make default'}
            </Button>
            <Button
              variant="subtle"
              size="compact-xs"
              aria-label={`Rename: ${name}`}
              onClick={() => setIsRenaming(true)}
            >
              Rename
            </Button>
            <Button
              variant="subtle"
              color="danger"
              size="compact-xs"
              loading={remove.isPending}
              aria-label={`Delete: ${name}`}
              onClick={() => remove.mutate(id, { onSuccess: () => showDone(`The view ${name} is deleted`) })}
            >
              Delete
            </Button>
          </span>
        </>
      )}
      {error !== null && <FailedState title="The view stays as it was" error={error} />}
    </li>
  );
}

function Rename({
  name,
  taken,
  onRename,
  onCancel,
}: {
  name: string;
  taken: readonly string[];
  onRename: (name: string) => void;
  onCancel: () => void;
}) {
  const [typed, setTyped] = useState(name);
  const next = typed.trim();
  const isTaken = taken.includes(next);
  return (
    <form
      className="stack stack-tight"
      onSubmit={(event) => {
        event.preventDefault();
        onRename(next);
      }}
    >
      <TextInput
        label={`New name of ${name}`}
        value={typed}
        maxLength={80}
        data-autofocus
        error={isTaken ? 'Another view has this name.' : undefined}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
      <span className="row">
        <Button type="submit" size="compact-sm" disabled={next === '' || isTaken}>
          Rename view
        </Button>
        <Button variant="default" size="compact-sm" onClick={onCancel}>
          Cancel
        </Button>
      </span>
    </form>
  );
}
