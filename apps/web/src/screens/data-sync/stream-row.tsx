import { intervalInWords, RUN_UNITS, withheldEndInWords } from '@handrail/contract';
import type { Cursor, Stream } from '@handrail/contract';
import { Link } from '@tanstack/react-router';
import { FailureNote } from '../../components/failure-note.tsx';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import { RunCounts, RunProgress, RunState } from '../../components/run-state.tsx';
import { Status } from '../../components/status.tsx';
import { Time, useNow } from '../../components/time.tsx';
import { isUnderWay, useCancelRun } from '../../queries/streams.ts';
import { useIsAdmin } from '../../session.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { withheldNoun, withheldVerb } from '../run/withheld-words.ts';
import { LastRuns } from './last-runs.tsx';
import { StreamCursors } from './stream-cursors.tsx';
import { SyncNow } from './sync-now.tsx';
import { Button } from '@mantine/core';

/** One stream: its age against the promise, its last or present run, what was set aside, Sync now, and its cursors. */
export function StreamRow({ stream, cursors }: { stream: Stream; cursors: readonly Cursor[] }) {
  const run = stream.currentRun ?? stream.lastRuns[0] ?? null;
  const isMoving = run !== null && isUnderWay(run);
  const isAdmin = useIsAdmin();
  const cancel = useCancelRun();
  const titleId = `stream-${stream.name}`;
  return (
    <li className="stream" aria-labelledby={titleId}>
      <div className="stream-head">
        <div className="stream-name">
          <h2 id={titleId}>{stream.label}</h2>
          <Age stream={stream} />
        </div>
        <div className="stream-last small">
          {run === null ? (
            <span className="quiet">No run yet</span>
          ) : (
            <>
              <Link to="/sync/runs/$runId" params={{ runId: run.id }} aria-label={`Run ${run.number}`}>
                #{run.number}
              </Link>
              <RunState state={run.state} />
              {!isMoving && <RunCounts run={run} />}
              <span className="quiet number">{formatCounted(run.calls, 'call')}</span>
            </>
          )}
          {stream.openSetAside > 0 && <SetAsideCount count={stream.openSetAside} isLinked={isAdmin} />}
        </div>
        <LastRuns stream={stream} />
        <div className="row stream-actions">
          {isMoving && isAdmin ? (
            <Button
              variant="default"
              size="xs"
              loading={cancel.isPending}
              disabled={run.cancelRequestedAt !== null}
              aria-label={`Cancel the run of ${stream.label}`}
              onClick={() => cancel.mutate(run.id)}
            >
              {run.cancelRequestedAt === null ? 'Cancel' : 'Cancelling…'}
            </Button>
          ) : (
            <SyncNow stream={stream} />
          )}
        </div>
      </div>
      {isMoving && <RunProgress run={run} unit={RUN_UNITS[stream.name]} />}
      {cancel.isError && <FailedState title="The run could not be cancelled" error={cancel.error} />}
      {stream.idleReason !== null && (
        <p className="small quiet">
          Does not run: {stream.idleReason}
          {stream.direction === 'in' ? (
            <>
              {' '}
              <Link to="/settings/integrations">Settings &gt; Integrations</Link>
            </>
          ) : (
            <>
              {' '}
              <OutgoingSettings stream={stream} />
            </>
          )}
        </p>
      )}
      {stream.narrowedTo !== null && (
        <p className="small quiet">
          {stream.narrowedTo} <OutgoingSettings stream={stream} />
        </p>
      )}
      {run?.failure !== null && run?.failure !== undefined && (
        <FailureNote
          title={`Run #${run.number} ${run.state === 'failed' ? 'failed' : 'met a failure'}`}
          failure={run.failure}
          resumeAt={run.resumeAt}
        />
      )}
      {run?.state === 'awaiting-approval' && run.withheld !== null && (
        <p className="small">
          {formatCounted(run.withheld.count, withheldNoun(stream.name))} of {formatCount(run.withheld.live)}{' '}
          {withheldVerb(stream.name)}.{' '}
          <Link to="/sync/runs/$runId" params={{ runId: run.id }}>
            Look and decide
          </Link>
        </p>
      )}
      {run?.withheldEnd?.kind === 'joined' && run.withheldEnd.run !== null && (
        <p className="row small">
          <Status tone="mid" label="Awaiting approval" />
          {withheldEndInWords(run.withheldEnd)}{' '}
          <Link to="/sync/runs/$runId" params={{ runId: run.withheldEnd.run.id }}>
            Look and decide
          </Link>
        </p>
      )}
      <StreamCursors stream={stream} cursors={cursors} />
    </li>
  );
}

/** Leads to where what goes out is switched on and off. */
function OutgoingSettings({ stream: { name } }: { stream: Stream }) {
  const isTimeline = name === 'timeline';
  return (
    <Link to="/settings/integrations/gainsight" search={{ tab: isTimeline ? 'timeline' : 'writeback' }}>
      {isTimeline ? 'Timeline' : 'Writeback'}
    </Link>
  );
}

/** "9 min ago (every hour)", a word when that is later than promised, and when it runs next. */
function Age({ stream }: { stream: Stream }) {
  const now = useNow();
  const completedAt = stream.lastCompletedAt;
  const isLate =
    stream.enabled &&
    stream.idleReason === null &&
    completedAt !== null &&
    now - Date.parse(completedAt) > 2 * stream.intervalMinutes * 60_000;
  return (
    <p className="small quiet row" style={{ gap: '2px 8px' }}>
      <span>
        <Time at={completedAt} empty="not run yet" /> (<Cadence stream={stream} />)
      </span>
      {isLate && <Status tone="mid" label="Late" />}
      {!stream.enabled && <Status tone="plain" label="Off" />}
      {stream.enabled && stream.nextDueAt !== null && (
        <span>
          next <Time at={stream.nextDueAt} isAhead />
        </span>
      )}
      {stream.lastFullCompletedAt !== null && (
        <span>
          full <Time at={stream.lastFullCompletedAt} />
        </span>
      )}
    </p>
  );
}

/** Streams whose cadence is no setting. */
const FIXED: ReadonlySet<Stream['name']> = new Set(['signals', 'retention']);

/** How often it runs; who may change that is led there. What retention removes goes by its full runs, once a day. */
function Cadence({ stream: { name, intervalMinutes } }: { stream: Stream }) {
  const isAdmin = useIsAdmin();
  const words = intervalInWords(intervalMinutes);
  if (name === 'retention') return `tidies ${words}, removes accounts every day`;
  return isAdmin && !FIXED.has(name) ? <Link to="/settings/configurations/cadence">{words}</Link> : words;
}

/** How many records are set aside; who may see which they are is led to them. */
function SetAsideCount({ count, isLinked }: { count: number; isLinked: boolean }) {
  const status = <Status tone="mid" label={`${formatCounted(count, 'record')} set aside`} />;
  return isLinked ? <Link to="/sync/set-aside">{status}</Link> : status;
}
