import { Link } from '@tanstack/react-router';
import { DriftedFields } from '../../components/drifted-fields.tsx';
import { Freshness } from '../../components/freshness.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { useCursors } from '../../queries/cursors.ts';
import { useStatus } from '../../queries/status.ts';
import { useStreams } from '../../queries/streams.ts';
import { Alarms } from './alarms.tsx';
import { useIsAdmin } from '../../session.tsx';
import { Budget } from './budget.tsx';
import { Diagnostics } from './diagnostics.tsx';
import { OutboxCounts } from './outbox-counts.tsx';
import { PauseOutgoing } from './pause-outgoing.tsx';
import { StreamRow } from './stream-row.tsx';
import './data-sync.css';

/** Every stream against its promise, what runs now, what waits to go out, what the vendors still allow. */
export function DataSyncScreen() {
  const streams = useStreams();
  const status = useStatus();
  const cursors = useCursors();
  const isAdmin = useIsAdmin();
  return (
    <Page
      title="Data sync"
      actions={
        <>
          <Link to="/sync/runs">All runs</Link>
          {isAdmin && <Link to="/sync/set-aside">Records set aside</Link>}
          <Link to="/sync/outbox">Outbox</Link>
          {status.data !== undefined && <PauseOutgoing status={status.data} />}
        </>
      }
    >
      {status.data !== undefined && (
        <Alarms alarms={status.data.alarms} streams={streams.data?.items ?? []} />
      )}
      <DriftedFields />
      {status.data !== undefined && <Freshness items={status.data.freshness} />}
      <Loaded query={streams} what="the streams">
        {({ items }) => (
          <ul className="panel panel-flush list" aria-label="Streams">
            {items.map((stream) => (
              <StreamRow key={stream.name} stream={stream} cursors={cursors.data?.cursors ?? []} />
            ))}
          </ul>
        )}
      </Loaded>
      <Loaded query={status} what="outbox and budget">
        {(value) => (
          <div className="columns">
            <OutboxCounts outbox={value.outbox} />
            <Budget budget={value.budget} />
          </div>
        )}
      </Loaded>
      {isAdmin && <Diagnostics />}
    </Page>
  );
}
