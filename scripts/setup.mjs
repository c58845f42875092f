// Installs what the lockfile names when it differs from what is installed, and nothing otherwise.
// Plain JavaScript, because the machine's own Node (20 or later) runs it; everything after it runs
// on the Node 24 that the lockfile brings.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const stampFile = join(root, 'node_modules', '.handrail-install');
const lockHash = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

if (!existsSync(stampFile) || readFileSync(stampFile, 'utf8') !== lockHash) {
  process.stderr.write('Installing dependencies (once)…\n');
  const npm = process.env.npm_execpath;
  const [command, args] = npm ? [process.execPath, [npm]] : ['npm', []];
  const done = spawnSync(command, [...args, 'ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: npm === undefined && process.platform === 'win32',
  });
  if (done.status !== 0) {
    process.stderr.write(
      'Installing failed: `npm ci` did not succeed (see above). Is the package registry reachable?\n',
    );
    process.exit(1);
  }
  writeFileSync(stampFile, lockHash);
}

const node = join(root, 'node_modules', '.bin', process.platform === 'win32' ? 'node.cmd' : 'node');
if (!existsSync(node) && Number(process.versions.node.split('.')[0]) < 24) {
  process.stderr.write(
    `Handrail runs on Node 24. No package of it exists for ${process.platform}-${process.arch}, and this is Node ` +
      `${process.versions.node}: install Node 24 and run the command again.\n`,
  );
  process.exit(1);
}
