import { RUN_UNITS } from '@handrail/contract';
import type { Run } from '@handrail/contract';
import { Button } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import { Facts } from '../../components/facts.tsx';
import { FailedState } from '../../components/failed-state.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { formatDuration } from '../../components/format-time.ts';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import { CAUSE_LABELS, MODE_LABELS } from '../../components/labels.ts';
import { Loaded } from '../../components/loaded.tsx';
import { Page } from '../../components/page.tsx';
import { RunProgress, RunState } from '../../components/run-state.tsx';
import { Time, useNow } from '../../components/time.tsx';
import { isUnderWay, useCancelRun, useRun, useStreams } from '../../queries/streams.ts';
import { useIsAdmin } from '../../session.tsx';
import { RunNumbers } from './run-numbers.tsx';
import { RunRecords } from './run-records.tsx';
import { DriftedField } from './drifted-field.tsx';
import { WithheldEnd } from './withheld-end.tsx';
import { WithheldExits } from './withheld-exits.tsx';
import './run.css';

const SECOND_MS = 1_000;
const route = getRouteApi('/sync/runs/$runId');

/** One run: state, live progress, how its numbers add up, failure, what it withheld, records by outcome. */
export function RunScreen() {
  const { runId } = route.useParams();
  const run = useRun(runId);
  const crumbs = [
    { label: 'Data sync', to: '/sync' },
    { label: 'Runs', to: '/sync/runs' },
  ];
  return (
    <Page
      title={run.data === undefined ? 'Run' : `Run #${run.data.number}`}
      crumbs={crumbs}
      actions={run.data !== undefined && <Cancel run={run.data} />}
    >
      <Loaded query={run} what="the run">
        {(detail) => (
          <>
            <RunFacts run={detail} />
            {isUnderWay(detail) && (
              <div className="panel">
                <RunProgress run={detail} unit={RUN_UNITS[detail.stream]} />
              </div>
            )}
            {detail.failure !== null && (
              <FailureNote
                title={detail.state === 'failed' ? 'The run failed' : 'The run met a failure'}
                failure={detail.failure}
                resumeAt={detail.resumeAt}
              />
            )}
            {detail.withheld !== null &&
              (detail.withheld.drift === null ? (
                <WithheldExits run={detail} withheld={detail.withheld} />
              ) : (
                <DriftedField run={detail} drift={detail.withheld.drift} />
              ))}
            {detail.withheldEnd !== null && <WithheldEnd end={detail.withheldEnd} />}
            <RunNumbers run={detail} isFinished={!isUnderWay(detail)} />
            <RunRecords run={detail} />
          </>
        )}
      </Loaded>
    </Page>
  );
}

/** What the run was narrowed to. */
function RunScope({ scope }: { scope: NonNullable<Run['scope']> }) {
  switch (scope.kind) {
    case 'account':
      if (scope.accountId === null) return <>company {scope.gainsightId} alone</>;
      return (
        <Link to="/accounts/$accountId" params={{ accountId: scope.accountId }}>
          one account
        </Link>
      );
    case 'since':
      return (
        <>
          since <Time at={scope.since} />
        </>
      );
    case 'set-aside':
      return (
        <Link to="/sync/set-aside">
          {scope.records === null
            ? 'all records set aside'
            : formatCounted(scope.records, 'record') + ' set aside'}
        </Link>
      );
  }
}

function RunFacts({ run }: { run: Run }) {
  const now = useNow(isUnderWay(run) ? SECOND_MS : undefined);
  const stream = useStreams().data?.items.find(({ name }) => name === run.stream);
  const endMs = run.finishedAt === null ? now : Date.parse(run.finishedAt);
  const seconds = run.startedAt === null ? null : Math.max(0, (endMs - Date.parse(run.startedAt)) / 1000);
  return (
    <Facts
      facts={[
        { label: 'State', value: <RunState state={run.state} /> },
        { label: 'Stream', value: stream?.label ?? run.stream },
        { label: 'Mode', value: MODE_LABELS[run.mode] },
        ...(run.scope === null ? [] : [{ label: 'Only', value: <RunScope scope={run.scope} /> }]),
        { label: 'Cause', value: CAUSE_LABELS[run.cause] },
        { label: 'Started', value: <Time at={run.startedAt} empty="not yet" /> },
        { label: run.finishedAt === null ? 'Running for' : 'Took', value: formatDuration(seconds) || '–' },
        { label: 'Pages', value: formatCount(run.pages) },
        { label: 'Calls', value: formatCount(run.calls) },
        { label: 'Read', value: formatBytes(run.bytes) },
        { label: 'Configuration', value: `version ${run.configVersion}` },
      ]}
    />
  );
}

function Cancel({ run }: { run: Run }) {
  const cancel = useCancelRun();
  const isAdmin = useIsAdmin();
  if (!isUnderWay(run) || !isAdmin) return null;
  if (run.cancelRequestedAt !== null) return <CancelAsked />;
  return (
    <>
      {cancel.isError && <FailedState title="The run could not be cancelled" error={cancel.error} />}
      <Button variant="default" loading={cancel.isPending} onClick={() => cancel.mutate(run.id)}>
        Cancel the run
      </Button>
    </>
  );
}

/** Said until the run has ended: its present page is finished first. */
function CancelAsked() {
  return (
    <span role="status" className="small quiet">
      Cancelling: it ends after its present page
    </span>
  );
}

function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${formatCount(Math.round(bytes / 1_000))} kB`;
  return `${formatCount(Math.round(bytes / 100_000) / 10)} MB`;
}
