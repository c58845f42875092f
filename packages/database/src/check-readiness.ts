import { readdir } from 'node:fs/promises';
import { sql } from 'kysely';
import engine from 'pg-boss/package.json' with { type: 'json' };
import type { Database } from './database.ts';
import { JOB_SCHEMA } from './job-sender.ts';
import { MIGRATIONS_DIR } from './migrate.ts';

/** Which parts of the database a process can work with. */
export interface Readiness {
  readonly database: boolean;
  /** Every migration of this version has run. */
  readonly migrations: boolean;
  /** The tables of the job engine are there, in its version. */
  readonly queue: boolean;
}

/** Looks whether the database answers, is migrated, and has its queues. Never throws: what cannot be seen is not ready. */
export async function checkReadiness(database: Database): Promise<Readiness> {
  try {
    const files = (await readdir(MIGRATIONS_DIR)).filter((name) => name.endsWith('.sql'));
    return await database.platform().transaction(async (tx) => {
      const ran = await tx.query<{ name: string }>('select name from handrail.migrations');
      const names = new Set(ran.map((row) => `${row.name}.sql`));
      const found = await sql<{ version: number }>`
        select version from ${sql.id(JOB_SCHEMA, 'version')}
      `.execute(tx.db);
      return {
        database: true,
        migrations: files.every((name) => names.has(name)),
        queue: found.rows[0]?.version === engine.pgboss.schema,
      };
    });
  } catch {
    // Whatever the cause, the answer is the same; the log of the calls that need it has the cause.
    return { database: false, migrations: false, queue: false };
  }
}
