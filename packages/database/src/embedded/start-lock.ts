import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { randomUUID } from 'node:crypto';
import { DatabaseError } from '../errors.ts';
import { isAlive } from './process.ts';

/** How often the holder shows that it lives, and how long a silent one is believed. */
const BEAT_MS = 500;
const SILENT_MS = 5_000;
/** A first start takes a second or two, a recovery minutes; nobody waits longer than this. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Takes the lock file that lets one process at a time start, join or stop the cluster. A holder that died, or
 * has given no sign for five seconds by *our* monotonic clock, has lost it. Not the last line of defence:
 * PostgreSQL's own lock on the data directory is. Throws `embedded_postgres_busy`.
 */
export async function takeStartLock(file: string): Promise<{ release(): Promise<void> }> {
  const token = `${process.pid} ${randomUUID()}`;
  const begun = performance.now();
  let seen = { content: '', mtimeMs: 0, since: begun };
  while (!(await create(file, token))) {
    const now = performance.now();
    const content = await readFile(file, 'utf8').catch(() => '');
    const mtimeMs = await stat(file).then(
      (found) => found.mtimeMs,
      () => 0,
    );
    if (content !== seen.content || mtimeMs !== seen.mtimeMs) seen = { content, mtimeMs, since: now };
    const holder = Number.parseInt(content, 10);
    const dead = Number.isInteger(holder) && holder !== process.pid && !isAlive(holder);
    if (dead || now - seen.since > SILENT_MS) await remove(file, content);
    else if (now - begun > PATIENCE_MS) throw busy(file, holder);
    else await delay(20);
  }
  const beat = setInterval(() => void utimes(file, new Date(), new Date()).catch(() => undefined), BEAT_MS);
  return {
    release: async () => {
      clearInterval(beat);
      await remove(file, token);
    },
  };
}

async function create(file: string, token: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(token);
    await handle.close();
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
}

/** Removes the lock of that content only: it is moved aside first, so two who clear a dead one do not clear a new one. */
async function remove(file: string, content: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    if ((await readFile(file, 'utf8')) !== content) return;
    await rename(file, aside);
  } catch {
    // Another waiter removed it first.
    return;
  }
  await rm(aside, { force: true });
}

function busy(file: string, holder: number): DatabaseError {
  return new DatabaseError({
    code: 'embedded_postgres_busy',
    message: `Another process (${holder}) has been starting the database for a quarter of an hour.`,
    remedy: `Look at that process; if it hangs, end it. If there is none, delete ${file}.`,
    facts: { holder },
  });
}
