import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { HandrailError } from '@handrail/core';
import { createSignals } from '@handrail/signals';
import { loadKey, migrate, openDatabase, openJobs, resealSecrets } from '@handrail/database';
import type { Database, Jobs, KeySource, SecretKey } from '@handrail/database';
import { startEmbeddedPostgres } from '@handrail/database/embedded';
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
  failureOf,
  systemClock,
} from '@handrail/sync';
import type { Clock, RunEngine, Stream, Vendors } from '@handrail/sync';
import type { FastifyInstance } from 'fastify';
import { createApp } from './api/app.ts';
import { createKeyMissingApp } from './api/key-missing-app.ts';
import { linkOrigin } from './config.ts';
import type { ServerConfig } from './config.ts';
import { ServerError } from './errors.ts';
import { createSignInAddress, prepareFirstWorkspace } from './first-workspace.ts';
import { createLog, traceOf } from './log.ts';
import type { Log } from './log.ts';
import { createCourtesy } from './courtesy.ts';
import type { Courtesy } from './courtesy.ts';
import { createMailer } from './mailer.ts';
import { createCallTallies } from './metrics/call-tally.ts';
import type { CallTallies } from './metrics/call-tally.ts';
import { writeTokenFile } from './token-file.ts';
import { modelDoorOf } from './model-door.ts';
import { createVendorBudget } from './vendor-budget.ts';
import type { VendorBudget, VendorLimits } from './vendor-budget.ts';
import { createHeartbeat } from './worker/heartbeat.ts';
import { QUEUES, workNotices } from './worker/jobs.ts';
import { startWatch } from './worker/watch.ts';
import { startWorker } from './worker/worker.ts';

const UI_DIR = fileURLToPath(new URL('../../web/dist', import.meta.url));
const STOP_MS = 20_000;
const WATCH_TICK_MS = 5_000;
const FRESH_SIGN_IN_MS = 15 * 60_000;
/** 300,000 rows of the largest pages: more than a screen or a program needs, and no whole installation at once. */
const PAGES_PER_MINUTE = 1_500;

/** What to start, and what tests set differently. */
export interface ServerOptions {
  readonly config: ServerConfig;
  readonly clock?: Clock;
  /** From 0 to below 1; spreads retries. */
  readonly random?: () => number;
  readonly log?: Log;
  /** Told, in one sentence each, what a person at the terminal should know. */
  readonly onNotice?: (notice: string) => void;
  /** How long a run's lease lasts without a sign of life, in ms. */
  readonly leaseMs?: number;
  /** Between two looks at the schedule, in ms. */
  readonly tickMs?: number;
  /** Between two looks for alarms, and between two of the same workspace, in ms. */
  readonly watchMs?: number;
  readonly triesPerMinute?: number;
  /** How long a sign-in counts as fresh, in ms: 15 minutes. */
  readonly freshSignInMs?: number;
  /** Calls that the vendors grant, where a tenant's package differs from what they state. */
  readonly vendorLimits?: VendorLimits;
}

/** A running server. */
export interface RunningServer {
  /** Where people reach it; null for a worker. */
  readonly origin: string | null;
  /** Why it does nothing but say so: the key of this database is missing. Null in a server that works. */
  readonly keyMissing: HandrailError | null;
  /** The database was empty until now. */
  readonly isNew: boolean;
  /** Makes an address that signs the first admin in, once and within 15 minutes. Null for a worker. */
  createSignInAddress(): Promise<string | null>;
  /** Stops everything in the reverse order of its start: no new requests, jobs in hand saved, database left. */
  stop(): Promise<void>;
}

