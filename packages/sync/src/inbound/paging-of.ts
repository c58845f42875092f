import { LOOKBACK_MS, LOOKBACK_UNPROVEN_ZONE_MS } from '@handrail/core';
import type { ConnectionRow } from '@handrail/database';
import { readCapabilities } from '../probe-gainsight.ts';
import type { ObjectReading } from './read-object.ts';

/** How the tenant of a connection lets its objects be paged, and how far before an anchor an increment begins. */
export function pagingOf(connection: ConnectionRow): Pick<ObjectReading, 'paging' | 'lookbackMs'> {
  const can = readCapabilities(connection);
  return {
    paging: can.pagesByGsid === false ? 'offset' : 'gsid',
    lookbackMs: can.readsFilterDatesAsUtc === true ? LOOKBACK_MS : LOOKBACK_UNPROVEN_ZONE_MS,
  };
}
