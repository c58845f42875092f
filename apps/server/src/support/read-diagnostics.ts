import type { Diagnostics } from '@handrail/contract';
import { STREAM_NAMES } from '@handrail/contract';
import { listConnections, listFailedDeliveries, listRuns, listStreams } from '@handrail/database';
import type { ConnectionRow, RunRow, StreamRow, WorkspaceHandle } from '@handrail/database';
import serverPackage from '../../package.json' with { type: 'json' };
import type { ApiContext } from '../api/context.ts';
import { instant, presentFailure } from '../api/present/failure.ts';

const RUNS = 50;
const DELIVERIES = 30;

/** Reads what a vendor's support asks for. The messages of failures stay behind: they may quote the vendor. */
export async function readDiagnostics(
  { budget, clock }: Pick<ApiContext, 'budget' | 'clock'>,
  workspace: WorkspaceHandle,
): Promise<Diagnostics> {
  const read = await workspace.transaction(async (tx) => ({
    connections: await listConnections(tx),
    streams: await listStreams(tx),
    runs: await listRuns(tx, { limit: RUNS }),
    deliveries: await listFailedDeliveries(tx, DELIVERIES),
  }));
  const uses: Diagnostics['budget'] = [];
  for (const { vendor, state, origin } of read.connections) {
    if (state === 'disconnected') continue;
    const { host } = new URL(origin);
    uses.push(...(await budget.usage(vendor, host)).map((use) => ({ host, ...use })));
  }
  return {
    at: clock.now().toISOString(),
    version: serverPackage.version,
    connections: read.connections.map(presentConnection),
    runs: read.runs.flatMap((run) => presentRun(run, read.streams)),
    deliveries: read.deliveries.map(({ kind, step, outcome, request_id, failure, started_at }) => ({
      kind,
      step,
      outcome,
      at: started_at.toISOString(),
      requestId: request_id,
      code: presentFailure(failure)?.code ?? null,
    })),
    budget: uses,
  };
}

function presentConnection(row: ConnectionRow): Diagnostics['connections'][number] {
  return {
    vendor: row.vendor,
    host: new URL(row.origin).host,
    state: row.state,
    credentialKind: row.credential_kind,
    checkedAt: instant(row.checked_at),
    failure: codeOf(row.failure),
  };
}

function presentRun(run: RunRow, streams: readonly StreamRow[]): Diagnostics['runs'] {
  const row = streams.find(({ id }) => id === run.stream_id);
  const stream = STREAM_NAMES.find((name) => name === row?.name);
  if (stream === undefined) return [];
  const { number, mode, state, calls, seen } = run;
  return [
    {
      number,
      stream,
      mode,
      state,
      startedAt: instant(run.started_at),
      finishedAt: instant(run.finished_at),
      calls,
      seen,
      failure: codeOf(run.failure),
    },
  ];
}

function codeOf(stored: unknown): Diagnostics['runs'][number]['failure'] {
  const failure = presentFailure(stored);
  return failure === null ? null : { code: failure.code, requestId: failure.requestId ?? null };
}
