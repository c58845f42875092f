import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseError } from '../errors.ts';
import { FIRST_START_MB, needRoom, START_MB } from './disk.ts';
import type { ClusterHome } from './home.ts';
import { isPostmasterOf } from './process.ts';
import { runAs, spawnOptions } from './run-as.ts';

/** The superuser of the cluster; its password is kept beside the data, and only roles are made with it. */
export const SUPERUSER = 'postgres';

/** How long a start may take: recovery after a crash replays the log first. */
const START_SECONDS = 600;
const STOP_SECONDS = 60;
/** What a full run of a large tenant writes to the log fits into this twice, so that it brings no checkpoint with it. */
const LOG_MB = 2_048;
/** No process has this id (Linux counts to 4,194,304 at most); see `disown`. */
const NO_PROCESS = 2_000_000_000;

/** Settings of the server, by name; values without blanks. */
export type ServerSettings = Readonly<Record<string, string>>;

/** Makes the cluster if there is none; a half-made one of a former start is thrown away. */
export async function ensureCluster(home: ClusterHome, superuserPassword: string): Promise<void> {
  const major = await readFile(join(home.cluster, 'PG_VERSION'), 'utf8').catch(() => undefined);
  const ours = home.binaries.version.split('.')[0] ?? '';
  if (major !== undefined && major.trim() !== ours) throw otherVersion(home, major.trim(), ours);
  if (major !== undefined) return;
  await needRoom(home.folder, FIRST_START_MB);
  const partial = `${home.cluster}.partial`;
  const passwordFile = join(home.folder, 'initdb.password');
  await rm(partial, { recursive: true, force: true });
  try {
    await writeFile(passwordFile, `${superuserPassword}\n`, { mode: 0o600 });
    if (home.account !== undefined) await chown(passwordFile, home.account.uid, home.account.gid);
    const outcome = await runAs(home.account, home.binaries.initdb, [
      '-D',
      partial,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--no-instructions',
      '--encoding=UTF8',
      '--no-locale',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
    ]);
    if (outcome.exitCode !== 0) {
      await needRoom(home.folder, START_MB);
      throw failed('PostgreSQL could not make its data directory', outcome.output);
    }
    await rename(partial, home.cluster);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The port of the server that runs on this cluster now, once it lets us in; `undefined` when none runs. */
export async function findRunning(
  home: ClusterHome,
  superuserPassword: string,
  onNotice: (notice: string) => void,
): Promise<number | undefined> {
  const deadline = performance.now() + START_SECONDS * 1000;
  for (;;) {
    const lock = await readLockFile(home);
    if (lock === undefined) return undefined;
    if (!(await isPostmasterOf(lock.pid, home.cluster))) {
      await disown(home, lock.pid, onNotice);
      return undefined;
    }
    if (lock.ready && (await answers(lock.port, home, superuserPassword))) return lock.port;
    if (performance.now() > deadline) {
      throw failed(
        `PostgreSQL (process ${lock.pid}) runs on this data but lets nobody in`,
        await logTail(home),
      );
    }
    // It is starting, recovering or shutting down; each ends by itself.
    await delay(50);
  }
}

/** Whether a postmaster of this cluster lives, in whatever state. */
export async function isRunning(home: ClusterHome): Promise<boolean> {
  const lock = await readLockFile(home);
  return lock !== undefined && (await isPostmasterOf(lock.pid, home.cluster));
}

/** Starts the server on the port; gives whether it came up. The reason of a failure stands in the log. */
export async function startServer(
  home: ClusterHome,
  port: number,
  settings: ServerSettings,
): Promise<boolean> {
  await needRoom(home.folder, START_MB);
  const options = Object.entries({
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    password_encryption: 'scram-sha-256',
    shared_buffers: `${bufferMegabytes()}MB`,
    max_wal_size: `${LOG_MB}MB`,
    ...settings,
  });
  const args = ['-D', home.cluster, '-w', '-t', String(START_SECONDS), '-l', home.log];
  args.push('-o', options.map(([name, value]) => `-c ${name}=${value}`).join(' '), 'start');
  // The server keeps what it inherits: with a pipe of ours we would wait for its end.
  const child = spawn(home.binaries.pgCtl, args, { ...spawnOptions(home.account), stdio: 'ignore' });
  const [exitCode] = await once(child, 'exit');
  return exitCode === 0;
}

/**
 * A quarter of the memory that this process may use, from PostgreSQL's own 128 MB to 1 GB: the accounts of a large tenant
 * with their records do not fit into less, and are then read from the system for each page that is written.
 */
function bufferMegabytes(): number {
  const megabytes = Math.min(totalmem(), process.constrainedMemory() || totalmem()) / 2 ** 20;
  return Math.floor(Math.min(1_024, Math.max(128, megabytes / 4)));
}

/**
 * Stops the server: open transactions are rolled back, nothing committed is lost. Nothing happens when it does
 * not run; pg_ctl alone would signal whatever process has the id of a dead one now.
 */
export async function stopServer(home: ClusterHome): Promise<void> {
  for (const mode of ['fast', 'immediate']) {
    if (!(await isRunning(home))) return;
    const args = ['-D', home.cluster, '-m', mode, '-w', '-t', String(STOP_SECONDS), 'stop'];
    const outcome = await runAs(home.account, home.binaries.pgCtl, args);
    if (outcome.exitCode === 0) return;
  }
}

/** What the server said last, for an error. */
export async function logTail(home: ClusterHome): Promise<string> {
  const log = await readFile(home.log, 'utf8').catch(() => '');
  return log.trimEnd().split('\n').slice(-6).join('\n');
}

/** An error with what PostgreSQL itself said. */
export function failed(what: string, said: string): DatabaseError {
  return new DatabaseError({
    code: 'embedded_postgres_failed',
    message: `${what}: ${said.trim() === '' ? 'it said nothing' : said.trim()}`,
    remedy:
      'Remove the cause that PostgreSQL names and start again, or set DATABASE_URL to a PostgreSQL of yours.',
  });
}

interface LockFile {
  readonly pid: number;
  readonly port: number;
  readonly ready: boolean;
}

/** The lines of postmaster.pid: pid, data directory, start, port, socket, address, shared memory, status. */
async function readLockFile(home: ClusterHome): Promise<LockFile | undefined> {
  const text = await readFile(join(home.cluster, 'postmaster.pid'), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const lines = text.split('\n');
  const pid = Math.abs(Number.parseInt(lines[0] ?? '', 10));
  if (!Number.isInteger(pid) || pid === 0) return { pid: NO_PROCESS, port: 0, ready: false };
  return { pid, port: Number.parseInt(lines[3] ?? '', 10), ready: lines[7]?.trim() === 'ready' };
}

/**
 * Writes an impossible process id over a dead postmaster's. PostgreSQL looks only whether *some* process of
 * its account has that id and would refuse to start; the other lines stay, because by the shared memory they
 * name it still sees whether children of the dead one live.
 */
async function disown(home: ClusterHome, pid: number, onNotice: (notice: string) => void): Promise<void> {
  const file = join(home.cluster, 'postmaster.pid');
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined || pid === NO_PROCESS) return;
  const rest = text.indexOf('\n');
  await writeFile(file, `${NO_PROCESS}${rest === -1 ? '\n' : text.slice(rest)}`);
  onNotice(`The database was not shut down last time (its process ${pid} is gone); it recovers by itself.`);
}

async function answers(port: number, home: ClusterHome, password: string): Promise<boolean> {
  const client = new pg.Client({ host: '127.0.0.1', port, user: SUPERUSER, password, database: 'postgres' });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ folder: string }>(
      `select current_setting('data_directory') as folder`,
    );
    const [theirs, ours] = await Promise.all([stat(rows[0]?.folder ?? ''), stat(home.cluster)]);
    return theirs.ino === ours.ino && theirs.dev === ours.dev;
  } catch (error) {
    // 28P01: it runs on our data (the process was checked), but with another password than the kept one.
    if (error instanceof Error && 'code' in error && error.code === '28P01') throw passwordLost(home);
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function passwordLost(home: ClusterHome): DatabaseError {
  return new DatabaseError({
    code: 'embedded_postgres_password_lost',
    message: `The database in ${home.folder} does not take the password kept in the data directory.`,
    remedy:
      'Put the file postgres.superuser-password that was made with this database back, from your backup.',
  });
}

function otherVersion(home: ClusterHome, found: string, ours: string): DatabaseError {
  return new DatabaseError({
    code: 'embedded_postgres_other_version',
    message: `The database in ${home.cluster} is of PostgreSQL ${found}; this Handrail brings ${ours}.`,
    remedy:
      'Restore a backup into a new data directory, or start the Handrail that brought the other version.',
    facts: { found, ours },
  });
}
