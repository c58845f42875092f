import { toError } from '@handrail/core';
import { runner, type RunnerOption } from 'node-pg-migrate';
import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { connectionSettings, OWNER_ROLE } from './connection.ts';
import { DatabaseError } from './errors.ts';
import { installJobs, type QueueSettings } from './install-jobs.ts';
import { checkRoles } from './roles.ts';

/** Where the numbered migrations stand. */
export const MIGRATIONS_DIR = fileURLToPath(new URL('../migrations', import.meta.url));

/** What to migrate. */
export interface Migration {
  /** `postgres://…` of the login role. */
  readonly url: string;
  /** Every queue that a worker or an enqueue names; made or brought up to date. */
  readonly queues: readonly QueueSettings[];
}

/** Chosen once; two Handrails that start together queue up here. */
const MIGRATION_LOCK = 7_220_110_443;

/**
 * Brings the database to this version: the numbered `.sql` files that have not run, each in its own
 * transaction, forward only; then the job engine's tables and our queues. All as the owner, one process at a
 * time. Gives the names of the files that ran. Throws what `checkRoles` throws, `database_newer` and
 * `database_migration_failed`.
 */
export async function migrate(migration: Migration): Promise<readonly string[]> {
  await checkRoles(migration.url);
  const client = new pg.Client(
    connectionSettings(migration.url, { role: OWNER_ROLE, applicationName: 'handrail migrate' }),
  );
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await refuseNewer(client);
    const ran = await runFiles(client);
    await installJobs(client, migration.queues);
    return ran;
  } finally {
    await client.end();
  }
}

/** Migrations only go forward: a database that ran files this version does not have is left alone. */
async function refuseNewer(client: pg.Client): Promise<void> {
  const { rows: found } = await client.query<{ exists: boolean }>(
    `select to_regclass('handrail.migrations') is not null as exists`,
  );
  if (found[0]?.exists !== true) return;
  const { rows } = await client.query<{ name: string }>('select name from handrail.migrations order by id');
  const files = new Set(await readdir(MIGRATIONS_DIR));
  const unknown = rows.find((row) => !files.has(`${row.name}.sql`));
  if (unknown === undefined) return;
  throw new DatabaseError({
    code: 'database_newer',
    message: `The database was migrated by a newer Handrail (${unknown.name}).`,
    remedy: 'Start that newer Handrail, or restore a backup made before it.',
    facts: { migration: unknown.name },
  });
}

async function runFiles(client: pg.Client): Promise<readonly string[]> {
  const silent = (): void => undefined;
  const options: RunnerOption = {
    dbClient: client,
    dir: MIGRATIONS_DIR,
    direction: 'up',
    migrationsSchema: 'handrail',
    createMigrationsSchema: true,
    migrationsTable: 'migrations',
    singleTransaction: false,
    // Numbers are given out in ranges, so that work side by side does not collide: a lower one may come later.
    checkOrder: false,
    // Our own lock spans the job tables too.
    noLock: true,
    logger: { debug: silent, info: silent, warn: silent, error: silent },
  };
  try {
    const ran = await runner(options);
    return ran.map((file) => file.name);
  } catch (caught) {
    const cause = toError(caught);
    throw new DatabaseError({
      code: 'database_migration_failed',
      message: `A migration failed: ${cause.message}`,
      remedy:
        'Nothing of the failing file was kept. Restore the former version, and report this with the log.',
      cause,
    });
  }
}
