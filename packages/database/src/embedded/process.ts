import { readFileSync } from 'node:fs';
import { readlink, readFile, realpath } from 'node:fs/promises';
import { runAs } from './run-as.ts';

/** Whether a process of that id lives, ours or someone else's. One that ended and was not collected does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !isZombie(pid);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/**
 * Whether that process is the postmaster of the cluster, and not a stranger that was given a dead one's id.
 * Linux says where a process works, and a postmaster works in its cluster; elsewhere the name must do.
 */
export async function isPostmasterOf(pid: number, clusterDir: string): Promise<boolean> {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
    return folder === (await realpath(clusterDir).catch(() => clusterDir));
  }
  if (process.platform === 'win32') return true;
  const listed = await runAs(undefined, 'ps', ['-p', String(pid), '-o', 'command=']);
  return listed.output.includes('postgres');
}

function isZombie(pid: number): boolean {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return line.slice(line.lastIndexOf(')') + 2).startsWith('Z');
  } catch {
    // No /proc here, or it ended just now: the signal said that it lives.
    return false;
  }
}

/** Names a process beyond its id, which may be given again: on Linux its start, in ticks since boot. */
export async function processMark(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  // Field 22, counted after the name, which stands in brackets and may hold blanks.
  const started = line.slice(line.lastIndexOf(')') + 2).split(' ')[19];
  return started === undefined ? String(pid) : `${pid} ${started}`;
}
