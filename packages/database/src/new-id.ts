import type { Id } from '@handrail/core';
import { v7 } from 'uuid';

/** A new id of ours: UUIDv7, so that rows made one after another stand near each other in an index. */
export function newId<I extends Id<string>>(): I {
  // The noun is the caller's word for a value that exists only now.
  return v7() as I;
}

let made = 0;

/** A new id of what happened at an instant: ids order by it, and those of one process within it as they were made. */
export function newIdAt(at: Date): string {
  made = (made + 1) % 2 ** 32;
  return v7({ msecs: at.getTime(), seq: made });
}

/** What every id of that instant or a later one is not below. */
export function leastIdAt(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
