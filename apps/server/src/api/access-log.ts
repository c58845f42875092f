import { toError } from '@handrail/core';
import type { WorkspaceId } from '@handrail/core';
import { appendAccess } from '@handrail/database';
import type { Database, NewAccess } from '@handrail/database';
import type { Log } from '../log.ts';
import { traceOf } from '../log.ts';

/** Looks at content are stored together after this time at the latest. */
const FLUSH_MS = 1_000;

/** Keeps who looked at what, without making the look wait for it. */
export interface AccessLog {
  add(workspaceId: WorkspaceId, entry: NewAccess): void;
  /** Stores what waits; a failure goes to the log, because no look may fail for it. */
  flush(): Promise<void>;
}

/** Makes the access log; flush it before the database closes. */
export function createAccessLog(database: Database, log: Log): AccessLog {
  let waiting = new Map<WorkspaceId, NewAccess[]>();
  let timer: NodeJS.Timeout | null = null;
  const store = async () => {
    const taken = waiting;
    waiting = new Map();
    for (const [workspaceId, entries] of taken) {
      await database.workspace(workspaceId).transaction((tx) => appendAccess(tx, entries));
    }
  };
  const flush = async () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    await store().catch((error: unknown) => {
      log.error('access_log_failed', { trace: traceOf(toError(error)) });
    });
  };
  return {
    flush,
    add(workspaceId, entry) {
      const entries = waiting.get(workspaceId);
      if (entries === undefined) waiting.set(workspaceId, [entry]);
      else entries.push(entry);
      timer ??= setTimeout(() => void flush(), FLUSH_MS);
    },
  };
}
