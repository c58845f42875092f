import { isUuid, toError } from '@handrail/core';
import type { WorkspaceId } from '@handrail/core';
import { appendAccess } from '@handrail/database';
import type { Database, NewAccess } from '@handrail/database';
import type { Log } from '../log.ts';
import { traceOf } from '../log.ts';

/** Looks at content are stored together after this time at the latest. */
const FLUSH_MS = 1_000;
/** An open page asks again every few seconds: what comes within this time of the last request is the same look. */
const SAME_LOOK_MS = 5 * 60_000;
/** A page that stays open shows up again after this time. */
const LONGEST_LOOK_MS = 60 * 60_000;
/** Most looks remembered; of one that is forgotten a further line is written, never none. */
const MAX_LOOKS = 20_000;

/** A look at content; `records` is how many a list holds, null where one thing was looked at. */
export type Look = NewAccess & { readonly records: number | null };

/**
 * What a look was at: the ids in address and query, whatever their spelling, and whether somebody read on past the first
 * page of a list, which is what an export does. Never what was searched for: that may be a name.
 */
export function subjectOf(params: object, query: object): Readonly<Record<string, unknown>> {
  const told = Object.entries(query).filter(
    ([, value]) => typeof value === 'string' && isUuid(value.toLowerCase()),
  );
  const ids = [...Object.entries(params), ...told].map(([name, value]) => [
    name,
    String(value).toLowerCase(),
  ]);
  return { ...Object.fromEntries(ids), ...('cursor' in query ? { pages: 'further' } : {}) };
}

/** How many records the reply of a list speaks of; null when it is none. */
export function recordsOf(reply: object): number | null {
  if ('total' in reply && typeof reply.total === 'number') return reply.total;
  return 'items' in reply && Array.isArray(reply.items) ? reply.items.length : null;
}

/** Keeps who looked at what, without making the look wait for it. */
export interface AccessLog {
  add(workspaceId: WorkspaceId, look: Look): void;
  /** Stores what waits; a failure goes to the log, because no look may fail for it. */
  flush(): Promise<void>;
}

/** Makes the access log; flush it before the database closes. */
export function createAccessLog(database: Database, log: Log): AccessLog {
  let waiting = new Map<WorkspaceId, NewAccess[]>();
  let timer: NodeJS.Timeout | null = null;
  const isNewLook = createLooks();
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
    add(workspaceId, { records, ...look }) {
      if (!isNewLook(workspaceId, look)) return;
      const entry = records === null ? look : { ...look, subject: { ...look.subject, records } };
      const entries = waiting.get(workspaceId);
      if (entries === undefined) waiting.set(workspaceId, [entry]);
      else entries.push(entry);
      timer ??= setTimeout(() => void flush(), FLUSH_MS);
    },
  };
}

/** Tells a first look of somebody at something from the requests of a page that they have open. */
function createLooks(): (workspaceId: WorkspaceId, entry: NewAccess) => boolean {
  const looks = new Map<string, { readonly begunMs: number; readonly lastMs: number }>();
  return (workspaceId, { at, actor_id, via, action, subject }) => {
    const key = JSON.stringify([workspaceId, actor_id, via, action, subject]);
    const nowMs = at.getTime();
    const look = looks.get(key);
    const isSame =
      look !== undefined && nowMs - look.lastMs <= SAME_LOOK_MS && nowMs - look.begunMs < LONGEST_LOOK_MS;
    // The newest stand last, so that the oldest is the one that is forgotten.
    looks.delete(key);
    looks.set(key, { begunMs: isSame ? look.begunMs : nowMs, lastMs: nowMs });
    const [oldest] = looks.keys();
    if (looks.size > MAX_LOOKS && oldest !== undefined) looks.delete(oldest);
    return !isSame;
  };
}
