import { createHash } from 'node:crypto';
import { readdir, readFile, statfs } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../embedded-postgres.ts';
import { isAlive } from '../embedded/process.ts';
import { migrate, MIGRATIONS_DIR } from '../migrate.ts';

/** The cluster that every test file of this checkout shares: joined when it runs, else started. */
export interface TestCluster {
  /** A new database, cloned from the migrated template; `name` is made unlike any other process's. */
  clone(name: string): Promise<{ url: string; name: string }>;
  drop(name: string): Promise<void>;
  /** Address of the superuser, for tests about roles. */
  readonly superuserUrl: string;
  readonly url: string;
  stop(): Promise<void>;
}

/** What a crash would lose is made again in a second: nothing is flushed. */
const UNDURABLE = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '300',
  shared_buffers: '128MB',
  max_wal_size: '512MB',
  autovacuum_naptime: '1h',
};

/** Templates are made by one process at a time. */
const TEMPLATE_LOCK = 7_220_110_444;

/** Joins or starts the shared cluster; it stops when the last test process has left. */
export async function joinTestCluster(): Promise<TestCluster> {
  const postgres = await startEmbeddedPostgres({
    dataDir: await testDataDir(),
    serverSettings: UNDURABLE,
    onNotice: () => undefined,
  });
  const admin = new pg.Client({ connectionString: postgres.superuserUrl });
  admin.on('error', () => undefined);
  await admin.connect();
  const template = await ensureTemplate(postgres, admin);
  return {
    url: postgres.url,
    superuserUrl: postgres.superuserUrl,
    clone: async (slug) => {
      await dropForgotten(admin, slug);
      const name = `${slug}_${process.pid}_${nextNumber()}`;
      // With fsync off this is the fast and even way; the default had spells of 600 ms.
      await admin.query(
        `create database ${name} owner handrail_owner template ${template} strategy file_copy`,
      );
      return { name, url: withDatabase(postgres.url, name) };
    },
    drop: async (name) => {
      await admin.query(`drop database if exists ${name} with (force)`);
    },
    stop: async () => {
      await admin.end();
      await postgres.stop();
    },
  };
}

/** The same address with another database. */
export function withDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.href;
}

let lastNumber = 0;
function nextNumber(): number {
  lastNumber += 1;
  return lastNumber;
}

/** A folder of Linux that lives in memory. */
const IN_MEMORY = '/dev/shm';
/** What a run may need there; where less is free, as in most containers, the cluster is kept on disk. */
const IN_MEMORY_BYTES = 4 * 2 ** 30;

/**
 * In memory where there is room: ext4 looks at every inode deleted of late before it gives one out, so that a clone of
 * hundreds of files after the drop of another takes several times as long there.
 */
async function testDataDir(): Promise<string> {
  const isRoomy = await statfs(IN_MEMORY).then(
    ({ bavail, bsize }) => bavail * bsize >= IN_MEMORY_BYTES,
    () => false,
  );
  const checkout = createHash('sha256')
    .update(import.meta.dirname)
    .digest('hex')
    .slice(0, 8);
  return join(isRoomy ? IN_MEMORY : tmpdir(), `handrail-test-${userInfo().username}-${checkout}`);
}

async function ensureTemplate(postgres: EmbeddedPostgres, admin: pg.Client): Promise<string> {
  const name = `template_${await fingerprint()}`;
  await admin.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
  try {
    const { rowCount } = await admin.query('select 1 from pg_database where datname = $1 and datistemplate', [
      name,
    ]);
    if (rowCount === 0) {
      await admin.query(`drop database if exists ${name} with (force)`);
      await admin.query(`create database ${name} owner handrail_owner`);
      await migrate({ url: withDatabase(postgres.url, name), queues: [] });
      await admin.query(`alter database ${name} is_template true`);
    }
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [TEMPLATE_LOCK]);
  }
  return name;
}

/** Of everything that shapes a migrated database: a changed migration makes another template. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await readdir(MIGRATIONS_DIR)).toSorted()) {
    hash.update(file).update(await readFile(join(MIGRATIONS_DIR, file)));
  }
  hash.update(await readFile(new URL('../install-jobs.ts', import.meta.url)));
  hash.update(await readFile(new URL('../migrate.ts', import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}

/** Drops what an earlier, ended run of the same file has left behind. */
async function dropForgotten(admin: pg.Client, slug: string): Promise<void> {
  const { rows } = await admin.query<{ name: string }>(
    `select datname::text as name from pg_database where datname ~ ('^' || $1 || '_[0-9]+_[0-9]+$')`,
    [slug],
  );
  for (const { name } of rows) {
    const pid = Number(name.split('_').at(-2));
    if (!isAlive(pid)) await admin.query(`drop database if exists ${name} with (force)`);
  }
}
