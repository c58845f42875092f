import { execFile } from 'node:child_process';
import { stat } from 'node:fs/promises';
import { promisify } from 'node:util';
import { DatabaseError } from '../errors.ts';

/** The account PostgreSQL runs under; `undefined` is the account we run under ourselves. */
export interface RunAs {
  readonly uid: number;
  readonly gid: number;
}

/** What a program did. */
export interface Outcome {
  readonly exitCode: number;
  readonly output: string;
}

const execute = promisify(execFile);

/**
 * Chooses the account. PostgreSQL refuses to run as root, so root takes the owner of the cluster when there is
 * one, else `postgres`, else a new system account `handrail`, else `nobody`. Anyone else runs as themselves,
 * and only on a cluster of their own. Throws `embedded_postgres_not_ours` and `embedded_postgres_no_user`.
 */
export async function chooseRunAs(clusterDir: string): Promise<RunAs | undefined> {
  const me = process.getuid?.();
  if (me === undefined) return undefined;
  const owner = await stat(clusterDir).then(
    ({ uid, gid }) => ({ uid, gid }),
    () => undefined,
  );
  if (me !== 0) {
    if (owner !== undefined && owner.uid !== me) throw notOurs(clusterDir, owner.uid, me);
    return undefined;
  }
  if (owner !== undefined && owner.uid !== 0) return owner;
  const found =
    (await findAccount('postgres')) ??
    (await findAccount('handrail')) ??
    (await createAccount('handrail')) ??
    (await findAccount('nobody'));
  if (found === undefined) throw noUser();
  return found;
}

/** Runs a program as the account and waits for its end; never rejects for its exit code. */
export async function runAs(
  account: RunAs | undefined,
  program: string,
  args: readonly string[],
): Promise<Outcome> {
  try {
    const { stdout, stderr } = await execute(program, [...args], spawnOptions(account));
    return { exitCode: 0, output: stdout + stderr };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const exitCode = 'code' in error && typeof error.code === 'number' ? error.code : -1;
    const said = 'stderr' in error && typeof error.stderr === 'string' ? error.stderr : '';
    return { exitCode, output: said === '' ? error.message : said };
  }
}

/** Whether the account can walk to the folder and list it. */
export async function canReach(account: RunAs | undefined, folder: string): Promise<boolean> {
  if (account === undefined) return true;
  const outcome = await runAs(account, '/bin/sh', ['-c', 'test -r "$0" && test -x "$0"', folder]);
  return outcome.exitCode === 0;
}

/** An environment without surprises: no PGDATA or PGPORT of someone else, messages in English for the log. */
export function spawnOptions(account: RunAs | undefined): {
  uid?: number;
  gid?: number;
  cwd?: string;
  env?: Record<string, string>;
} {
  if (process.platform === 'win32') return {};
  const env = { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' };
  return account === undefined ? { env, cwd: '/' } : { env, cwd: '/', uid: account.uid, gid: account.gid };
}

async function findAccount(name: string): Promise<RunAs | undefined> {
  const uid = await runAs(undefined, 'id', ['-u', name]);
  const gid = await runAs(undefined, 'id', ['-g', name]);
  if (uid.exitCode !== 0 || gid.exitCode !== 0) return undefined;
  return { uid: Number(uid.output.trim()), gid: Number(gid.output.trim()) };
}

async function createAccount(name: string): Promise<RunAs | undefined> {
  const shell = '/usr/sbin/nologin';
  const made = await runAs(undefined, 'useradd', ['--system', '--user-group', '--shell', shell, name]);
  if (made.exitCode !== 0) await runAs(undefined, 'adduser', ['-S', '-D', '-H', '-s', '/sbin/nologin', name]);
  return findAccount(name);
}

function notOurs(clusterDir: string, uid: number, me: number): DatabaseError {
  return new DatabaseError({
    code: 'embedded_postgres_not_ours',
    message: `The database in ${clusterDir} belongs to user id ${uid}, and we run as ${me}.`,
    remedy: 'Start Handrail as the user who first started it, or choose another HANDRAIL_DATA_DIR.',
    facts: { uid, me },
  });
}

function noUser(): DatabaseError {
  return new DatabaseError({
    code: 'embedded_postgres_no_user',
    message: 'PostgreSQL refuses to run as root, and no other account was found or could be made.',
    remedy: 'Make one (useradd --system handrail), start Handrail as an ordinary user, or set DATABASE_URL.',
  });
}
