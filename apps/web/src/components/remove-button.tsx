import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { Confirm } from './confirm.tsx';
import { showDone } from './show-done.ts';

/** "Remove…": says what goes and what stays, asks, and says that it is done. */
export function RemoveButton({
  name,
  removal,
  children,
}: {
  name: string;
  /** The mutation that removes it. */
  removal: {
    readonly isPending: boolean;
    readonly error: Error | null;
    readonly mutate: (nothing: undefined, options: { onSuccess: () => void }) => void;
    readonly reset: () => void;
  };
  children: ReactNode;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const close = () => {
    setIsAsking(false);
    removal.reset();
  };
  return (
    <>
      <Button variant="default" onClick={() => setIsAsking(true)}>
        Remove…
      </Button>
      <Confirm
        isOpen={isAsking}
        title={`Remove ${name}`}
        actionLabel="Remove"
        isDangerous
        isBusy={removal.isPending}
        error={removal.error}
        onClose={close}
        onConfirm={() =>
          removal.mutate(undefined, {
            onSuccess: () => {
              close();
              showDone(`${name} is removed`);
            },
          })
        }
      >
        {children}
      </Confirm>
    </>
  );
}
