// `npm start [-- --empty | --no-sandbox] [--transcripts FILE]`: screens built, sandboxes and server started, in a new
// data directory the demo made, then the address with a sign-in link. Ctrl-C and SIGTERM stop all in order.
// The only place that knows both the server and the sandboxes.
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { buildUi } from './build-ui.mjs';
import { makeDemo } from './make-demo.mjs';
import { startChild } from './start-child.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
// npm runs this in the repository's root; file names are meant from where its caller stands.
const callerDir = process.env.INIT_CWD ?? process.cwd();

const begun = performance.now();
const stopping = new AbortController();
const children = [];

const say = (text) => process.stdout.write(`${text}\n`);

function readOptions() {
  const { values } = parseArgs({
    options: {
      empty: { type: 'boolean', default: false },
      'no-sandbox': { type: 'boolean', default: false },
      transcripts: { type: 'string' },
    },
  });
  const port = Number(process.env.HANDRAIL_PORT || 7400);
  const sandboxPort = Number(process.env.HANDRAIL_SANDBOX_PORT || 7410);
  // Against the root, as the server, a worker and the command line read it.
  const dataDir = resolve(root, process.env.HANDRAIL_DATA_DIR || '.handrail');
  return { ...values, port, sandboxPort, dataDir, isSandboxed: !values['no-sandbox'] };
}

async function isTaken(port) {
  if (!Number.isInteger(port) || port === 0) return false;
  return new Promise((answer) => {
    const server = createServer();
    server.once('error', (error) => answer(error.code === 'EADDRINUSE'));
    server.listen(port, '127.0.0.1', () => server.close(() => answer(false)));
  });
}

async function refuseTakenPorts({ port, sandboxPort, isSandboxed }) {
  const wanted = [
    [port, 'HANDRAIL_PORT'],
    ...(isSandboxed
      ? [
          [sandboxPort, 'HANDRAIL_SANDBOX_PORT'],
          [sandboxPort + 1, 'HANDRAIL_SANDBOX_PORT'],
          [sandboxPort + 2, 'HANDRAIL_SANDBOX_PORT'],
        ]
      : []),
  ];
  const taken = [];
  for (const [one, setting] of wanted) if (await isTaken(one)) taken.push({ one, setting });
  if (taken.length === 0) return;
  const ports = taken.map(({ one }) => one).join(', ');
  const settings = [...new Set(taken.map(({ setting }) => setting))].join(' and ');
  throw new Error(
    `Taken by another program, maybe another Handrail: port ${ports}.\n` +
      `What to do: end that program, or set ${settings} to other ports.`,
  );
}

/** Whether the demo is wanted: decided once, in a new data directory, and kept until it is made. */
function demoFile({ dataDir, empty, isSandboxed }) {
  const file = join(dataDir, 'demo');
  const isNew = !existsSync(dataDir) || readdirSync(dataDir).length === 0;
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  if (isNew) {
    chmodSync(dataDir, 0o700);
    writeFileSync(file, empty || !isSandboxed ? 'none\n' : 'wanted\n');
  }
  return {
    isWanted: () => isSandboxed && existsSync(file) && readFileSync(file, 'utf8').trim() === 'wanted',
    markMade: () => writeFileSync(file, 'made\n'),
  };
}

/** For so many days after its making the sandbox's tenant changes by itself, a few dozen changes a day. */
const GROW_DAYS = 90;

async function startSandboxes({ dataDir, sandboxPort, transcripts }) {
  const child = startChild({
    name: 'sandbox',
    args: [
      join(root, 'apps/sandbox/src/main.ts'),
      '--port',
      String(sandboxPort),
      '--state',
      join(dataDir, 'sandbox.json'),
      '--grow-days',
      String(GROW_DAYS),
      ...(transcripts === undefined ? [] : ['--transcripts', resolve(callerDir, transcripts)]),
    ],
    env: process.env,
    cwd: root,
    logFile: join(dataDir, 'sandbox.log'),
  });
  children.push(child);
  const gainsightUrl = await child.waitForLine(/^Gainsight sandbox\s+(\S+)/);
  const gongUrl = await child.waitForLine(/^Gong sandbox\s+(\S+)/);
  const identityUrl = await child.waitForLine(/^OpenID provider\s+(\S+)/);
  return { gainsightUrl, gongUrl, identityUrl };
}

