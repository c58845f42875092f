import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import {
  ensureCluster,
  failed,
  findRunning,
  isRunning,
  logTail,
  startServer,
  stopServer,
  SUPERUSER,
  type ServerSettings,
} from './embedded/cluster.ts';
import { DATABASE_NAME, ensureRoles, LOGIN_ROLE } from './embedded/cluster-roles.ts';
import { findClusterHome, type ClusterHome } from './embedded/home.ts';
import { keptPassword } from './embedded/password.ts';
import { findFreePort, isPortFree, rememberedPort, rememberPort } from './embedded/port.ts';
import { takeStartLock } from './embedded/start-lock.ts';
import { countUsers, joinUsers } from './embedded/users.ts';
import { watchServer } from './embedded/watch-server.ts';
import { DatabaseError } from './errors.ts';

/** What to start. */
export interface EmbeddedPostgresSettings {
  /** The data directory of Handrail; cluster, passwords and port are kept in it. Made when missing. */
  readonly dataDir: string;
  /** A fixed port of 127.0.0.1. Left out: a free one, kept in the data directory. */
  readonly port?: number;
  /** Told, in one sentence each, what a person should know: a database kept elsewhere, another port, a recovery. */
  readonly onNotice: (notice: string) => void;
  /** Where the cluster of a data directory goes that its account cannot reach; `/var/lib` when left out. */
  readonly shelter?: string;
  /** How often it is looked whether the server still runs, in milliseconds; 2,000 when left out. */
  readonly watchIntervalMs?: number;
  /** Further server settings; tests switch durability off. */
  readonly serverSettings?: ServerSettings;
}

/** The running database. */
export interface EmbeddedPostgres {
  /** Logs in as `handrail`: no superuser, owner of nothing. */
  readonly url: string;
  /** Logs in as the superuser of the cluster. For tests and repair; the product never uses it. */
  readonly superuserUrl: string;
  /** Whether it ran already: an orphan of a killed process, or another process of the same data directory. */
  readonly joined: boolean;
  /** Leaves; the last to leave stops the server. */
  stop(): Promise<void>;
}

/** How often another port is tried when one is taken between choice and start. */
const PORT_ATTEMPTS = 5;

/**
 * Starts the PostgreSQL that npm brought, or joins it where it runs. One start at a time per data directory;
 * a second writer is never begun. Conditions and what each does: docs/decisions/0002. Throws the
 * `embedded_postgres_…` codes.
 */
export async function startEmbeddedPostgres(settings: EmbeddedPostgresSettings): Promise<EmbeddedPostgres> {
  const dataDir = resolve(settings.dataDir);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const lockFile = join(dataDir, 'postgres.lock');
  const usersDir = join(dataDir, 'postgres.users');
  const lock = await takeStartLock(lockFile);
  try {
    const superuserPassword = await keptPassword(join(dataDir, 'postgres.superuser-password'));
    const loginPassword = await keptPassword(join(dataDir, 'postgres.password'));
    const home = await findClusterHome(dataDir, settings.shelter ?? '/var/lib', settings.onNotice);
    await ensureCluster(home, superuserPassword);
    const running = await findRunning(home, superuserPassword, settings.onNotice);
    const port = running ?? (await startOnSomePort(home, dataDir, settings));
    if (running === undefined) await findRunning(home, superuserPassword, settings.onNotice);
    await ensureRoles(port, superuserPassword, loginPassword);
    const user = await joinUsers(usersDir);
    const watch = watchServer({
      intervalMs: settings.watchIntervalMs ?? 2_000,
      isUp: () => isRunning(home),
      restart: () => restart(lockFile, home, port, superuserPassword, settings),
      onNotice: settings.onNotice,
    });
    let stopping: Promise<void> | undefined;
    return {
      url: `postgres://${LOGIN_ROLE}:${loginPassword}@127.0.0.1:${port}/${DATABASE_NAME}`,
      superuserUrl: `postgres://${SUPERUSER}:${superuserPassword}@127.0.0.1:${port}/postgres`,
      joined: running !== undefined,
      stop: () => (stopping ??= watch.stop().then(() => leave(lockFile, usersDir, home, user))),
    };
  } finally {
    await lock.release();
  }
}

async function startOnSomePort(
  home: ClusterHome,
  dataDir: string,
  settings: EmbeddedPostgresSettings,
): Promise<number> {
  const file = join(dataDir, 'postgres.port');
  const remembered = await rememberedPort(file);
  for (let attempt = 1; attempt <= PORT_ATTEMPTS; attempt += 1) {
    const wanted = settings.port ?? (attempt === 1 ? remembered : undefined);
    const free = wanted === undefined || (await isPortFree(wanted));
    if (!free && settings.port !== undefined) throw portTaken(settings.port);
    const port = wanted !== undefined && free ? wanted : await findFreePort();
    if (remembered !== undefined && port !== remembered && settings.port === undefined) {
      settings.onNotice(
        `Port ${remembered} is taken by another program; the database now listens on ${port}.`,
      );
    }
    if (await startServer(home, port, settings.serverSettings ?? {})) {
      await rememberPort(file, port);
      return port;
    }
    // A port that is still free was not the reason.
    if (await isPortFree(port)) break;
  }
  throw failed('PostgreSQL did not start', await logTail(home));
}

/** On its old port, which the addresses given out name. */
async function restart(
  lockFile: string,
  home: ClusterHome,
  port: number,
  superuserPassword: string,
  settings: EmbeddedPostgresSettings,
): Promise<void> {
  const lock = await takeStartLock(lockFile);
  try {
    // Another process of this data directory may have been faster.
    if ((await findRunning(home, superuserPassword, settings.onNotice)) !== undefined) return;
    if (!(await isPortFree(port))) throw portTaken(port);
    if (!(await startServer(home, port, settings.serverSettings ?? {}))) {
      throw failed('PostgreSQL did not start', await logTail(home));
    }
  } finally {
    await lock.release();
  }
}

async function leave(
  lockFile: string,
  usersDir: string,
  home: ClusterHome,
  user: { leave(): Promise<void> },
): Promise<void> {
  const lock = await takeStartLock(lockFile);
  try {
    await user.leave();
    if ((await countUsers(usersDir)) === 0) await stopServer(home);
  } finally {
    await lock.release();
  }
}

function portTaken(port: number): DatabaseError {
  return new DatabaseError({
    code: 'embedded_postgres_port_taken',
    message: `Port ${port} of 127.0.0.1, where the database should listen, is taken by another program.`,
    remedy: 'End that program, or leave the port out: then a free one is chosen and kept.',
    facts: { port },
  });
}
