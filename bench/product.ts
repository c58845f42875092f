import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { WorkspaceId } from '@handrail/core';
import {
  createWorkspace,
  findRun,
  findStream,
  lowerTimelineSince,
  newId,
  openDatabase,
  type RunRow,
  type WorkspaceHandle,
  type WorkspaceTransaction,
} from '@handrail/database';
import { createSignals } from '@handrail/signals';
import {
  arrangeStreams,
  connectGainsight,
  connectGong,
  createAccountsStream,
  createInventoryStream,
  createMeetingsStream,
  createTimelinePass,
  createValuesPass,
  queueRun,
  runSlice,
  saveConfiguration,
  systemClock,
} from '@handrail/sync';
import { type EngineSettings, openEngine } from './engine.ts';
import type { SandboxAddress } from './sandbox-process.ts';

/** The engine with one connected workspace, its slices worked by hand, as a worker does it. */
export interface Product {
  readonly workspaceId: WorkspaceId;
  readonly workspace: WorkspaceHandle;
  transaction<T>(work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T>;
  /** Queues a run for whoever works. */
  queue(stream: string, mode?: RunRow['mode']): Promise<RunRow>;
  /** Queues a run and works it to its end. Throws when it does not end well. */
  run(stream: string, mode?: RunRow['mode']): Promise<RunRow>;
  close(): Promise<void>;
}

/** What may be told about a product under way. */
export interface ProductSettings extends Pick<EngineSettings, 'onCall' | 'clock' | 'budget'> {
  readonly url: string;
  readonly sandbox: SandboxAddress;
  readonly config: object;
  /** 32 bytes, base64; the same for all workspaces of a database. */
  readonly secretKey?: string;
}

/** Opens the database, makes the workspace, connects it to both sandboxes and saves the configuration. */
export async function startProduct({
  url,
  sandbox,
  config,
  secretKey = randomBytes(32).toString('base64'),
  clock = systemClock,
  ...engineSettings
}: ProductSettings): Promise<Product> {
  const database = await openDatabase({ url, poolSize: 5, applicationName: 'bench' });
  const { engine, vendors } = await openEngine(database, {
    secretKey,
    allowOrigins: [sandbox.gainsightUrl, sandbox.gongUrl],
    streams: (given) => [
      createAccountsStream(given),
      createInventoryStream(given),
      createMeetingsStream(given),
      createSignals(),
      createTimelinePass(given),
      createValuesPass(given),
    ],
    clock,
    ...engineSettings,
  });
  const workspaceId = newId<WorkspaceId>();
  await database
    .platform()
    .transaction((tx) => createWorkspace(tx, { id: workspaceId, name: 'Bench', organisationDomains: [] }));
  const transaction: Product['transaction'] = (work) => database.workspace(workspaceId).transaction(work);
  const { signal } = new AbortController();
  const { accessKey, gongAccessKey, gongAccessKeySecret } = sandbox.credentials;
  const credential = { kind: 'access-key', accessKey } as const;
  await connectGainsight(vendors, workspaceId, { url: sandbox.gainsightUrl }, credential, signal);
  const gong = { accessKey: gongAccessKey, accessKeySecret: gongAccessKeySecret };
  await connectGong(vendors, workspaceId, sandbox.gongUrl, gong, signal);
  await transaction(async (tx) => {
    const draft = { basedOn: 0, document: config, createdBy: null, now: clock.now() };
    const { kind } = await saveConfiguration(tx, draft);
    if (kind !== 'saved') throw new TypeError(`the configuration is ${kind}`);
    await arrangeStreams(tx, clock.now());
    await lowerTimelineSince(tx, new Date(0));
  });
  const queue: Product['queue'] = async (name, mode = 'incremental') => {
    const stream = await transaction((tx) => findStream(tx, name));
    if (stream === undefined) throw new TypeError(`no stream ${name}`);
    return transaction((tx) => queueRun(tx, stream, { mode, cause: 'manual', now: clock.now() }));
  };
  return {
    workspaceId,
    workspace: database.workspace(workspaceId),
    transaction,
    queue,
    async run(name, mode = 'incremental') {
      let run = await queue(name, mode);
      while (run.state === 'queued' || run.state === 'running') {
        await runSlice(engine, { workspaceId, runId: run.id }, signal);
        const id = run.id;
        run = (await transaction((tx) => findRun(tx, id))) ?? run;
        const waitMs = (run.resume_at?.getTime() ?? 0) - clock.now().getTime();
        if (waitMs > 0) await (clock.wait?.(waitMs) ?? delay(waitMs));
      }
      if (run.state !== 'done')
        throw new TypeError(`${name} ended ${run.state}: ${JSON.stringify(run.failure)}`);
      return run;
    },
    close: () => database.close(),
  };
}
