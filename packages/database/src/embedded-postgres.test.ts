import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  cp,
  lstat,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  utimes,
  writeFile,
} from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import pg from 'pg';
import { copyBinaries, findBinaries, findCopy, linkLibraries } from './embedded/binaries.ts';
import { runAs } from './embedded/run-as.ts';
import { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';

// One cluster goes through all that can happen to it: each test leaves it stopped. The blanks are on purpose.
const base = await mkdtemp(join(tmpdir(), 'handrail embedded '));
// mkdtemp closes it, and PostgreSQL runs as another account when we are root.
await chmod(base, 0o755);
const dataDir = join(base, 'data dir');
const isRoot = process.getuid?.() === 0;
const notices: string[] = [];

after(() => rm(base, { recursive: true, force: true }));

function start(folder = dataDir, port?: number, watchIntervalMs = 3_600_000): Promise<EmbeddedPostgres> {
  notices.length = 0;
  return startEmbeddedPostgres({
    dataDir: folder,
    shelter: join(base, 'shelter'),
    onNotice: (notice) => notices.push(notice),
    serverSettings: { fsync: 'off' },
    watchIntervalMs,
    ...(port === undefined ? {} : { port }),
  });
}

async function ask<Row extends pg.QueryResultRow>(url: string, statement: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterPid(): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8'), 10);
}

async function ended(pid: number): Promise<void> {
  for (;;) {
    const state = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') X');
    if (/\) [XZ]/.test(state)) return;
    await nextTurn();
  }
}

/** Kills the server and its children as a power cut would. */
async function killServer(): Promise<number> {
  const pid = await postmasterPid();
  process.kill(pid, 'SIGKILL');
  await ended(pid);
  return pid;
}

test('two first starts at once make one cluster: one starts it, the other joins', async () => {
  const [one, two] = await Promise.all([start(), start()]);
  assert.deepEqual([one.joined, two.joined].toSorted(), [false, true]);
  assert.equal(one.url, two.url);
  await one.stop();
  assert.equal((await ask(two.url, 'select 1 as one')).length, 1);
  await two.stop();
  await assert.rejects(ask(two.url, 'select 1'), { code: 'ECONNREFUSED' });
});

test('the address logs in by password as a role without rights, and passwords lie in files of mode 0600', async () => {
  const postgres = await start();
  const [role] = await ask<{ rolsuper: boolean; rolbypassrls: boolean; rolinherit: boolean }>(
    postgres.url,
    'select rolsuper, rolbypassrls, rolinherit from pg_roles where rolname = session_user',
  );
  assert.deepEqual(role, { rolsuper: false, rolbypassrls: false, rolinherit: false });
  const address = new URL(postgres.url);
  address.password = 'wrong';
  await assert.rejects(ask(address.href, 'select 1'), { code: '28P01' });
  for (const file of ['postgres.password', 'postgres.superuser-password']) {
    assert.equal((await stat(join(dataDir, file))).mode & 0o777, 0o600);
  }
  await postgres.stop();
});

