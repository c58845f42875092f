import { randomBytes } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { WorkspaceId } from '@handrail/core';
import {
  createWorkspace,
  findLatestConfig,
  findRun,
  findStream,
  loadKey,
  newId,
  saveConfig,
} from '@handrail/database';
import type { Database, RunRow, WorkspaceTransaction } from '@handrail/database';
import { createTestDatabase } from '@handrail/database/testing';
import { startSandbox } from '@handrail/sandbox';
import type { Sandbox, SandboxOptions } from '@handrail/sandbox';
import { arrangeStreams } from './arrange-streams.ts';
import { connectGainsight, connectGong } from './connect.ts';
import { createAccountsStream } from './inbound/streams/accounts.ts';
import { createMeetingsStream } from './inbound/streams/meetings.ts';
import { runSlice, SLICE_QUEUE } from './inbound/run-stream.ts';
import type { RunEngine } from './inbound/run-stream.ts';
import type { Stream } from './inbound/stream.ts';
import { queueRun } from './schedule.ts';
import type { Vendors } from './vendors.ts';
import { createTimelinePass } from './writeback/timeline-pass.ts';
import { createValuesPass } from './writeback/field-values.ts';

/** A workspace on a real database beside a real sandbox, with the engine worked by hand. */
export interface SyncTest {
  readonly database: Database;
  readonly workspaceId: WorkspaceId;
  readonly sandbox: Sandbox;
  readonly vendors: Vendors;
  readonly engine: RunEngine;
  /** The time of the engine; moves only when told. */
  readonly clock: { now(): Date; advance(byMs: number): void };
  transaction<T>(work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T>;
  connect(): Promise<void>;
  save(document: object): Promise<void>;
  /** Queues a run of a stream and works its slices to the end. */
  run(stream: string, mode?: 'incremental' | 'full'): Promise<RunRow>;
  /** Works the open run of a stream once. */
  work(run: RunRow): Promise<RunRow>;
}

/** A configuration that maps what the sandbox has. */
export const TEST_CONFIG = {
  version: 1,
  accounts: { import: 'all' },
  status: { field: 'Status', churned: ['Churn'], prospect: ['Prospect'] },
  fields: {
    account: {
      name: 'Name',
      csm: 'Csm',
      tier: 'Tier__gc',
      arr: 'Arr',
      renewalDate: 'RenewalDate',
      region: 'Region__gc',
      domains: 'Domains__gc',
      crmId: 'SfdcAccountId',
      parent: 'ParentCompany',
      industry: 'Industry',
    },
  },
} as const;

/** Starts it; everything ends with the test file. `extra` are streams that the engine knows beside its own. */
export async function startSyncTest(
  fileUrl: string,
  options: { readonly sandbox?: SandboxOptions; readonly extra?: readonly Stream[] } = {},
): Promise<SyncTest> {
  const { database } = await createTestDatabase(fileUrl, { queues: [{ name: SLICE_QUEUE }] });
  const sandbox = await startSandbox({
    port: 0,
    gongPort: 0,
    stateFile: null,
    limits: 'off',
    companies: 60,
    ...options.sandbox,
  });
  const secretKey = await loadKey({
    database,
    settingBase64: randomBytes(32).toString('base64'),
    dataDir: mkdtempSync(join(tmpdir(), 'handrail-key-')),
  });
  let nowMs = Date.now();
  const clock = {
    now: () => new Date(nowMs),
    advance: (byMs: number) => {
      nowMs += byMs;
    },
  };
  const vendors: Vendors = {
    database,
    secretKey,
    outgoing: {
      clock: { now: clock.now },
      random: () => 0.5,
      budget: { take: () => Promise.resolve() },
      allowOrigins: [sandbox.gainsightUrl, sandbox.gongUrl],
      extraCaFile: null,
      log: () => undefined,
    },
  };
  const streams = [
    createAccountsStream(vendors),
    createMeetingsStream(vendors),
    createTimelinePass(vendors),
    createValuesPass(vendors),
    ...(options.extra ?? []),
  ];
  const engine: RunEngine = {
    database,
    clock,
    streams: new Map(streams.map((stream) => [stream.name, stream])),
    leaseMs: 60_000,
    log: () => undefined,
    onDefect: (error) => process.stderr.write(`${error.stack ?? error.message}\n`),
  };
  const workspaceId = newId<WorkspaceId>();
  await database
    .platform()
    .transaction((tx) => createWorkspace(tx, { id: workspaceId, name: 'Test', organisationDomains: [] }));
  const transaction = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) =>
    database.workspace(workspaceId).transaction(work);
  const signal = new AbortController().signal;

  const test: SyncTest = {
    database,
    workspaceId,
    sandbox,
    vendors,
    engine,
    clock,
    transaction,
    async connect() {
      const { accessKey, gongAccessKey, gongAccessKeySecret } = sandbox.context.credentials;
      const credential = { kind: 'access-key', accessKey } as const;
      await connectGainsight(vendors, workspaceId, { url: sandbox.gainsightUrl }, credential, signal);
      await connectGong(
        vendors,
        workspaceId,
        sandbox.gongUrl,
        { accessKey: gongAccessKey, accessKeySecret: gongAccessKeySecret },
        signal,
      );
    },
    async save(document) {
      await transaction(async (tx) => {
        const latest = await findLatestConfig(tx);
        await saveConfig(tx, { basedOn: latest?.version ?? 0, document, createdBy: null, now: clock.now() });
        await arrangeStreams(tx, clock.now());
      });
    },
    async run(name, mode = 'incremental') {
      let run = await transaction(async (tx) => {
        const stream = await findStream(tx, name);
        if (stream === undefined) throw new TypeError(`no stream ${name}`);
        return queueRun(tx, stream, { mode, cause: 'manual', now: clock.now() });
      });
      while (run.state === 'queued' || run.state === 'running') run = await test.work(run);
      return run;
    },
    async work(run) {
      await runSlice(engine, { workspaceId, runId: run.id }, signal);
      const after = await transaction((tx) => findRun(tx, run.id));
      if (after === undefined) throw new TypeError('the run is gone');
      // A run that waits for its time goes on at that time.
      if (after.resume_at !== null)
        clock.advance(Math.max(0, after.resume_at.getTime() - clock.now().getTime()));
      return after;
    },
  };
  return test;
}
