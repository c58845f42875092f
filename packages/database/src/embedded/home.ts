import { createHash } from 'node:crypto';
import { chmod, chown, mkdir, readFile, realpath, rmdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyBinaries, findBinaries, findCopy, linkLibraries, type Binaries } from './binaries.ts';
import { DatabaseError } from '../errors.ts';
import { canReach, chooseRunAs, runAs, type RunAs } from './run-as.ts';

/** Where the cluster of a data directory lives, and what runs it as whom. */
export interface ClusterHome {
  readonly binaries: Binaries;
  readonly account: RunAs | undefined;
  /** Holds `cluster` and `server.log`; owned by the account. */
  readonly folder: string;
  readonly cluster: string;
  readonly log: string;
}

/**
 * Finds or makes the home. As root the account must be able to walk to the programs and to the cluster; where
 * it cannot (a checkout or data directory below a home of mode 0700) both go to `/var/lib/handrail-<hash>`,
 * `postgres.location` in the data directory remembers it, and a notice says so.
 */
export async function findClusterHome(
  dataDir: string,
  shelter: string,
  onNotice: (notice: string) => void,
): Promise<ClusterHome> {
  const remembered = await readFile(join(dataDir, 'postgres.location'), 'utf8').catch(() => undefined);
  const beside = join(dataDir, 'postgres');
  let folder = remembered?.trim() ?? beside;
  const account = await chooseRunAs(join(folder, 'cluster'));
  if (account === undefined) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
  } else if (folder === beside) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chown(folder, account.uid, account.gid);
    // The data directory itself may be walked through; what lies in it has modes of its own.
    if (!(await canReach(account, folder))) await chmod(dataDir, 0o711);
    if (!(await canReach(account, folder))) {
      // A database that was reachable once must not be replaced by an empty one elsewhere.
      await rmdir(folder).catch(() => {
        throw outOfReach(folder, 'any other place without leaving that database behind');
      });
      folder = await moveOut(dataDir, shelter, account, onNotice);
    }
  }
  return {
    binaries: await reachableBinaries(account, folder, shelter, dataDir, onNotice),
    account,
    folder,
    cluster: join(folder, 'cluster'),
    log: join(folder, 'server.log'),
  };
}

async function moveOut(
  dataDir: string,
  shelter: string,
  account: RunAs,
  onNotice: (notice: string) => void,
): Promise<string> {
  const folder = await shelterFor(dataDir, shelter);
  await mkdir(folder, { recursive: true, mode: 0o755 });
  await chown(folder, account.uid, account.gid);
  if (!(await canReach(account, folder))) throw outOfReach(dataDir, folder);
  await writeFile(join(dataDir, 'postgres.location'), `${folder}\n`, { mode: 0o600 });
  onNotice(
    `The account that runs PostgreSQL cannot reach ${dataDir}; the database is kept in ${folder} instead. ` +
      'Back up and remove both together.',
  );
  return folder;
}

function outOfReach(dataDir: string, elsewhere: string): DatabaseError {
  return new DatabaseError({
    code: 'embedded_postgres_out_of_reach',
    message: `The account that runs PostgreSQL can reach neither ${dataDir} nor ${elsewhere}.`,
    remedy:
      'Choose a HANDRAIL_DATA_DIR that every account can walk to, or start Handrail as an ordinary user.',
  });
}

async function shelterFor(dataDir: string, shelter: string): Promise<string> {
  const hash = createHash('sha256')
    .update(await realpath(dataDir))
    .digest('hex')
    .slice(0, 12);
  return join(shelter, `handrail-${hash}`);
}

async function reachableBinaries(
  account: RunAs | undefined,
  folder: string,
  shelter: string,
  dataDir: string,
  onNotice: (notice: string) => void,
): Promise<Binaries> {
  const found = await findBinaries();
  const linked = await linkLibraries(found);
  if (linked && (await runs(account, found))) return found;
  // Copied beside the cluster when that can be reached, which moveOut has seen to for the other case.
  const home = (await canReach(account, folder)) ? folder : await shelterFor(dataDir, shelter);
  const before = await findCopy(found, home);
  if (before !== undefined) return before;
  const copy = await copyBinaries(found, home, account);
  onNotice(
    `The account that runs PostgreSQL cannot use ${found.root}; a copy in ${copy.root} is used instead.`,
  );
  return copy;
}

async function runs(account: RunAs | undefined, binaries: Binaries): Promise<boolean> {
  const outcome = await runAs(account, binaries.initdb, ['--version']);
  return outcome.exitCode === 0;
}
