import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { RunMode, WorkspaceId } from '@handrail/core';
import {
  confirmValues,
  createWorkspace,
  findLatestConfig,
  findOpenRun,
  findRun,
  findStream,
  loadKey,
  lowerTimelineSince,
  newId,
  saveConfig,
  updateWorkspace,
} from '@handrail/database';
import type { Database, KeySource, RunRow, WorkspaceTransaction } from '@handrail/database';
import { createTestDatabase } from '@handrail/database/testing';
import { MAX_QUERY_ROWS } from '@handrail/gainsight';
import type { CallCharge } from '@handrail/http';
import { z } from 'zod';
import { startSandbox } from '@handrail/sandbox';
import type { Sandbox, SandboxOptions } from '@handrail/sandbox';
import { decideWithheld } from './approve-exits.ts';
import { arrangeStreams } from './arrange-streams.ts';
import { PROBE_QUEUE_SETTINGS } from './check-connection.ts';
import { readConfiguration } from './configuration.ts';
import { connectGainsight, connectGong } from './connect.ts';
import { createAccountsStream } from './inbound/streams/accounts.ts';
import { createDeletionsStream } from './inbound/streams/deletions.ts';
import { createRelationshipsStream } from './inbound/streams/relationships.ts';
import { createRetention } from './inbound/streams/retention.ts';
import { createInventoryStream } from './inbound/streams/inventory.ts';
import { createMeetingsStream } from './inbound/streams/meetings.ts';
import { createStakeholdersStream } from './inbound/streams/stakeholders.ts';
import { createUsersStream } from './inbound/streams/users.ts';
import { runSlice, SLICE_QUEUE_SETTINGS } from './inbound/run-stream.ts';
import type { RunEngine } from './inbound/run-stream.ts';
import type { Stream } from './inbound/stream.ts';
import { queueRun } from './schedule.ts';
import type { OutgoingBudget, Vendors } from './vendors.ts';
import { NOTICE_QUEUE_SETTINGS } from './watch/notice-queue.ts';
import { createTimelinePass } from './writeback/timeline-pass.ts';
import { createValuesPass } from './writeback/field-values.ts';
import { saveConfiguration } from './save-configuration.ts';

/** A workspace on a real database beside a real sandbox, with the engine worked by hand. */
export interface SyncTest {
  readonly database: Database;
  /** The database, as the product logs in. */
  readonly url: string;
  readonly workspaceId: WorkspaceId;
  readonly sandbox: Sandbox;
  /** Puts another sandbox, at the same addresses, in the place of one that was stopped. */
  replaceSandbox(sandbox: Sandbox): void;
  readonly vendors: Vendors;
  /** Where the key of `vendors` stands. */
  readonly keySource: KeySource;
  readonly engine: RunEngine;
  /** The time of engine and sandbox; moves only when told, or when a call waits for its next try. */
  readonly clock: { now(): Date; advance(byMs: number): void };
  /** Makes another workspace, empty, on the same database beside the same sandbox. */
  another(): Promise<SyncTest>;
  /** Makes another workspace on the same database, beside a sandbox of its own with the same options. */
  anotherTenant(): Promise<SyncTest>;
  /** Runs before every call that goes out: the moment to change the source, or to stop the engine. */
  beforeCall: ((call: CallCharge) => void | Promise<void>) | null;
  /** Changes records at the source, as its own users would. */
  readonly source: TestSource;
  transaction<T>(work: (tx: WorkspaceTransaction) => Promise<T>): Promise<T>;
  connect(): Promise<void>;
  /** Saves a configuration, and confirms what its contract writes, as a person would who looked at the difference. */
  save(document: object, options?: { readonly isConfirmed: boolean }): Promise<void>;
  /** Saves a configuration as a person does, checks included, and answers the run of accounts that this began. */
  saveAsPerson(document: object): Promise<RunRow | undefined>;
  /** Has all meetings sent, whenever they were held. */
  backfill(): Promise<void>;
  /** Decides about the exits that a run withheld, as nobody in particular. Throws as `decideWithheld` does. */
  decide(run: Pick<RunRow, 'id'>, decision: 'approve' | 'reject'): Promise<RunRow>;
  /** Queues a run of a stream, or finds the open one. */
  queue(stream: string, mode?: RunMode): Promise<RunRow>;
  /** Queues a run of a stream and works its slices to the end. */
  run(stream: string, mode?: RunMode): Promise<RunRow>;
  /** Works the open run of a stream once. */
  work(run: RunRow, signal?: AbortSignal): Promise<RunRow>;
}

