import { randomUUID } from 'node:crypto';
import { beatWorker } from '@handrail/database';
import type { Database } from '@handrail/database';
import type { Clock } from '@handrail/sync';

const EVERY_MS = 10_000;

/** Makes the sign of life of one worker: kept at most every ten seconds, however often it is given. */
export function createHeartbeat(database: Database, clock: Clock): () => Promise<void> {
  const id = randomUUID();
  const startedAt = clock.now();
  let lastMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const now = clock.now();
    if (Math.abs(now.getTime() - lastMs) < EVERY_MS) return;
    await database.platform().transaction((tx) => beatWorker(tx, { id, startedAt, now }));
    lastMs = now.getTime();
  };
}