test('a start after SIGKILL of the process that started it joins the orphan, and stops it at its end', async () => {
  const code = `
    const { startEmbeddedPostgres } = await import(${JSON.stringify(new URL('./embedded-postgres.ts', import.meta.url).href)});
    await startEmbeddedPostgres({ dataDir: ${JSON.stringify(dataDir)}, onNotice: () => undefined });
    process.stdout.write('up');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await Promise.race([once(child.stdout, 'data'), once(child, 'exit')]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const pid = await postmasterPid();
  const postgres = await start();
  assert.equal(postgres.joined, true);
  await postgres.stop();
  await ended(pid);
});

test('a start after SIGKILL of PostgreSQL recovers what was committed', async () => {
  const first = await start();
  await ask(first.superuserUrl, 'create table kept as select 7 as seven');
  await killServer();
  const second = await start();
  assert.equal(second.joined, false);
  assert.deepEqual(await ask(second.superuserUrl, 'select seven from kept'), [{ seven: 7 }]);
  await first.stop();
  await second.stop();
});

test('a server that ends by itself is started again on its port while Handrail runs', async () => {
  const postgres = await start(dataDir, undefined, 20);
  const pid = await killServer();
  while (!notices.includes('The database had stopped by itself; it was started again.')) await nextTurn();
  assert.equal((await ask(postgres.url, 'select 1 as one')).length, 1);
  assert.notEqual(await postmasterPid(), pid);
  await postgres.stop();
  await assert.rejects(ask(postgres.url, 'select 1'), { code: 'ECONNREFUSED' });
});

test('a stale lock file whose process id a stranger of the same account has now does not stop a start', async () => {
  const first = await start();
  assert.equal(first.joined, false);
  const pid = await killServer();
  const owner = await stat(join(dataDir, 'postgres/cluster'));
  const stranger = spawn('sleep', ['60'], {
    cwd: '/',
    ...(isRoot ? { uid: owner.uid, gid: owner.gid } : {}),
  });
  await once(stranger, 'spawn');
  const file = join(dataDir, 'postgres/cluster/postmaster.pid');
  await writeFile(file, (await readFile(file, 'utf8')).replace(String(pid), String(stranger.pid)));
  await first.stop();
  const second = await start();
  await second.stop();
  assert.equal(second.joined, false);
  // Another program may have taken the port meanwhile, which is told as well.
  const told = notices.filter((notice) => !/^Port \d+ is taken by another program/.test(notice));
  assert.equal(told.length, 1, notices.join('\n'));
  assert.match(told.join(''), /^The database was not shut down last time/);
  assert.deepEqual([stranger.exitCode, stranger.signalCode], [null, null]);
  stranger.kill();
});

test('a taken port is left to its program: another is chosen, told and kept', async () => {
  const before = await readFile(join(dataDir, 'postgres.port'), 'utf8');
  const other = createServer().listen(Number(before), '127.0.0.1');
  await once(other, 'listening');
  const postgres = await start();
  assert.equal(notices.length, 1);
  const now = await readFile(join(dataDir, 'postgres.port'), 'utf8');
  assert.notEqual(now, before);
  assert.equal(new URL(postgres.url).port, now.trim());
  await postgres.stop();
  await assert.rejects(start(dataDir, Number(before)), { code: 'embedded_postgres_port_taken' });
  other.close();
});

test('files from the future, as after a clock set back, do not hold up a start', async () => {
  const first = await start();
  await killServer();
  const future = new Date(Date.now() + 400 * 24 * 3_600_000);
  const cluster = join(dataDir, 'postgres/cluster');
  const file = join(cluster, 'postmaster.pid');
  const lines = (await readFile(file, 'utf8')).split('\n');
  lines[2] = String(Math.floor(future.getTime() / 1000));
  await writeFile(file, lines.join('\n'));
  // The lock of a starter that died, from the future as well.
  await writeFile(join(dataDir, 'postgres.lock'), '1999999999 left behind');
  for (const path of [file, join(dataDir, 'postgres.lock'), join(cluster, 'global/pg_control')]) {
    await utimes(path, future, future);
  }
  const second = await start();
  assert.deepEqual(await ask(second.superuserUrl, 'select seven from kept'), [{ seven: 7 }]);
  await second.stop();
  await first.stop();
});

test('a half-made cluster of a start that was cut short is made anew', async () => {
  const folder = join(base, 'cut short');
  await mkdir(join(folder, 'postgres/cluster.partial'), { recursive: true });
  await writeFile(join(folder, 'postgres/cluster.partial/PG_VERSION'), '18\n');
  const postgres = await start(folder);
  assert.equal((await ask(postgres.url, 'select 1 as one')).length, 1);
  await postgres.stop();
  assert.deepEqual((await readdir(join(folder, 'postgres'))).toSorted(), ['cluster', 'server.log']);
});

test('a cluster of another PostgreSQL is left alone', async () => {
  const folder = join(base, 'older');
  await mkdir(join(folder, 'postgres/cluster'), { recursive: true });
  await writeFile(join(folder, 'postgres/cluster/PG_VERSION'), '15\n');
  await assert.rejects(start(folder), { code: 'embedded_postgres_other_version' });
});

test('lost passwords of a running cluster are named as such', async () => {
  const postgres = await start();
  const kept = await readFile(join(dataDir, 'postgres.superuser-password'), 'utf8');
  await rm(join(dataDir, 'postgres.superuser-password'));
  await assert.rejects(start(), { code: 'embedded_postgres_password_lost' });
  await writeFile(join(dataDir, 'postgres.superuser-password'), kept, { mode: 0o600 });
  await postgres.stop();
});

test('the libraries are linked when the install script of the package did not run', async () => {
  const binaries = await findBinaries();
  const root = join(base, 'package', 'native');
  await cp(binaries.root, root, { recursive: true, verbatimSymlinks: true });
  const links = await Promise.all(
    (await readdir(join(root, 'lib'))).map(async (name) => {
      const link = join(root, 'lib', name);
      return (await lstat(link)).isSymbolicLink() ? link : undefined;
    }),
  );
  const made = links.filter((link) => link !== undefined);
  for (const link of made) await rm(link);
  assert.equal(await linkLibraries({ ...binaries, root }), true);
  for (const link of made) assert.ok((await stat(link)).isFile());
});

test('a copy of the programs runs for the account it was made for', async () => {
  const folder = join(base, 'copies');
  await mkdir(folder);
  const binaries = await findBinaries();
  assert.equal(await findCopy(binaries, folder), undefined);
  const owner = await stat(join(dataDir, 'postgres/cluster'));
  const copy = await copyBinaries(binaries, folder, owner);
  assert.deepEqual(await findCopy(binaries, folder), copy);
  const outcome = await runAs(isRoot ? owner : undefined, copy.initdb, ['--version']);
  assert.equal(outcome.exitCode, 0);
});

test(
  'a database that its account cannot reach any more is not replaced by an empty one',
  { skip: !isRoot },
  async () => {
    const closed = join(base, 'closed later');
    await mkdir(join(closed, 'data', 'postgres', 'cluster'), { recursive: true });
    await chmod(closed, 0o700);
    await assert.rejects(start(join(closed, 'data')), { code: 'embedded_postgres_out_of_reach' });
  },
);

test(
  'below a home of mode 0700 root keeps the cluster in the shelter and says so',
  { skip: !isRoot },
  async () => {
    const closed = join(base, 'closed home');
    await mkdir(closed, { mode: 0o700 });
    const folder = join(closed, 'data');
    const first = await start(folder);
    assert.equal(notices.length, 1);
    const moved = (await readFile(join(folder, 'postgres.location'), 'utf8')).trim();
    assert.ok(moved.startsWith(join(base, 'shelter')));
    assert.notEqual((await stat(join(moved, 'cluster'))).uid, 0);
    await first.stop();
    const second = await start(folder);
    assert.deepEqual(notices, []);
    await second.stop();
  },
);

test('a full disk is named with what is free and what is needed', { skip: !isRoot }, async (context) => {
  const small = join(base, 'small disk');
  await mkdir(small);
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=90m,mode=755', 'tmpfs', small], { stdio: 'ignore' });
  } catch {
    context.skip('cannot mount here');
    return;
  }
  try {
    await assert.rejects(start(join(small, 'data')), { code: 'embedded_postgres_disk_full' });
  } finally {
    execFileSync('umount', [small]);
  }
});
