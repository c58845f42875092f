import { addRunCounts, listOpenSetAside, NO_COUNTS, resolveSetAside } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { checkByIds } from './check-by-ids.ts';
import { applyOrInParts, readObject } from './read-object.ts';
import type { ObjectReading } from './read-object.ts';
import { scopeOf } from './run-scope.ts';
import type { Slice } from './stream.ts';

/** Most records set aside that one run asks for again: five calls. The next run takes further ones. */
const MOST_RETRIED = 995;

/** What reading by ids came to. */
export interface ReadByIds {
  /** Whether it got to the end within the slice. */
  readonly isDone: boolean;
  /** Asked for and not there. */
  readonly absent: readonly string[];
}

/** Reads records by their ids and applies them like any page, 199 a call. */
export async function readByIds(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  reading: ObjectReading,
  gainsightIds: readonly string[],
): Promise<ReadByIds> {
  const absent: string[] = [];
  let calls = open.calls();
  const asked = gainsightIds.map((gainsightId) => ({ gainsightId }));
  for await (const check of checkByIds(open.client, reading.object, asked, reading.select, slice.signal)) {
    const made = open.calls() - calls;
    await applyOrInParts((inParts) =>
      slice.transaction(async (tx) => {
        const counts = check.found.length === 0 ? NO_COUNTS : await reading.apply(tx, check.found, inParts);
        await addRunCounts(tx, slice.run.id, { ...counts, calls: made, bytes: check.bytes });
      }),
    );
    calls += made;
    absent.push(...check.absent.map(({ gainsightId }) => gainsightId));
    if (slice.isOver()) return { isDone: false, absent };
  }
  return { isDone: true, absent };
}

/** Reads what a run is to read of an object, and tries again what was set aside of it. */
export async function readRun(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  reading: ObjectReading,
): Promise<ReadByIds> {
  const isByPage = scopeOf(slice.run)?.kind !== 'set-aside';
  if (isByPage && !(await readObject(slice, open, reading))) return { isDone: false, absent: [] };
  return retrySetAside(slice, open, reading);
}

/**
 * Tries records again that were set aside and that this run did not meet: what was wrong may be mended here, by another
 * mapping, where no date at the source moved. One that is no longer at the source is closed. A full run meets all anyway.
 */
async function retrySetAside(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  reading: ObjectReading,
): Promise<ReadByIds> {
  const scope = scopeOf(slice.run);
  if (slice.run.mode === 'full' || scope?.kind === 'account') return { isDone: true, absent: [] };
  const of = { connectionId: open.connection.id, object: reading.object };
  const only = scope?.kind === 'set-aside' ? scope.gainsightIds : null;
  const query = { ...of, notOf: slice.run.id, only, limit: MOST_RETRIED };
  const ids = await slice.transaction((tx) => listOpenSetAside(tx, query));
  const read = await readByIds(slice, open, reading, ids);
  if (read.absent.length > 0) {
    await slice.transaction((tx) => resolveSetAside(tx, { ...of, now: slice.clock.now() }, read.absent));
  }
  return read;
}