/** Starts database, API and worker as the role asks. What was started is stopped again when a later step fails. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { config, log = createLog(config.logLevel), clock = systemClock } = options;
  const stops: (() => Promise<unknown>)[] = [];
  let stopping: Promise<void> | undefined;
  const stop = (): Promise<void> =>
    (stopping ??= (async () => {
      for (const stopOne of stops.toReversed()) {
        // One that fails, as all do that say something last to a database that is gone, must not keep the others running.
        await stopOne().catch((thrown: unknown) => log.warn('stop_failed', { code: failureOf(thrown).code }));
      }
      log.info('stopped');
    })());
  try {
    await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
    const url = config.databaseUrl ?? (await startEmbedded(options, stops));
    await migrate({ url, queues: QUEUES });
    const database = await openDatabase({
      url,
      applicationName: `handrail ${config.role}`,
      onConnectionLost: (error) => log.warn('database_connection_lost', { error: error.name }),
    });
    stops.push(() => database.close());
    const parts = await assemble(options, { database, clock, log }).catch((thrown: unknown) => {
      if (config.role === 'worker' || !isKeyMissing(thrown)) throw thrown;
      return thrown;
    });
    if (parts instanceof HandrailError) {
      const { origin, isNew } = await serveKeyMissing(options, { database, clock, log }, stops);
      return { origin, isNew, keyMissing: parts, createSignInAddress: () => Promise.resolve(null), stop };
    }
    const jobs = await startJobs(options, url, parts, stops);
    if (config.role !== 'api') await startWorking(options, jobs, parts, stops);
    startWatching(options, parts, stops);
    if (config.role === 'worker') {
      log.info('started', { role: config.role });
      return {
        origin: null,
        isNew: false,
        keyMissing: null,
        createSignInAddress: () => Promise.resolve(null),
        stop,
      };
    }
    const workspace = await prepareFirstWorkspace(database);
    const origin = await startListening(options, parts, jobs, stops);
    await writeTokenFile(database, workspace, { dataDir: config.dataDir, origin, clock });
    log.info('started', { role: config.role, origin });
    return {
      origin,
      isNew: workspace.isNew,
      keyMissing: null,
      createSignInAddress: () => createSignInAddress(database, workspace, origin, clock),
      stop,
    };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

function isKeyMissing(thrown: unknown): thrown is HandrailError {
  return thrown instanceof HandrailError && thrown.code === 'secret_key_missing';
}

/** Serves nothing but that the key is missing, to browsers, programs and the command line of this machine. */
async function serveKeyMissing(
  options: ServerOptions,
  { database, clock, log }: Pick<Parts, 'database' | 'clock' | 'log'>,
  stops: (() => Promise<unknown>)[],
): Promise<{ readonly origin: string; readonly isNew: boolean }> {
  const { dataDir, publicUrl } = options.config;
  log.error('secret_key_missing');
  const app = await createKeyMissingApp({ database, publicUrl, uiDir: UI_DIR });
  const origin = await listen(options, app, stops);
  const workspace = await prepareFirstWorkspace(database);
  await writeTokenFile(database, workspace, { dataDir, origin, clock });
  return { origin, isNew: workspace.isNew };
}

async function startEmbedded(options: ServerOptions, stops: (() => Promise<unknown>)[]): Promise<string> {
  const postgres = await startEmbeddedPostgres({
    dataDir: options.config.dataDir,
    onNotice: options.onNotice ?? (() => undefined),
  });
  stops.push(() => postgres.stop());
  return postgres.url;
}

interface Parts {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly keySource: KeySource;
  readonly secretKey: SecretKey;
  readonly budget: VendorBudget;
  readonly vendors: Vendors;
  readonly tallies: CallTallies;
  readonly courtesy: Courtesy;
  readonly streams: ReadonlyMap<string, Stream>;
}

async function assemble(
  { config, random = Math.random, vendorLimits }: ServerOptions,
  opened: Pick<Parts, 'database' | 'clock' | 'log'>,
): Promise<Parts> {
  const { database, clock, log } = opened;
  const keySource = {
    database,
    dataDir: config.dataDir,
    ...(config.secretKey === null ? {} : { settingBase64: config.secretKey }),
  };
  const secretKey = await loadKey(keySource);
  // Ends a change of keys that was cut off, or that the setting asks for by naming two.
  const { resealed, keyId } = await resealSecrets(keySource, secretKey);
  if (resealed > 0) log.info('secrets_resealed', { resealed, keyId });
  const budget = createVendorBudget(
    { database, clock, log, share: config.callShare },
    { limits: vendorLimits },
  );
  const tallies = createCallTallies(database);
  const vendors: Vendors = {
    database,
    secretKey,
    outgoing: {
      clock,
      random,
      budget,
      allowOrigins: config.allowOrigins,
      extraCaFile: config.extraCaFile,
      outboundProxy: config.outboundProxy,
      log: (entry) => {
        tallies.count(entry);
        log.debug('call', { ...entry });
      },
    },
  };
  const streams: readonly Stream[] = [
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
  ];
  return {
    ...opened,
    keySource,
    secretKey,
    budget,
    vendors,
    tallies,
    courtesy: createCourtesy(),
    streams: new Map(streams.map((one) => [one.name, one])),
  };
}

