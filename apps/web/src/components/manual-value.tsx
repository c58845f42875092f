import { Button, Popover } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { FailedState } from './failed-state.tsx';
import { showDone } from './show-done.ts';
import type { TypedInput, TypedValue } from './typed-value.ts';
import { ManualValueForm } from './manual-value-form.tsx';

/** Sets a field by hand, which then stays whatever the source says, or gives it back to its source. */
export function ManualValue({
  label,
  isManual,
  input,
  manual,
}: {
  label: string;
  isManual: boolean;
  input: TypedInput;
  /** Sets the value; undefined gives the field back to its source. */
  manual: UseMutationResult<unknown, Error, TypedValue | undefined>;
}) {
  const [isOpen, setIsOpen] = useState(false);
  const close = () => {
    setIsOpen(false);
    manual.reset();
  };
  return (
    <div className="row" style={{ flexWrap: 'nowrap' }}>
      <Popover
        opened={isOpen}
        onChange={(opened) => (opened ? setIsOpen(true) : close())}
        width={320}
        position="bottom-end"
        shadow="md"
        withArrow
        trapFocus
        returnFocus
      >
        <Popover.Target>
          <Button
            variant="default"
            size="compact-xs"
            aria-label={`${isManual ? 'Change' : 'Set'} ${label} by hand`}
            onClick={() => setIsOpen(!isOpen)}
          >
            {isManual ? 'Change' : 'Set'}
          </Button>
        </Popover.Target>
        <Popover.Dropdown>
          <ManualValueForm
            label={label}
            input={input}
            isSaving={manual.isPending}
            failure={
              manual.isError && <FailedState title="Not set; nothing was changed" error={manual.error} />
            }
            onSet={(value) =>
              manual.mutate(value, {
                onSuccess: () => {
                  close();
                  showDone(`${label} is set by hand`);
                },
              })
            }
          />
        </Popover.Dropdown>
      </Popover>
      {isManual && (
        <Button
          variant="default"
          size="compact-xs"
          loading={manual.isPending && !isOpen}
          aria-label={`Remove the value of ${label} set by hand`}
          onClick={() =>
            manual.mutate(undefined, { onSuccess: () => showDone(`${label} has the value of its source`) })
          }
        >
          Remove
        </Button>
      )}
      {manual.isError && !isOpen && (
        <span role="alert" className="small">
          {manual.error.message}
        </span>
      )}
    </div>
  );
}
