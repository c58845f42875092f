import { Button, Modal, TextInput } from '@mantine/core';
import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { FailedState } from './failed-state.tsx';

/**
 * Asks before something that reaches far: the extent first, then a button that says what happens.
 * With `typedName` the button waits until that name was typed: for what cannot be undone.
 */
export function Confirm({
  isOpen,
  title,
  children,
  actionLabel,
  isDangerous = false,
  typedName,
  isReady = true,
  isBusy,
  error,
  onConfirm,
  onClose,
}: {
  isOpen: boolean;
  title: string;
  children: ReactNode;
  actionLabel: string;
  isDangerous?: boolean;
  typedName?: string;
  /** Whether what the action needs was chosen. */
  isReady?: boolean;
  isBusy: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const [typed, setTyped] = useState('');
  const formId = useId();
  const mayConfirm = isReady && (typedName === undefined || typed === typedName);
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        id={formId}
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (mayConfirm) onConfirm();
        }}
      >
        {children}
        {typedName !== undefined && (
          <TextInput
            label={`Type ${typedName} to go on`}
            value={typed}
            autoComplete="off"
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        )}
        {error !== null && <FailedState title={`${title}: it did not happen`} error={error} />}
        <div className="row" style={{ justifyContent: 'flex-end' }}>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            color={isDangerous ? 'danger' : 'rail'}
            loading={isBusy}
            disabled={!mayConfirm}
          >
            {actionLabel}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
