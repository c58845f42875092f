import { FULL_SYNC_STREAM_NAMES } from '@handrail/contract';
import type { Run, Stream } from '@handrail/contract';
import { Button, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { explainError } from '../../components/explain-error.ts';
import { showDone } from '../../components/show-done.ts';
import { useSyncStream } from '../../queries/streams.ts';
import { useIsAdmin } from '../../session.tsx';
import { SyncPeriod } from './sync-period.tsx';

/** Streams whose records carry a date that a run can begin at. */
const BY_PERIOD = new Set<Stream['name']>(['accounts', 'relationships', 'stakeholders', 'meetings']);

/** A stream has one run at a time: one that was open already may not be what was asked for. */
function begunInWords(run: Run, asked: { readonly mode: Run['mode']; readonly isPeriod: boolean }): string {
  if (asked.mode === 'full' && run.mode !== 'full')
    return `run #${run.number} is under way; the full run follows it`;
  if (asked.isPeriod && run.scope === null)
    return `run #${run.number} is under way; ask again for the period when it is over`;
  return `run #${run.number} has begun`;
}

/** Sync now: incremental at once, other ways by the menu; streams without a full run have only one way. */
export function SyncNow({ stream }: { stream: Stream }) {
  const sync = useSyncStream();
  const [isAsking, setIsAsking] = useState(false);
  const isAdmin = useIsAdmin();
  if (!isAdmin) return null;
  const start = (mode: 'incremental' | 'full', since?: string) =>
    sync.mutate(
      { name: stream.name, mode, ...(since === undefined ? {} : { since }) },
      {
        onSuccess: (run) => {
          setIsAsking(false);
          showDone(`${stream.label}: ${begunInWords(run, { mode, isPeriod: since !== undefined })}`);
        },
      },
    );
  return (
    <div className="stack stack-tight" style={{ alignItems: 'flex-end' }}>
      <Button.Group>
        <Button
          variant="default"
          size="xs"
          loading={sync.isPending}
          disabled={stream.idleReason !== null}
          aria-label={`Sync now: ${stream.label}`}
          onClick={() => start('incremental')}
        >
          Sync now
        </Button>
        {FULL_SYNC_STREAM_NAMES.includes(stream.name) && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button
                variant="default"
                size="xs"
                px={6}
                disabled={stream.idleReason !== null}
                aria-label={`Other ways to sync ${stream.label}`}
              >
                <IconChevronDown size={14} aria-hidden />
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => start('incremental')}>
                Incremental: what changed since the last run
              </Menu.Item>
              <Menu.Item onClick={() => start('full')}>Full: everything, and find what is gone</Menu.Item>
              {BY_PERIOD.has(stream.name) && (
                <Menu.Item onClick={() => setIsAsking(true)}>A period: again from a day on…</Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </Button.Group>
      <SyncPeriod
        stream={stream}
        isOpen={isAsking}
        isBusy={sync.isPending}
        error={sync.error}
        onClose={() => setIsAsking(false)}
        onStart={(since) => start('incremental', since)}
      />
      {sync.isError && !isAsking && (
        <span role="alert" className="small sync-refused">
          {explainError(sync.error).cause}
        </span>
      )}
    </div>
  );
}
