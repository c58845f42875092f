import { statfs } from 'node:fs/promises';
import { DatabaseError } from '../errors.ts';

const MEGABYTE = 1_048_576;

/** Room that a first start needs (a new cluster takes 40 MB, its write-ahead log grows), and any start. */
export const FIRST_START_MB = 128;
export const START_MB = 24;

/** Refuses to go on with too little room: throws `embedded_postgres_disk_full`. */
export async function needRoom(folder: string, neededMb: number): Promise<void> {
  const free = await freeMb(folder);
  if (free === undefined || free >= neededMb) return;
  throw new DatabaseError({
    code: 'embedded_postgres_disk_full',
    message: `The disk that holds ${folder} has ${free} MB left; the database needs ${neededMb} MB to start.`,
    remedy: 'Make room there, or move the data directory to a larger disk, and start again. Nothing is lost.',
    facts: { freeMb: free, neededMb },
  });
}

async function freeMb(folder: string): Promise<number | undefined> {
  const found = await statfs(folder).catch(() => undefined);
  return found === undefined ? undefined : Math.floor((found.bavail * found.bsize) / MEGABYTE);
}