/** The records of the sandbox. */
export interface TestSource {
  /** Rows of an object in order of their id. */
  rows(object: string): readonly Row[];
  insert(object: string, values: Row): Promise<string>;
  update(object: string, gsid: string, values: Row): Promise<void>;
  delete(object: string, gsid: string): Promise<void>;
}

type Row = Readonly<Record<string, unknown>>;

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

/** What a test sets differently. */
export interface SyncTestOptions {
  readonly sandbox?: SandboxOptions;
  /** Streams that the engine knows beside its own. */
  readonly extra?: readonly Stream[];
  /** Where the clock begins; now, when left out. */
  readonly startsAt?: Date;
  /** A budget of calls; without one every call goes out at once. */
  readonly budget?: (database: Database, clock: SyncTest['clock']) => OutgoingBudget;
  /** Rows of a page of accounts. */
  readonly pageSizeRecords?: number;
}

/** Where the sandbox stands that a workspace reads; a test may put another one in its place. */
interface Tenant {
  sandbox: Sandbox;
}

/** Starts it; everything ends with the test file. */
export async function startSyncTest(fileUrl: string, options: SyncTestOptions = {}): Promise<SyncTest> {
  const { database, url } = await createTestDatabase(fileUrl, {
    queues: [SLICE_QUEUE_SETTINGS, PROBE_QUEUE_SETTINGS, NOTICE_QUEUE_SETTINGS],
  });
  const startMs = (options.startsAt ?? new Date()).getTime();
  let nowMs = startMs;
  const clock = {
    now: () => new Date(nowMs),
    advance: (byMs: number) => {
      nowMs += byMs;
    },
  };
  const tenants: Tenant[] = [];
  const origins: string[] = [];
  const startTenant = async (): Promise<Tenant> => {
    const sandbox = await startSandbox({
      port: 0,
      gongPort: 0,
      stateFile: null,
      limits: 'off',
      companies: 60,
      clock: { ...clock, aheadMs: () => nowMs - startMs },
      ...options.sandbox,
    });
    const tenant = { sandbox };
    tenants.push(tenant);
    origins.push(sandbox.gainsightUrl, sandbox.gongUrl);
    return tenant;
  };
  const firstTenant = await startTenant();
  const keySource = { database, dataDir: mkdtempSync(join(tmpdir(), 'handrail-key-')) };
  const secretKey = await loadKey(keySource);
  const own = options.budget?.(database, clock);
  const vendors: Vendors = {
    database,
    secretKey,
    outgoing: {
      clock: {
        now: clock.now,
        // Waits between tries pass at once, for everyone.
        wait: (waitMs) => {
          clock.advance(waitMs);
          return Promise.resolve();
        },
      },
      random: () => 0.5,
      budget: {
        async take(call) {
          await first.beforeCall?.(call);
          await own?.take(call);
        },
        learn: async (news) => own?.learn?.(news),
        heard: async (host, isAway) => own?.heard?.(host, isAway),
      },
      allowOrigins: origins,
      extraCaFile: null,
      outboundProxy: null,
      log: () => undefined,
    },
  };
  const streams = [
    createAccountsStream(vendors, { pageSizeRecords: options.pageSizeRecords ?? MAX_QUERY_ROWS }),
    createDeletionsStream(vendors),
    createRelationshipsStream(vendors),
    createStakeholdersStream(vendors),
    createUsersStream(vendors),
    createInventoryStream(vendors),
    createMeetingsStream(vendors),
    createTimelinePass(vendors),
    createValuesPass(vendors),
    createRetention(),
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
  const signal = new AbortController().signal;
  after(async () => {
    for (const { sandbox } of tenants) await sandbox.stop();
    rmSync(keySource.dataDir, { recursive: true });
  });

  const createTest = async (tenant: Tenant): Promise<SyncTest> => {
    const workspaceId = newId<WorkspaceId>();
    await database
      .platform()
      .transaction((tx) => createWorkspace(tx, { id: workspaceId, name: 'Test', organisationDomains: [] }));
    const transaction = <T>(work: (tx: WorkspaceTransaction) => Promise<T>) =>
      database.workspace(workspaceId).transaction(work);
    const test: SyncTest = {
      database,
      url,
      workspaceId,
      get sandbox() {
        return tenant.sandbox;
      },
      replaceSandbox(other) {
        tenant.sandbox = other;
      },
      vendors,
      keySource,
      engine,
      clock,
      another: () => createTest(tenant),
      anotherTenant: async () => createTest(await startTenant()),
      beforeCall: null,
      source: createTestSource(() => tenant.sandbox),
      transaction,
      async connect() {
        const { sandbox } = tenant;
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
      async save(document, { isConfirmed } = { isConfirmed: true }) {
        await transaction(async (tx) => {
          const latest = await findLatestConfig(tx);
          await saveConfig(tx, {
            basedOn: latest?.version ?? 0,
            document,
            createdBy: null,
            now: clock.now(),
          });
          await arrangeStreams(tx, clock.now());
          const { configuration } = await readConfiguration(tx);
          const { zone, domains } = configuration.organisation;
          await updateWorkspace(tx, { timeZone: zone, organisationDomains: domains });
          if (isConfirmed) await confirmValues(tx, configuration.writeback.values, null, clock.now());
        });
      },
      async saveAsPerson(document) {
        return transaction(async (tx) => {
          const basedOn = (await findLatestConfig(tx))?.version ?? 0;
          const saved = await saveConfiguration(tx, { basedOn, document, createdBy: null, now: clock.now() });
          if (saved.kind !== 'saved') throw new TypeError(JSON.stringify(saved));
          const stream = await findStream(tx, 'accounts');
          return stream === undefined ? undefined : findOpenRun(tx, stream.id);
        });
      },
      async decide({ id }, decision) {
        return decideWithheld(vendors, workspaceId, id, { decision, by: null }, signal);
      },
      async backfill() {
        await transaction((tx) => lowerTimelineSince(tx, new Date(0)));
      },
      async queue(name, mode = 'incremental') {
        return transaction(async (tx) => {
          const stream = await findStream(tx, name);
          if (stream === undefined) throw new TypeError(`no stream ${name}`);
          return queueRun(tx, stream, { mode, cause: 'manual', now: clock.now() });
        });
      },
      async run(name, mode = 'incremental') {
        let run = await test.queue(name, mode);
        while (run.state === 'queued' || run.state === 'running') run = await test.work(run);
        return run;
      },
      async work(run, stopping = signal) {
        await runSlice(engine, { workspaceId, runId: run.id }, stopping);
        const worked = await transaction((tx) => findRun(tx, run.id));
        if (worked === undefined) throw new TypeError('the run is gone');
        // A run that waits for its time goes on at that time.
        if (worked.resume_at !== null)
          clock.advance(Math.max(0, worked.resume_at.getTime() - clock.now().getTime()));
        return worked;
      },
    };
    return test;
  };
  const first = await createTest(firstTenant);
  return first;
}

function createTestSource(sandbox: () => Sandbox): TestSource {
  const send = async (method: string, path: string, values?: Row): Promise<unknown> => {
    const reply = await fetch(`${sandbox().gainsightUrl}/__sandbox/objects/${path}`, {
      method,
      // No socket is kept, because a test may put another sandbox in this one's place.
      headers: { connection: 'close', ...(values && { 'content-type': 'application/json' }) },
      ...(values && { body: JSON.stringify(values) }),
    });
    if (!reply.ok) throw new TypeError(`the sandbox answered ${reply.status}: ${await reply.text()}`);
    return reply.json();
  };
  const idOf = (row: Row): string => String(row['Gsid']);
  return {
    rows(object) {
      const { rows = [], made } = sandbox().context.world.objects.get(object) ?? {};
      const all = new Map<string, Row>();
      // Of a big world most rows are made when they are read; one that was written since stands among the others.
      if (made !== undefined)
        for (let at = made.first; at <= made.last; at += 1) all.set(made.gsid(at), made.row(at));
      for (const row of rows) all.set(idOf(row), row);
      return [...all].toSorted(([left], [right]) => (left < right ? -1 : 1)).map(([, row]) => row);
    },
    async insert(object, values) {
      const row = await send('POST', object, values);
      return typeof row === 'object' && row !== null && 'Gsid' in row ? String(row.Gsid) : '';
    },
    async update(object, gsid, values) {
      await send('PATCH', `${object}/${gsid}`, values);
    },
    async delete(object, gsid) {
      await send('DELETE', `${object}/${gsid}`);
    },
  };
}

const failureSchema = z.object({
  kind: z.string(),
  code: z.string(),
  message: z.string(),
  remedy: z.string(),
});

/** The failure that stands on a run, connection or delivery; absent parts are empty. */
export function storedFailure(stored: { readonly failure: unknown }): z.infer<typeof failureSchema> {
  const parsed = failureSchema.safeParse(stored.failure);
  return parsed.success ? parsed.data : { kind: '', code: '', message: '', remedy: '' };
}
