import { addCallTallies } from '@handrail/database';
import type { CallTally, Database } from '@handrail/database';
import type { HttpLogEntry } from '@handrail/http';

/** Counts the calls of this process and adds them to those of all others. */
export interface CallTallies {
  count(entry: HttpLogEntry): void;
  /** Stores what was counted since the last time; what could not be stored is kept for the next. */
  flush(): Promise<void>;
}

const LIMIT_STATUS = 429;

/** Makes the tally of a process. A call is one try; a try after the first is a retry as well. */
export function createCallTallies(database: Database): CallTallies {
  let counted = new Map<string, CallTally>();
  const add = (part: CallTally): void => {
    const key = `${part.host} ${part.family}`;
    const before = counted.get(key);
    counted.set(key, {
      host: part.host,
      family: part.family,
      calls: (before?.calls ?? 0) + part.calls,
      retries: (before?.retries ?? 0) + part.retries,
      limited: (before?.limited ?? 0) + part.limited,
      failed: (before?.failed ?? 0) + part.failed,
    });
  };
  return {
    count({ host, family, tryNumber, status, code }) {
      add({
        host,
        family,
        calls: 1,
        retries: tryNumber > 1 ? 1 : 0,
        limited: status === LIMIT_STATUS ? 1 : 0,
        failed: code === null ? 0 : 1,
      });
    },
    async flush() {
      const parts = [...counted.values()];
      if (parts.length === 0) return;
      counted = new Map();
      try {
        await database.platform().transaction((tx) => addCallTallies(tx, parts));
      } catch (thrown) {
        for (const part of parts) add(part);
        throw thrown;
      }
    },
  };
}
