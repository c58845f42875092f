import type { JsonObject, SourceRecord } from '@handrail/core';
import {
  addRunCounts,
  findCheckpoint,
  listStoredPayloads,
  saveCheckpoint,
  scheduleStream,
} from '@handrail/database';
import type { StoredPayload } from '@handrail/database';
import { z } from 'zod';
import { getGainsight } from '../inventory.ts';
import { COMPANY, readAccountContext } from './account-context.ts';
import { applyAccountPage } from './apply-page.ts';
import { linkHierarchy } from './link-hierarchy.ts';
import type { Slice, SliceOutcome } from './stream.ts';
import { wakeFollowers } from './wake-followers.ts';

/** Records decided in one transaction. */
const PAGE_SIZE = 5_000;

const positionSchema = z.object({ after: z.string().nullable(), hasGaps: z.boolean() });
type Position = z.infer<typeof positionSchema>;

/**
 * Decides the stored accounts again by the run's configuration, without a single call: what a new mapping, status or
 * narrower filter makes of what was read already. A record that was read without a field now asked for stays as it is,
 * and a full run is asked for.
 */
export async function projectStored(slice: Slice): Promise<SliceOutcome> {
  const { connection, context } = await slice.transaction(async (tx) => {
    const found = await getGainsight(tx);
    return { connection: found, context: await readAccountContext(tx, found, slice.run.config_version) };
  });
  const of = { connectionId: connection.id, object: COMPANY };
  const key = { streamId: slice.stream.id, object: COMPANY, mode: 'projection' as const };
  for (let isLast = false; !isLast;) {
    if (slice.isOver()) return { kind: 'more' };
    isLast = await slice.transaction(async (tx) => {
      const now = slice.clock.now();
      const saved = await findCheckpoint(tx, key);
      const position: Position =
        saved?.runId === slice.run.id
          ? positionSchema.parse(saved.position)
          : { after: null, hasGaps: false };
      const stored = await listStoredPayloads(tx, of, { after: position.after, limit: PAGE_SIZE });
      const records = stored.flatMap((row) => toRecord(row, context.sources));
      const counts = await applyAccountPage(tx, { run: slice.run, connection, context, records, now });
      await addRunCounts(tx, slice.run.id, counts);
      const next: Position = {
        after: stored.at(-1)?.gainsightId ?? position.after,
        hasGaps: position.hasGaps || records.length < stored.length,
      };
      await saveCheckpoint(tx, key, { runId: slice.run.id, position: next, now });
      if (stored.length === PAGE_SIZE) return false;
      await linkHierarchy(tx, connection.id, now);
      if (next.hasGaps) await scheduleStream(tx, slice.stream.id, { fullDueAt: now });
      await wakeFollowers(tx, slice);
      return true;
    });
  }
  return { kind: 'complete', withheld: null };
}

const payloadSchema = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null);

/** The record as a run would read it now; none when a field was never read. */
export function toRecord(
  { gainsightId, payload, modifiedAt }: StoredPayload,
  sources: readonly string[],
): SourceRecord[] {
  const held = payloadSchema.parse(payload);
  if (!sources.every((source) => source in held)) return [];
  const values = Object.fromEntries(sources.map((source) => [source, held[source] ?? null]));
  return [{ gainsightId, modifiedAt, values }];
}
