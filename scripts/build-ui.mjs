// Builds the screens when they are older than what they are made of.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = [
  'apps/web/src',
  'apps/web/public',
  'apps/web/index.html',
  'apps/web/vite.config.ts',
  'packages/client/src',
  'packages/contract/src',
  'packages/core/src',
  'package-lock.json',
];

/** Builds apps/web/dist unless it is newer than its sources. Ends the process with 1 when the build fails. */
export function buildUi() {
  const built = join(root, 'apps/web/dist/index.html');
  if (existsSync(built) && statSync(built).mtimeMs > Math.max(...SOURCES.map(newestChange))) return;
  process.stdout.write('Building the screens…\n');
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  const done = spawnSync(process.execPath, [vite, 'build', join(root, 'apps/web'), '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (done.status === 0) return;
  process.stderr.write('The screens could not be built (see above).\n');
  process.exit(1);
}

function newestChange(path) {
  const full = join(root, path);
  if (!existsSync(full)) return 0;
  const own = statSync(full);
  if (!own.isDirectory()) return own.mtimeMs;
  const within = readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.name.includes('.test.'))
    .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs);
  return Math.max(own.mtimeMs, ...within);
}
