import type { Client } from 'pg';
import { getConstructionPlans, getMigrationPlans, PgBoss, type Queue } from 'pg-boss';
import engine from 'pg-boss/package.json' with { type: 'json' };
import { APP_ROLE } from './connection.ts';
import { DatabaseError } from './errors.ts';
import { JOB_SCHEMA } from './job-sender.ts';

/**
 * A queue as the job engine knows it (times in seconds). `policy` is fixed when the queue is made:
 * `exclusive` keeps one unfinished job per `singletonKey`, `stately` one per state, `standard` any number.
 * `notify` is on unless said otherwise, so that a worker starts at once instead of at its next poll.
 */
export type QueueSettings = Omit<Queue, 'partition'>;

/**
 * Installs or upgrades the engine's schema and our queues through a session of the owner, and grants the app
 * role what a worker needs: rows, no structure. Runs again without change.
 */
export async function installJobs(client: Client, queues: readonly QueueSettings[]): Promise<void> {
  const version = await installedVersion(client);
  // With their async index builds inlined these plans need no background worker of the owner.
  if (version === undefined) await client.query(getConstructionPlans(JOB_SCHEMA));
  else await upgrade(client, version);
  await createQueues(client, queues);
  await client.query(`
    grant usage on schema ${JOB_SCHEMA} to ${APP_ROLE};
    grant select, insert, update, delete on all tables in schema ${JOB_SCHEMA} to ${APP_ROLE};
    grant usage, select on all sequences in schema ${JOB_SCHEMA} to ${APP_ROLE};
    grant execute on all functions in schema ${JOB_SCHEMA} to ${APP_ROLE};
    grant usage on schema handrail to ${APP_ROLE};
    grant select on handrail.migrations to ${APP_ROLE};
  `);
}

async function installedVersion(client: Client): Promise<number | undefined> {
  const { rows: found } = await client.query<{ installed: boolean }>(
    'select to_regclass($1) is not null as installed',
    [`${JOB_SCHEMA}.version`],
  );
  if (found[0]?.installed !== true) return undefined;
  const { rows } = await client.query<{ version: number }>(`select version from ${JOB_SCHEMA}.version`);
  return rows[0]?.version;
}

async function upgrade(client: Client, version: number): Promise<void> {
  const wanted = engine.pgboss.schema;
  if (version > wanted) {
    throw new DatabaseError({
      code: 'database_newer',
      message: `The job tables are of version ${version}; this Handrail knows ${wanted}.`,
      remedy: 'Start the newer Handrail that migrated this database, or restore a backup made before it.',
      facts: { version, wanted },
    });
  }
  if (version < wanted) await client.query(getMigrationPlans(JOB_SCHEMA, version));
}

async function createQueues(client: Client, queues: readonly QueueSettings[]): Promise<void> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => client.query(text, values) },
    schema: JOB_SCHEMA,
    migrate: false,
    supervise: false,
    schedule: false,
    registerInstance: false,
    openTelemetry: { enabled: false },
  });
  await boss.start();
  try {
    const known = new Set((await boss.getQueues()).map((queue) => queue.name));
    for (const { name, policy, ...settings } of queues) {
      const options = { notify: true, ...settings };
      if (known.has(name)) await boss.updateQueue(name, options);
      else await boss.createQueue(name, policy === undefined ? options : { ...options, policy });
    }
  } finally {
    await boss.stop({ graceful: false, close: false });
  }
}
