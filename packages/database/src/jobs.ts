import { toError } from '@handrail/core';
import pg from 'pg';
import type { ClientConfig } from 'pg';
import { PgBoss, type SendOptions, type WorkOptions } from 'pg-boss';
import { APP_ROLE, withStartupOptions } from './connection.ts';
import { listenTo } from './job-listener.ts';
import { JOB_SCHEMA } from './job-sender.ts';

/** How to open the job engine. */
export interface JobsSettings {
  /** `postgres://…` of the login role. */
  readonly url: string;
  readonly applicationName: string;
  /** Connections for fetching and settling jobs, apart from the database's own; 4 when left out. */
  readonly poolSize?: number;
  /** Told of every error outside a job (the engine goes on) and of the engine's warnings. */
  readonly onError: (error: Error) => void;
  readonly onWarning: (warning: string, facts: object) => void;
}

/** One job in hand. */
export interface Job<Payload extends object> {
  readonly id: string;
  readonly payload: Payload;
  /** 0 on the first attempt. */
  readonly retryCount: number;
  /** Aborts when the jobs are being stopped or the job's time is over; a slice then saves and ends. */
  readonly signal: AbortSignal;
}

/** How one queue is worked. */
export interface WorkSettings {
  /** Jobs of this queue in hand at once in this process. At least 2: fetched one by one, a queue does 2 jobs/s. */
  readonly concurrency: number;
  /** Seconds between looks at the queue while notifications work; a look is the safety net. 5 when left out. */
  readonly pollSeconds?: number;
}

/** The job engine of one process. */
export interface Jobs {
  /** Works a queue until `stop`. A job whose handler throws is tried again as its queue says. */
  work<Payload extends object>(
    queue: string,
    settings: WorkSettings,
    handle: (job: Job<Payload>) => Promise<void>,
  ): Promise<void>;
  /** Sends outside any transaction; inside one, use `enqueue`. `null`: the queue's policy held it back. */
  send(queue: string, payload: object, options?: Omit<SendOptions, 'db'>): Promise<string | null>;
  /** Sets a recurring job (cron expression, UTC); several of a queue differ by `key`. */
  schedule(queue: string, cron: string, payload: object, key: string): Promise<void>;
  /** Jobs waiting and in hand, by queue. */
  depth(): Promise<readonly { queue: string; waiting: number; active: number; failed: number }[]>;
  /** Aborts the signals, waits for the jobs in hand up to `timeoutMs`, gives the rest back to the queue. */
  stop(timeoutMs: number): Promise<void>;
}

/** Starts the engine as the app role: it fetches, settles, retries and clears, and never changes a table's shape. */
export async function openJobs(settings: JobsSettings): Promise<Jobs> {
  const stopping = new AbortController();
  const connection: ClientConfig = {
    connectionString: withStartupOptions(settings.url, APP_ROLE),
    application_name: settings.applicationName,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
  };
  const pool = new pg.Pool({ ...connection, max: settings.poolSize ?? 4 });
  const { onError } = settings;
  pool.on('error', onError);
  const boss = new PgBoss({
    db: {
      executeSql: (text, values) => pool.query(text, values),
      listen: (channel, onNotification, onListening) =>
        listenTo(connection, channel, { onNotification, onListening, onError }),
    },
    schema: JOB_SCHEMA,
    migrate: false,
    // Rebuilding an index is the owner's right.
    reindex: false,
    useListenNotify: true,
    superviseIntervalSeconds: 30,
    maintenanceIntervalSeconds: 600,
    openTelemetry: { enabled: false },
  });
  boss.on('error', (error) => settings.onError(toError(error)));
  boss.on('warning', (warning) => settings.onWarning(warning.message, warning.data));
  try {
    await boss.start();
  } catch (error) {
    await pool.end();
    throw error;
  }
  return {
    async work<Payload extends object>(
      queue: string,
      { concurrency, pollSeconds = 5 }: WorkSettings,
      handle: (job: Job<Payload>) => Promise<void>,
    ) {
      // Jobs of one fetch are settled together; small fetches keep a fast job from waiting for a slow one long.
      const batchSize = 2;
      const options = {
        batchSize,
        localConcurrency: Math.max(1, Math.ceil(concurrency / batchSize)),
        perJobResults: true,
        burstWhenBatchFull: true,
        pollingIntervalSeconds: Math.min(1, pollSeconds),
        notifyPollingIntervalSeconds: pollSeconds,
      } as const satisfies WorkOptions;
      await boss.work<Payload>(queue, options, (batch) =>
        Promise.all(
          batch.map(async ({ id, data, retryCount, signal }) => {
            try {
              const aborts = AbortSignal.any([signal, stopping.signal]);
              await handle({ id, payload: data, retryCount, signal: aborts });
              return { id, status: 'completed' as const };
            } catch (caught) {
              const error = toError(caught);
              settings.onError(error);
              return { id, status: 'failed' as const, output: failureOf(error) };
            }
          }),
        ),
      );
    },
    send: (queue, payload, options = {}) => boss.send(queue, payload, options),
    schedule: (queue, cron, payload, key) => boss.schedule(queue, cron, payload, { tz: 'UTC', key }),
    async depth() {
      const queues = await boss.getQueues();
      return Promise.all(
        queues.map(async ({ name }) => {
          const [stats] = await boss.getQueueStats(name, { force: true });
          return {
            queue: name,
            waiting: stats?.queuedCount ?? 0,
            active: stats?.activeCount ?? 0,
            failed: stats?.failedCount ?? 0,
          };
        }),
      );
    },
    async stop(timeoutMs) {
      stopping.abort();
      try {
        await boss.stop({ graceful: true, timeout: timeoutMs });
      } finally {
        await pool.end();
      }
    },
  };
}

/** What is kept with a failed job: a code where there is one, never a message that may hold content. */
function failureOf(error: Error): { name: string; code: string } {
  return { name: error.name, code: 'code' in error ? String(error.code) : '' };
}
