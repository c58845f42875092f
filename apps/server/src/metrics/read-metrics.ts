import {
  countOutbox,
  countSetAside,
  findWorkerSeenAt,
  listCallTallies,
  listConnections,
  listLastEndedRuns,
  listOpenAlarms,
  listOpenRuns,
  listStreams,
  listWaitingSince,
  listWorkspaceIds,
} from '@handrail/database';
import type { ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import { readFreshness } from '@handrail/sync';
import { Counter, Gauge, Registry } from 'prom-client';
import type { ApiContext } from '../api/context.ts';

/** What the numbers are read with. */
export type MetricsParts = Pick<ApiContext, 'database' | 'budget' | 'clock' | 'queueDepth'>;

/** Every number at this moment in the Prometheus text format: ids and names of kinds as labels, never content. */
export async function readMetrics(parts: MetricsParts): Promise<{ text: string; contentType: string }> {
  const { database, clock, queueDepth } = parts;
  // A registry a scrape: what is gone is not told on.
  const numbers = createNumbers();
  const now = clock.now();
  const hosts = new Map<string, ConnectionRow>();
  for (const id of await database.platform().transaction(listWorkspaceIds)) {
    const connections = await database.workspace(id).transaction(async (tx) => {
      await setWorkspace(numbers, tx, now);
      return listConnections(tx);
    });
    for (const row of connections) {
      if (row.state !== 'disconnected') hosts.set(`${row.vendor} ${new URL(row.origin).host}`, row);
    }
  }
  await setBudgets(numbers, parts, [...hosts.values()]);
  await setCalls(numbers, parts);
  for (const { queue, waiting, active, failed } of await queueDepth()) {
    for (const [state, count] of Object.entries({ waiting, active, failed })) {
      numbers.queueJobs.set({ queue, state }, count);
    }
  }
  const seenAt = await database.platform().transaction(findWorkerSeenAt);
  if (seenAt !== null) numbers.workerSilence.set((now.getTime() - seenAt.getTime()) / 1000);
  return { text: await numbers.registry.metrics(), contentType: numbers.registry.contentType };
}

type Numbers = ReturnType<typeof createNumbers>;

function createNumbers() {
  const registry = new Registry();
  const gauge = <L extends string>(name: string, help: string, labelNames: readonly L[] = []) =>
    new Gauge({ name: `handrail_${name}`, help, labelNames, registers: [registry] });
  const counter = (name: string, help: string) =>
    new Counter({
      name: `handrail_${name}`,
      help,
      labelNames: ['host', 'family'] as const,
      registers: [registry],
    });
  return {
    registry,
    age: gauge('data_age_seconds', 'Age of a kind of data', ['workspace', 'type']),
    promise: gauge('data_promise_seconds', 'Age that is promised', ['workspace', 'type']),
    late: gauge('data_late', '1 when two intervals have passed', ['workspace', 'type']),
    failing: gauge('stream_failing', '1 when the last or open run met a failure', ['workspace', 'stream']),
    setAside: gauge('set_aside_records', 'Records set aside', ['workspace']),
    outbox: gauge('outbox_deliveries', 'Deliveries by state', ['workspace', 'state']),
    outboxAge: gauge('outbox_oldest_seconds', 'Age of the delivery that waits longest', [
      'workspace',
      'kind',
    ]),
    alarms: gauge('alarms_open', 'Open alarms by kind', ['workspace', 'kind']),
    budgetUsed: gauge('budget_calls_used', 'Calls used of a window', ['host', 'family', 'window']),
    budgetLeft: gauge('budget_calls_left', 'Calls left of a window', ['host', 'family', 'window']),
    calls: counter('calls_total', 'Calls made, each try counted'),
    retries: counter('call_retries_total', 'Tries after the first one of a call'),
    limited: counter('calls_limited_total', 'Calls refused for a limit (429)'),
    failed: counter('calls_failed_total', 'Calls that ended in an error'),
    queueJobs: gauge('queue_jobs', 'Jobs by state', ['queue', 'state']),
    workerSilence: gauge('worker_silence_seconds', 'Since the last sign of life of any worker'),
  };
}

async function setWorkspace(numbers: Numbers, tx: WorkspaceTransaction, now: Date): Promise<void> {
  const workspace = tx.workspaceId;
  for (const { type, asOf, promiseMinutes, state } of await readFreshness(tx, now)) {
    if (state === 'off') continue;
    if (asOf !== null) numbers.age.set({ workspace, type }, (now.getTime() - asOf.getTime()) / 1000);
    numbers.promise.set({ workspace, type }, promiseMinutes * 60);
    numbers.late.set({ workspace, type }, state === 'late' ? 1 : 0);
  }
  const runs = [...(await listLastEndedRuns(tx)), ...(await listOpenRuns(tx))];
  for (const stream of await listStreams(tx)) {
    const failing = runs.some((run) => run.stream_id === stream.id && run.failure !== null);
    numbers.failing.set({ workspace, stream: stream.name }, failing ? 1 : 0);
  }
  numbers.setAside.set({ workspace }, await countSetAside(tx));
  for (const [state, count] of Object.entries(await countOutbox(tx))) {
    numbers.outbox.set({ workspace, state }, count);
  }
  for (const [kind, since] of await listWaitingSince(tx, now)) {
    numbers.outboxAge.set({ workspace, kind }, Math.max(0, now.getTime() - since.getTime()) / 1000);
  }
  for (const alarm of await listOpenAlarms(tx)) numbers.alarms.inc({ workspace, kind: alarm.kind });
}

async function setBudgets(
  numbers: Numbers,
  { budget }: MetricsParts,
  connections: readonly ConnectionRow[],
): Promise<void> {
  for (const { vendor, origin } of connections) {
    const { host } = new URL(origin);
    for (const { family, window, used, allowance } of await budget.usage(vendor, host)) {
      numbers.budgetUsed.set({ host, family, window }, used);
      numbers.budgetLeft.set({ host, family, window }, Math.max(0, allowance - used));
    }
  }
}

async function setCalls(numbers: Numbers, { database }: MetricsParts): Promise<void> {
  for (const tally of await database.platform().transaction(listCallTallies)) {
    const labels = { host: tally.host, family: tally.family };
    numbers.calls.inc(labels, tally.calls);
    numbers.retries.inc(labels, tally.retries);
    numbers.limited.inc(labels, tally.limited);
    numbers.failed.inc(labels, tally.failed);
  }
}
