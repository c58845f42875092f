import { setTimeout as pause } from 'node:timers/promises';
import type { WorkspaceTransaction } from '../transaction.ts';

const LOOK_EVERY_MS = 5;

/** Resolves once another transaction waits for a lock that this one holds. */
export async function untilAwaited(tx: WorkspaceTransaction): Promise<void> {
  for (;;) {
    const waiting = await tx.query(
      'select 1 from pg_locks where not granted and pg_backend_pid() = any(pg_blocking_pids(pid))',
    );
    if (waiting.length > 0) return;
    await pause(LOOK_EVERY_MS);
  }
}
