// `npm test [-- FILE…]`: screens built, then every test beside the code and those of the whole product, in one pool. Prints
// the runner's summary, and ends with 1 when one has failed.
import { globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec as Spec } from 'node:test/reporters';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { inspect } from 'node:util';
import { shareCompileCache } from './compile-cache.mjs';
import { buildUi } from './build-ui.mjs';
import { findChromium } from './find-chromium.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const UNIT = ['packages/*/src/**/*.test.ts', 'apps/*/src/**/*.test.ts'];
const WHOLE = ['e2e/**/*.test.ts', 'bench/**/*.test.ts'];
/** The tests that drive a browser. */
const BROWSER = 'e2e/journeys/';

/** Files at a time: a test often waits for a process or the database, so that one more than the cores keeps them busy. */
const AT_ONCE = Math.max(2, availableParallelism()) + 1;

/** Where the files that gather others are written. */
const SHARED = join(root, 'node_modules/.cache/handrail-tests');
/** The files of the whole product take longer each. */
const [UNITS_A_PROCESS, WHOLE_A_PROCESS] = [12, 5];
/** Places of the whole product whose files are like those beside the code; the others start processes, or take long. */
const SHARING = /^e2e\/(copy|house|loop|signals|writeback)\//;
/** What a file that shares its process, and each test of it, may take on a busy machine. */
const FILE_MS = 600_000;
const NEEDS_ITS_PROCESS = /performance\.now\(|\bstream\.write = /;

/** Keys by which the tests come in at the sandboxes: what the suite prints must hold none of them, plain or in Base64. */
const SECRETS = [
  'sandbox-access-key',
  'sandbox-gong-key',
  'sandbox-gong-secret',
  'sandbox-oidc-secret',
].flatMap((secret) => [
  secret,
  Buffer.from(secret)
    .toString('base64')
    .replace(/..?=*$/, ''),
]);
const MOST_CHARACTERS = Math.max(...SECRETS.map(({ length }) => length));

/** Looks for secrets in what is said piece by piece; `found` says which were there. */
function watchForSecrets() {
  const found = new Set();
  let end = '';
  return {
    found,
    hear(text) {
      const heard = end + text;
      for (const secret of SECRETS) if (heard.includes(secret)) found.add(secret);
      end = heard.slice(1 - MOST_CHARACTERS);
    },
  };
}

/**
 * Files of one app or package, so many in one process: to load the product again for each takes most of a second. Each
 * is a test that loads it, so that its own tests and hooks are within that one, and it is over before the next begins.
 * Those that measure time or hear what their process prints stay alone.
 */
function shareProcesses(files, filesAProcess) {
  const isAlone = (file) => NEEDS_ITS_PROCESS.test(readFileSync(join(root, file), 'utf8'));
  const [alone, together] = [true, false].map((is) => files.filter((file) => isAlone(file) === is));
  const byPlace = Object.groupBy(together, (file) => file.split('/').slice(0, 2).join('-'));
  const shared = Object.entries(byPlace).flatMap(([place, ofPlace]) => {
    const processes = Math.ceil(ofPlace.length / filesAProcess);
    return Array.from({ length: processes }, (_, nth) => {
      const path = join(SHARED, `${place}-${nth}.test.mjs`);
      const own = ofPlace.filter((_file, at) => at % processes === nth);
      const tests = own.map(
        (file) =>
          `test('${file}', { timeout: ${FILE_MS} }, () => import('${pathToFileURL(join(root, file)).href}'));\n`,
      );
      writeFileSync(path, `import { test } from 'node:test';\n${tests.join('')}`);
      return path;
    });
  });
  return [...shared, ...alone];
}

// What a refusal names stands deep in its error: a failure that comes once in a hundred runs must tell it at once.
inspect.defaultOptions.depth = 6;

/** Runs files in the order given, so many at a time; answers whether all of them passed and none printed a secret. */
async function runFiles(files, concurrency) {
  const events = run({
    files: files.map((file) => resolve(root, file)),
    cwd: root,
    concurrency,
    execArgv: ['--import', new URL('light-test-context.mjs', import.meta.url).href],
    globalSetupPath: join(root, 'packages/database/src/test-global-setup.ts'),
    // Of a test, on a busy machine: a guard against what hangs.
    timeout: 300_000,
  });
  let isGood = true;
  events.on('test:fail', ({ todo, skip }) => {
    isGood &&= todo !== undefined || skip !== undefined;
  });
  const secrets = watchForSecrets();
  for await (const text of events.compose(new Spec())) {
    process.stdout.write(text);
    secrets.hear(text);
  }
  if (secrets.found.size > 0)
    process.stderr.write(`What the tests printed holds secrets: ${[...secrets.found].join(', ')}\n`);
  return isGood && secrets.found.size === 0;
}

/** Files by pattern without the browser's where there is none; the journeys are one long chain, so they begin first. */
function listFiles(hasBrowser) {
  const [browser, others] = [true, false].map((is) =>
    globSync(WHOLE, { cwd: root })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.startsWith(BROWSER) === is)
      .toSorted(),
  );
  const [together, alone] = [true, false].map((is) => others.filter((file) => SHARING.test(file) === is));
  rmSync(SHARED, { recursive: true, force: true });
  mkdirSync(SHARED, { recursive: true });
  return [
    ...(hasBrowser ? browser : []),
    ...alone,
    ...shareProcesses(together, WHOLE_A_PROCESS),
    ...shareProcesses(globSync(UNIT, { cwd: root }).toSorted(), UNITS_A_PROCESS),
  ];
}

shareCompileCache();
buildUi();
const asked = process.argv.slice(2);
if (asked.length > 0) process.exit((await runFiles(asked, 1)) ? 0 : 1);

const hasBrowser = findChromium() !== undefined;
const isGood = await runFiles(listFiles(hasBrowser), AT_ONCE);
if (!hasBrowser) {
  process.stderr.write(
    'The browser tests did not run: there is no Chromium on this machine. Install one and run this again:\n' +
      '  apt-get update && apt-get install -y chromium\n',
  );
}
process.exitCode = isGood && hasBrowser ? 0 : 1;
