// `npm test [-- FILE…]`: screens built, then every test beside the code, then those of the whole product. Prints the
// runner's summary after each part, and ends with 1 when one has failed.
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
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
const UNITS_AT_ONCE = Math.max(2, availableParallelism()) + 1;
/** Each of these starts the whole product, by itself or in lanes of its own. */
const WHOLES_AT_ONCE = 2;

/** Runs files, so many at a time. */
function run(files, concurrency) {
  if (files.length === 0) return true;
  const done = spawnSync(
    process.execPath,
    [
      '--test',
      `--test-concurrency=${concurrency}`,
      `--test-global-setup=${join(root, 'packages/database/src/test-global-setup.ts')}`,
      '--test-timeout=600000',
      ...files,
    ],
    { cwd: root, stdio: 'inherit' },
  );
  return done.status === 0;
}

shareCompileCache();
buildUi();
const asked = process.argv.slice(2);
if (asked.length > 0) process.exit(run(asked, 1) ? 0 : 1);

const chromium = findChromium();
const whole = globSync(WHOLE, { cwd: root }).toSorted();
const isUnitGood = run(globSync(UNIT, { cwd: root }).toSorted(), UNITS_AT_ONCE);
const isWholeGood = run(
  whole.filter((file) => chromium !== undefined || !file.replaceAll('\\', '/').startsWith(BROWSER)),
  WHOLES_AT_ONCE,
);
if (chromium === undefined) {
  process.stderr.write(
    'The browser tests did not run: there is no Chromium on this machine. Install one and run this again:\n' +
      '  apt-get update && apt-get install -y chromium\n',
  );
}
process.exitCode = isUnitGood && isWholeGood && chromium !== undefined ? 0 : 1;
