import { Button, Popover } from '@mantine/core';
import { IconColumns3 } from '@tabler/icons-react';

/** Which columns a list shows and exports; the first one names the row and always stands. */
export function ColumnChoice({
  columns,
  shown,
  onChoose,
}: {
  columns: readonly { readonly id: string; readonly header: string }[];
  shown: readonly string[];
  /** Empty: the usual ones. */
  onChoose: (chosen: readonly string[]) => void;
}) {
  const isShown = new Set(shown);
  const toggle = (id: string) =>
    onChoose(columns.map((column) => column.id).filter((one) => isShown.has(one) !== (one === id)));
  return (
    <Popover position="bottom-end" withinPortal trapFocus returnFocus>
      <Popover.Target>
        <Button variant="default" leftSection={<IconColumns3 size={16} aria-hidden />}>
          Columns
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Columns of the list" className="stack stack-tight">
        <fieldset className="plain-fieldset list-menu">
          <legend className="small quiet">Shown and exported</legend>
          {columns.map(({ id, header }, at) => (
            <label key={id} className="list-menu-choice">
              <input
                type="checkbox"
                checked={isShown.has(id)}
                disabled={at === 0}
                onChange={() => toggle(id)}
              />
              <span className="cut" dir="auto" title={header}>
                {header}
              </span>
            </label>
          ))}
        </fieldset>
        <div className="row">
          <Button variant="subtle" size="compact-sm" onClick={() => onChoose(columns.map(({ id }) => id))}>
            All columns
          </Button>
          <Button variant="subtle" size="compact-sm" onClick={() => onChoose([])}>
            Usual columns
          </Button>
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}
