import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { isAlive, processMark } from './process.ts';

/** Notes that this process uses the cluster; gives what to call when it does not any more. */
export async function joinUsers(folder: string): Promise<{ leave(): Promise<void> }> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, `${process.pid}-${randomUUID()}`);
  await writeFile(file, await processMark(process.pid), { mode: 0o600 });
  return { leave: () => rm(file, { force: true }) };
}

/** How many living users the cluster has; the notes of dead ones are cleared. */
export async function countUsers(folder: string): Promise<number> {
  let living = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const file = join(folder, name);
    const mark = await readFile(file, 'utf8').catch(() => '');
    const pid = Number.parseInt(name, 10);
    if (isAlive(pid) && (await processMark(pid)) === mark) living += 1;
    else await rm(file, { force: true });
  }
  return living;
}
