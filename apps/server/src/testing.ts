// A door for this app's tests: the HTTP app on a database and sandboxes of its own, with time and runs in hand.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';
import type { Endpoint, Problem, ReplyOf, RequestOf } from '@handrail/contract';
import { problemSchema } from '@handrail/contract';
import type { Role } from '@handrail/core';
import { createApiToken, createSignInLink, createUser, listWaitingRuns, loadKey } from '@handrail/database';
import type { Database, SecretKey, UserRow } from '@handrail/database';
import { createTestDatabase } from '@handrail/database/testing';
import { startSandbox } from '@handrail/sandbox';
import type { Sandbox, SandboxOptions } from '@handrail/sandbox';
import { createSignals } from '@handrail/signals';
import {
  createAccountsStream,
  createDeletionsStream,
  createInventoryStream,
  createMeetingsStream,
  createRelationshipsStream,
  createRetention,
  createStakeholdersStream,
  createUsersStream,
  createTimelinePass,
  createValuesPass,
  runSchedule,
  runSlice,
  watchAlarms,
} from '@handrail/sync';
import type { RunEngine, Vendors } from '@handrail/sync';
import type { FastifyInstance, InjectOptions, LightMyRequestResponse } from 'fastify';
import { createApp } from './api/app.ts';
import { createCourtesy } from './courtesy.ts';
import { prepareFirstWorkspace } from './first-workspace.ts';
import type { FirstWorkspace } from './first-workspace.ts';
import { SILENT_LOG } from './log.ts';
import type { Log } from './log.ts';
import type { Mailer } from './mailer.ts';
import { modelDoorOf } from './model-door.ts';
import { createToken, hashToken } from './random-token.ts';
import { createVendorBudget } from './vendor-budget.ts';
import { createHeartbeat } from './worker/heartbeat.ts';
import { QUEUES } from './worker/jobs.ts';

/** The HTTP app with everything behind it. */
export interface ApiTest {
  readonly app: FastifyInstance;
  readonly database: Database;
  readonly sandbox: Sandbox;
  readonly workspace: FirstWorkspace;
  /** The master key. */
  readonly secretKey: SecretKey;
  /** Bearer token of the first admin. */
  readonly token: string;
  /** The time of the API; moves only when told. */
  readonly clock: { now(): Date; advance(byMs: number): void };
  /** Sends a request as it stands. */
  send(request: InjectOptions): Promise<LightMyRequestResponse>;
  /** Calls an endpoint with a bearer token (the admin's) and parses the reply by the contract; a problem is thrown. */
  call<E extends Endpoint>(endpoint: E, parts: RequestOf<E>, token?: string): Promise<ReplyOf<E>>;
  /** Calls an endpoint that must refuse, and answers the problem. */
  refusal<E extends Endpoint>(endpoint: E, parts: RequestOf<E>, token?: string): Promise<Problem>;
  /** A bearer token of a new member with that role. */
  addMember(role: Role): Promise<{ readonly user: UserRow; readonly token: string }>;
  /** The token of a fresh sign-in link of the first admin. */
  createLink(): Promise<string>;
  /** Connects both sandboxes, saves a configuration that uses them, and works all runs. */
  makeLoop(): Promise<void>;
  /** Works every run that is due or open, until none is. */
  workRuns(): Promise<void>;
  /** Looks for alarms once, with a worker alive. */
  watch(): Promise<void>;
}

/** What opens the metrics of a test. */
export const METRICS_TOKEN = 'metrics-token-of-a-test';

/** What a test file sets differently. */
export interface ApiTestOptions {
  readonly sandbox?: SandboxOptions;
  readonly publicUrl?: string;
  readonly triesPerMinute?: number;
  readonly pagesPerMinute?: number;
  readonly mailer?: Mailer;
  /** Origins that may be called beside the sandboxes. */
  readonly allowOrigins?: readonly string[];
  readonly log?: Log;
  /** What the API sees in the place of its database. */
  readonly apiDatabase?: (own: Database) => Database;
}

/** A configuration that uses what the sandbox has, both ways. */
export const TEST_DOCUMENT = {
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
      custom: { products: 'Products__gc' },
    },
  },
  organisation: { domains: ['lumenta.example'] },
  timeline: { enabled: true, fallbackAuthor: 'ingrid.solberg@lumenta.example' },
  writeback: {
    enabled: true,
    values: [{ metric: 'health.score', object: 'Company', field: 'Handrail_Health__gc' }],
  },
};

