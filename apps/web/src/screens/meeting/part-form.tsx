import { Button } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { FailedState } from '../../components/failed-state.tsx';

/**
 * A form that stands where the part of a summary stands or will stand, around the inputs of that part. It takes the
 * focus, and Escape closes it.
 */
export function PartForm({
  canSave,
  isPending,
  failure,
  onSave,
  onClose,
  onRemove,
  children,
}: {
  canSave: boolean;
  isPending: boolean;
  /** Why it could not be saved; null while nothing failed. */
  failure: Error | null;
  onSave: () => void;
  onClose: () => void;
  /** Left out where there is nothing to remove. */
  onRemove?: () => void;
  children: ReactNode;
}) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  useHotkeys([['Escape', onClose]], []);
  return (
    <form
      ref={form}
      className="stack correct-form"
      onSubmit={(event) => {
        event.preventDefault();
        onSave();
      }}
    >
      {children}
      {failure !== null && <FailedState title="Could not save it; nothing was changed" error={failure} />}
      <div className="row">
        <Button type="submit" loading={isPending} disabled={!canSave}>
          Save
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        {onRemove !== undefined && (
          <Button variant="subtle" color="danger" disabled={isPending} onClick={onRemove}>
            Remove
          </Button>
        )}
      </div>
    </form>
  );
}