/** Leaves the sandboxes' origins in the data directory, for workers that are started beside this. */
function tellWorkers({ dataDir }, sandboxes) {
  const file = join(dataDir, 'sandbox-origins');
  rmSync(file, { force: true });
  if (sandboxes !== undefined) writeFileSync(file, `${Object.values(sandboxes).join('\n')}\n`);
}

async function startServer({ dataDir }, sandboxes) {
  const allowed = [process.env.HANDRAIL_ALLOW_ORIGINS, ...Object.values(sandboxes ?? {})];
  const child = startChild({
    name: 'server',
    // Room for what a page of records makes: docs/decisions/0064.
    args: ['--max-semi-space-size=32', join(root, 'apps/server/src/main.ts'), '--sign-in-link'],
    env: {
      ...process.env,
      HANDRAIL_DATA_DIR: dataDir,
      HANDRAIL_ALLOW_ORIGINS: allowed.filter((origin) => origin !== undefined && origin !== '').join(','),
    },
    cwd: root,
    logFile: join(dataDir, 'server.log'),
  });
  children.push(child);
  const said = await child.waitForLine(/^(Sign in .*: \S+#enter=\S+|Handrail waits for its secret key: .*)$/);
  return { said, address: /\S+#enter=\S+$/.exec(said)?.[0] ?? null };
}

async function main() {
  const options = readOptions();
  await refuseTakenPorts(options);
  const demo = demoFile(options);
  buildUi();
  const sandboxes = options.isSandboxed ? await startSandboxes(options) : undefined;
  tellWorkers(options, sandboxes);
  const { said, address } = await startServer(options, sandboxes);
  for (const child of children) void child.ended.then(() => endWith(child));
  if (address === null) {
    say(said);
    say(
      'The key that this database was used with is missing, so nothing runs. The page there says what to do.',
    );
    return;
  }
  if (sandboxes !== undefined && demo.isWanted()) {
    say('First start: making a demo workspace of a made-up company, Lumenta.');
    const { origin, token } = JSON.parse(readFileSync(join(options.dataDir, 'token'), 'utf8'));
    const step = (text) => say(`  ${text}`);
    const isMade = await makeDemo({ origin, token, ...sandboxes, say: step, signal: stopping.signal });
    demo.markMade();
    if (!isMade) say('  This workspace is in use already; it was left as it is.');
  }
  say('');
  say(
    `Handrail runs after ${((performance.now() - begun) / 1000).toFixed(1)} s; its data and log are in ${options.dataDir}`,
  );
  if (sandboxes !== undefined) {
    say(`See what arrives in the sandbox: ${sandboxes.gainsightUrl}/__sandbox`);
    say(`Its OpenID provider, for trying sign-in: ${sandboxes.identityUrl}`);
  }
  say(`Open, and sign in with this link (once, within 15 minutes): ${address}`);
}

/** A part that ends by itself takes the others along: half a product is worse than none. */
function endWith(child) {
  if (stopping.signal.aborted) return;
  process.stderr.write(`The ${child.name} ended unexpectedly. Its log is in the data directory.\n`);
  void stop(1);
}

async function stop(exitCode) {
  if (stopping.signal.aborted) return;
  stopping.abort();
  process.exitCode = exitCode;
  clearInterval(parentWatch);
  // The server before what it talks to.
  for (const child of children.toReversed()) await child.stop();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stop(0));
// A signal to npm ends npm and its shell, and reaches nobody else.
const parent = process.ppid;
const parentWatch = setInterval(() => {
  if (process.ppid !== parent) void stop(0);
}, 1_000);
parentWatch.unref();

try {
  await main();
} catch (error) {
  if (!stopping.signal.aborted) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    await stop(1);
  }
}
