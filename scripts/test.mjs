// `npm test [-- FILE…]`: screens built, then every test beside the code and those of the whole product, in one pool. Prints
// the runner's summary, and ends with 1 when one has failed.
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec as Spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
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

/** Runs files in the order given, so many at a time; answers whether all of them passed. */
async function runFiles(files, concurrency) {
  const events = run({
    files: files.map((file) => join(root, file)),
    cwd: root,
    concurrency,
    globalSetupPath: join(root, 'packages/database/src/test-global-setup.ts'),
    // Of a file, on a busy machine: a guard against what hangs.
    timeout: 900_000,
  });
  let isGood = true;
  events.on('test:fail', ({ todo, skip }) => {
    isGood &&= todo !== undefined || skip !== undefined;
  });
  for await (const text of events.compose(new Spec())) process.stdout.write(text);
  return isGood;
}

/** Files by pattern without the browser's where there is none; the journeys are one long chain, so they begin first. */
function listFiles(hasBrowser) {
  const [browser, others] = [true, false].map((is) =>
    globSync(WHOLE, { cwd: root })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => file.startsWith(BROWSER) === is)
      .toSorted(),
  );
  return [...(hasBrowser ? browser : []), ...others, ...globSync(UNIT, { cwd: root }).toSorted()];
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