/** Starts it; everything ends with the test file. */
export async function startApiTest(fileUrl: string, options: ApiTestOptions = {}): Promise<ApiTest> {
  const { database } = await createTestDatabase(fileUrl, { queues: QUEUES, poolSize: 8 });
  const sandbox = await startSandbox({
    port: 0,
    gongPort: 0,
    limits: 'off',
    companies: 40,
    ...options.sandbox,
  });
  const dataDir = mkdtempSync(join(tmpdir(), 'handrail-api-'));
  let nowMs = Date.now();
  const clock = {
    now: () => new Date(nowMs),
    advance: (byMs: number) => {
      nowMs += byMs;
    },
  };
  const secretKey = await loadKey({ database, dataDir });
  const budget = createVendorBudget({ database, clock, log: options.log ?? SILENT_LOG, share: 0.7 });
  const vendors: Vendors = {
    database,
    secretKey,
    outgoing: {
      clock,
      random: () => 0.5,
      // Time stands still here, so a used-up window would never open.
      budget: { take: () => Promise.resolve(), learn: (news) => budget.learn?.(news) ?? Promise.resolve() },
      allowOrigins: [
        sandbox.gainsightUrl,
        sandbox.gongUrl,
        sandbox.identityUrl,
        ...(options.allowOrigins ?? []),
      ],
      extraCaFile: null,
      outboundProxy: null,
      log: (entry) => options.log?.debug('call', { ...entry }),
    },
  };
  const streams = new Map(
    [
      createAccountsStream(vendors),
      createDeletionsStream(vendors),
      createRelationshipsStream(vendors),
      createStakeholdersStream(vendors),
      createUsersStream(vendors),
      createInventoryStream(vendors),
      createMeetingsStream(vendors),
      createSignals(modelDoorOf(vendors)),
      createTimelinePass(vendors),
      createValuesPass(vendors),
      createRetention(),
    ].map((stream) => [stream.name, stream]),
  );
  const app = await createApp({
    database: options.apiDatabase?.(database) ?? database,
    secretKey,
    keySource: { database, dataDir },
    vendors,
    budget,
    streams,
    clock,
    log: options.log ?? SILENT_LOG,
    mailer: options.mailer ?? null,
    courtesy: createCourtesy(),
    publicUrl: options.publicUrl ?? null,
    linkOrigin: options.publicUrl ?? null,
    trustProxy: null,
    metricsToken: METRICS_TOKEN,
    queueDepth: () => Promise.resolve([{ queue: 'slices', waiting: 3, active: 1, failed: 0 }]),
    uiDir: join(dataDir, 'none'),
    triesPerMinute: options.triesPerMinute ?? 1_000,
    pagesPerMinute: options.pagesPerMinute ?? 100_000,
    freshSignInMs: 15 * 60_000,
  });
  after(async () => {
    await app.close();
    await sandbox.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const workspace = await prepareFirstWorkspace(database);
  const engine: RunEngine = {
    database,
    clock,
    streams,
    leaseMs: 60_000,
    log: () => undefined,
    onDefect: (error) => process.stderr.write(`${error.stack ?? error.message}\n`),
  };
  return assembleTest({ app, database, sandbox, workspace, secretKey, clock, engine });
}

type Base = Pick<ApiTest, 'app' | 'database' | 'sandbox' | 'workspace' | 'secretKey' | 'clock'> & {
  readonly engine: RunEngine;
};

async function assembleTest({ engine, ...base }: Base): Promise<ApiTest> {
  const { app, database, workspace, clock } = base;
  const send = (request: InjectOptions) => app.inject(request);
  const token = await createBearer(database, workspace.admin);
  const workRuns = async (): Promise<void> => {
    const signal = new AbortController().signal;
    for (;;) {
      await runSchedule(engine);
      const open = await database.platform().transaction((tx) => listWaitingRuns(tx, clock.now(), 100));
      if (open.length === 0) return;
      for (const job of open) await runSlice(engine, job, signal);
    }
  };
  const request = <E extends Endpoint>(endpoint: E, parts: RequestOf<E>, bearer: string) =>
    send(toRequest(endpoint, parts as Parts, bearer));
  return {
    ...base,
    token,
    send,
    async call<E extends Endpoint>(endpoint: E, parts: RequestOf<E>, bearer = token) {
      const reply = await request(endpoint, parts, bearer);
      if (reply.statusCode !== 200)
        throw new TypeError(`${endpoint.name}: ${reply.statusCode} ${reply.body}`);
      return endpoint.reply.parse(reply.json()) as ReplyOf<E>;
    },
    async refusal(endpoint, parts, bearer = token) {
      const reply = await request(endpoint, parts, bearer);
      const problem = problemSchema.parse(reply.json());
      if (problem.status !== reply.statusCode) throw new TypeError('status and problem differ');
      return problem;
    },
    async addMember(role) {
      const email = `${role}.${createToken()}@lumenta.example`;
      const user = await database
        .workspace(workspace.id)
        .transaction((tx) => createUser(tx, { email, name: role, role }));
      return { user, token: await createBearer(database, user) };
    },
    async createLink() {
      const link = createToken();
      await database.workspace(workspace.id).transaction((tx) =>
        createSignInLink(tx, {
          tokenHash: hashToken(link),
          userId: workspace.admin.id,
          expiresAt: new Date(clock.now().getTime() + 15 * 60_000),
        }),
      );
      return link;
    },
    async makeLoop() {
      await connectSandboxes(base, token);
      await workRuns();
      // What the first runs made is sent by the next passes.
      clock.advance(61 * 60_000);
      await workRuns();
    },
    workRuns,
    async watch() {
      await createHeartbeat(database, clock)();
      const { streams } = engine;
      const usesOfDay = () => Promise.resolve([]);
      await watchAlarms({ database, clock, streams, usesOfDay, log: () => undefined }, workspace.id);
    },
  };
}

async function createBearer(database: Database, user: UserRow): Promise<string> {
  const token = createToken();
  await database.workspace(user.workspace_id).transaction((tx) =>
    createApiToken(tx, {
      userId: user.id,
      name: 'test',
      tokenHash: hashToken(token),
      expiresAt: null,
      scopes: null,
    }),
  );
  return token;
}

async function connectSandboxes({ app, sandbox }: Base | Omit<Base, 'engine'>, token: string): Promise<void> {
  const { accessKey, gongAccessKey, gongAccessKeySecret } = sandbox.context.credentials;
  const headers = { authorization: `Bearer ${token}` };
  const requests = [
    ['PUT', '/api/v1/workspace', { organisationDomains: ['lumenta.example'] }],
    [
      'POST',
      '/api/v1/connections/gainsight',
      { url: sandbox.gainsightUrl, credential: { kind: 'access-key', accessKey } },
    ],
    [
      'POST',
      '/api/v1/connections/gong',
      { url: sandbox.gongUrl, accessKey: gongAccessKey, accessKeySecret: gongAccessKeySecret },
    ],
    ['PUT', '/api/v1/config', { basedOn: 0, document: TEST_DOCUMENT }],
    [
      'POST',
      '/api/v1/writeback/confirmation',
      {
        rows: TEST_DOCUMENT.writeback.values.map((row) => ({
          ...row,
          whenUndefined: 'keep',
          owner: 'handrail',
        })),
      },
    ],
    // The calls of the sandbox were held before.
    ['POST', '/api/v1/timeline/back-fill', { since: '2000-01-01T00:00:00Z' }],
  ] as const;
  for (const [method, url, payload] of requests) {
    const reply = await app.inject({ method, url, headers, payload });
    if (reply.statusCode !== 200) throw new TypeError(`${url}: ${reply.body}`);
  }
}

interface Parts {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: object;
}

function toRequest(endpoint: Endpoint, given: Parts, bearer: string): InjectOptions {
  const params = new Map(Object.entries(given.params ?? {}));
  const query = Object.entries(given.query ?? {}).map(([name, value]) => [name, String(value)]);
  return {
    method: endpoint.method,
    url: endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params.get(name)))),
    query: Object.fromEntries(query),
    headers: { authorization: `Bearer ${bearer}` },
    ...(given.body === undefined ? {} : { payload: given.body }),
  };
}
