import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate } from '@handrail/database';
import { startEmbeddedPostgres } from '@handrail/database/embedded';
import { PROBE_QUEUE_SETTINGS, SLICE_QUEUE_SETTINGS } from '@handrail/sync';
import pg from 'pg';

/** A PostgreSQL of the bench's own, as durable as the product's. */
export interface Cluster {
  /** A new migrated database. */
  createDatabase(): Promise<BenchDatabase>;
  stop(): Promise<void>;
}

/** A database of the bench, by both of its logins. */
export interface BenchDatabase {
  /** As the product logs in. */
  readonly url: string;
  /** A session of the superuser in the same database. */
  readonly superuser: pg.Client;
  drop(): Promise<void>;
}

/** Starts it in a temporary folder. Only autovacuum is put off, so that it falls into no measured stretch. */
export async function startCluster(): Promise<Cluster> {
  const folder = await mkdtemp(join(tmpdir(), 'handrail-bench-'));
  const postgres = await startEmbeddedPostgres({
    dataDir: folder,
    serverSettings: { autovacuum_naptime: '1h' },
    onNotice: (notice) => process.stderr.write(`${notice}\n`),
  });
  const admin = new pg.Client(postgres.superuserUrl);
  admin.on('error', () => undefined);
  await admin.connect();
  let made = 0;
  return {
    async createDatabase() {
      made += 1;
      const name = `bench_${made}`;
      await admin.query(`create database ${name} owner handrail_owner`);
      const url = withDatabase(postgres.url, name);
      await migrate({ url, queues: [SLICE_QUEUE_SETTINGS, PROBE_QUEUE_SETTINGS] });
      const superuser = new pg.Client(withDatabase(postgres.superuserUrl, name));
      // Else a cluster that stops after a fault would hide the fault.
      superuser.on('error', () => undefined);
      await superuser.connect();
      return {
        url,
        superuser,
        async drop() {
          await superuser.end();
          await admin.query(`drop database ${name} with (force)`);
        },
      };
    },
    async stop() {
      await admin.end();
      await postgres.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}
