import { Button } from '@mantine/core';
import { explainError } from '../../components/explain-error.ts';
import { showDone } from '../../components/show-done.ts';
import { useSyncAccount } from '../../queries/streams.ts';
import { useIsAdmin } from '../../session.tsx';

/** Reads this account again at once, with its relationships and people, whatever the schedule says. */
export function SyncAccount({ accountId }: { accountId: string }) {
  const sync = useSyncAccount(accountId);
  const isAdmin = useIsAdmin();
  if (!isAdmin) return null;
  return (
    <>
      {sync.isError && (
        <span role="alert" className="small">
          {explainError(sync.error).cause}
        </span>
      )}
      <Button
        variant="default"
        loading={sync.isPending}
        onClick={() =>
          sync.mutate(undefined, {
            onSuccess: (runs) =>
              showDone(`Syncing this account: runs ${runs.map(({ number }) => `#${number}`).join(', ')}`),
          })
        }
      >
        Sync now
      </Button>
    </>
  );
}
