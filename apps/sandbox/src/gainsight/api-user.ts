import { gsidOf } from './gsid.ts';
import type { RecordStore } from './record-store.ts';

/** Gsid of the user in whose name calls of the API write: the tenant's first, who made the access key. */
export function apiUser(store: RecordStore): string | null {
  const first = store.find('gsuser')?.object.rows[0];
  return first === undefined ? null : gsidOf(first);
}
