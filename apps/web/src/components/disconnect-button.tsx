import type { Connection } from '@handrail/contract';
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useDisconnect } from '../queries/connections.ts';
import { Confirm } from './confirm.tsx';
import { showDone } from './show-done.ts';

/** "Disconnect…": says what stops and what stays, then asks for the vendor's name. */
export function DisconnectButton({ vendor, name }: { vendor: Connection['vendor']; name: string }) {
  const [isAsking, setIsAsking] = useState(false);
  const disconnect = useDisconnect();
  const close = () => {
    setIsAsking(false);
    disconnect.reset();
  };
  return (
    <>
      <Button variant="default" onClick={() => setIsAsking(true)}>
        Disconnect…
      </Button>
      {isAsking && (
        <Confirm
          isOpen
          title={`Disconnect ${name}`}
          actionLabel={`Disconnect ${name}`}
          isDangerous
          typedName={name}
          isBusy={disconnect.isPending}
          error={disconnect.error}
          onClose={close}
          onConfirm={() =>
            disconnect.mutate(vendor, {
              onSuccess: () => {
                close();
                showDone(`${name} is disconnected`);
              },
            })
          }
        >
          <p>
            Its runs stop and the stored credential is forgotten: connecting again needs it anew. Everything
            imported is kept.
          </p>
        </Confirm>
      )}
    </>
  );
}