/** The job engine of this process, working what every process works: the notices of alarms. */
async function startJobs(
  { config }: ServerOptions,
  url: string,
  { log, vendors }: Parts,
  stops: (() => Promise<unknown>)[],
): Promise<Jobs> {
  const jobs = await openJobs({
    url,
    applicationName: 'handrail jobs',
    ...(config.role === 'api' ? { poolSize: 2 } : {}),
    onError: (error) => log.error('job_failed', { code: failureOf(error).code, error: error.name }),
    onWarning: (warning) => log.warn('job_engine', { warning }),
  });
  stops.push(() => jobs.stop(STOP_MS));
  await workNotices(jobs, { vendors, linkOrigin: linkOrigin(config) });
  return jobs;
}

async function startWorking(
  { leaseMs = 15_000, tickMs = 500 }: ServerOptions,
  jobs: Jobs,
  { database, clock, log, streams, vendors, courtesy }: Parts,
  stops: (() => Promise<unknown>)[],
): Promise<void> {
  const engine: RunEngine = {
    database,
    clock,
    streams,
    leaseMs,
    courtesy,
    log: (event, facts) => log.info(event, facts),
    onDefect: (error) => log.error('defect', { trace: traceOf(error) }),
  };
  const onLook = createHeartbeat(database, clock);
  // A first sign before the first look for alarms: a start is not a silence.
  await onLook();
  const worker = await startWorker({ engine, vendors, jobs, tickMs, log, onLook });
  stops.push(() => worker.stop());
}

function startWatching(
  { watchMs }: ServerOptions,
  { database, clock, log, streams, budget, tallies }: Parts,
  stops: (() => Promise<unknown>)[],
): void {
  const watch = startWatch(
    {
      database,
      clock,
      streams,
      usesOfDay: (vendor, host) => budget.usesOfDay(vendor, host),
      log: (event, facts) => log.warn(event, facts),
      ...(watchMs === undefined ? {} : { intervalMs: watchMs }),
    },
    { tickMs: watchMs ?? WATCH_TICK_MS, log, onLook: () => tallies.flush() },
  );
  stops.push(() => watch.stop());
}

async function startListening(
  options: ServerOptions,
  parts: Parts,
  jobs: Jobs,
  stops: (() => Promise<unknown>)[],
): Promise<string> {
  const { config, triesPerMinute = 9, freshSignInMs = FRESH_SIGN_IN_MS } = options;
  const { publicUrl, trustProxy, smtpUrl } = config;
  const ownHost = publicUrl === null ? 'localhost' : new URL(publicUrl).hostname;
  const mailer = createMailer(smtpUrl, ownHost, parts.log);
  const app = await createApp({
    ...parts,
    mailer,
    publicUrl,
    linkOrigin: linkOrigin(config),
    trustProxy,
    metricsToken: config.metricsToken,
    queueDepth: () => jobs.depth(),
    uiDir: UI_DIR,
    triesPerMinute,
    pagesPerMinute: PAGES_PER_MINUTE,
    freshSignInMs,
  });
  return listen(options, app, stops);
}

/** Listens, and answers where people reach it. Throws `port_taken`. */
async function listen(
  { config }: ServerOptions,
  app: FastifyInstance,
  stops: (() => Promise<unknown>)[],
): Promise<string> {
  const { host, port, publicUrl } = config;
  stops.push(() => closeApp(app));
  try {
    const listening = await app.listen({ host, port });
    return publicUrl ?? new URL(listening).origin;
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw cause;
    throw new ServerError({
      code: 'port_taken',
      message: `Port ${port} of ${host} is taken by another program, maybe another Handrail.`,
      remedy: 'End that program, or set HANDRAIL_PORT to another port.',
      facts: { port },
      cause,
    });
  }
}

/** Answers what was asked before, and lets no idle connection hold up the end: those of browsers live for a minute. */
async function closeApp(app: FastifyInstance): Promise<void> {
  const begun = performance.now();
  const timer = setInterval(() => {
    if (performance.now() - begun > STOP_MS) app.server.closeAllConnections();
    else app.server.closeIdleConnections();
  }, 50);
  await app.close().finally(() => clearInterval(timer));
}
