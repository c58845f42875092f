import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import type { WorkspaceId } from '@handrail/core';
import {
  backfillTimeline,
  createWorkspace,
  findRun,
  findStream,
  loadKey,
  newId,
  openDatabase,
  type RunRow,
  saveConfig,
  type WorkspaceTransaction,
} from '@handrail/database';
import { createSignals } from '@handrail/signals';
import {
  arrangeStreams,
  connectGainsight,
  connectGong,
  createAccountsStream,
  createMeetingsStream,
  createTimelinePass,
  createValuesPass,
  queueRun,
  type RunEngine,
  runSlice,
  systemClock,
  type Vendors,
} from '@handrail/sync';
import type { SandboxAddress } from './sandbox-process.ts';

/** The engine with one connected workspace, its slices worked by hand, as a worker does it. */
export interface Product {
  readonly workspaceId: WorkspaceId;
  transaction<T>(work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T>;
  /** Queues a run and works it to its end. Throws when it does not end well. */
  run(stream: string, mode?: RunRow['mode']): Promise<RunRow>;
  close(): Promise<void>;
}

/** What may be told about a product under way. */
export interface ProductSettings {
  readonly url: string;
  readonly sandbox: SandboxAddress;
  readonly config: object;
  /** Called after every call to a vendor. */
  readonly onCall?: () => void;
}

/** Opens the database, makes the workspace, connects it to both sandboxes and saves the configuration. */
export async function startProduct({ url, sandbox, config, onCall }: ProductSettings): Promise<Product> {
  const database = await openDatabase({ url, poolSize: 5, applicationName: 'bench' });
  const secretKey = await loadKey({
    database,
    settingBase64: randomBytes(32).toString('base64'),
    dataDir: tmpdir(),
  });
  const vendors: Vendors = {
    database,
    secretKey,
    outgoing: {
      clock: systemClock,
      random: Math.random,
      // The bench repeats what the tenant's limits would spread over hours.
      budget: { take: () => Promise.resolve() },
      allowOrigins: [sandbox.gainsightUrl, sandbox.gongUrl],
      extraCaFile: null,
      outboundProxy: null,
      log: () => onCall?.(),
    },
  };
  const streams = [
    createAccountsStream(vendors),
    createMeetingsStream(vendors),
    createSignals(),
    createTimelinePass(vendors),
    createValuesPass(vendors),
  ];
  const engine: RunEngine = {
    database,
    clock: systemClock,
    streams: new Map(streams.map((stream) => [stream.name, stream])),
    leaseMs: 60_000,
    log: () => undefined,
    onDefect: (error) => process.stderr.write(`${error.stack ?? error.message}\n`),
  };
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
    await saveConfig(tx, { basedOn: 0, document: config, createdBy: null, now: systemClock.now() });
    await arrangeStreams(tx, systemClock.now());
    await backfillTimeline(tx, new Date(0));
  });
  return {
    workspaceId,
    transaction,
    async run(name, mode = 'incremental') {
      const stream = await transaction((tx) => findStream(tx, name));
      if (stream === undefined) throw new TypeError(`no stream ${name}`);
      let run = await transaction((tx) =>
        queueRun(tx, stream, { mode, cause: 'manual', now: systemClock.now() }),
      );
      while (run.state === 'queued' || run.state === 'running') {
        await runSlice(engine, { workspaceId, runId: run.id }, signal);
        const id = run.id;
        run = (await transaction((tx) => findRun(tx, id))) ?? run;
      }
      if (run.state !== 'done')
        throw new TypeError(`${name} ended ${run.state}: ${JSON.stringify(run.failure)}`);
      return run;
    },
    close: () => database.close(),
  };
}
