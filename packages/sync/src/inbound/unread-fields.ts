import type { JsonObject, SourceRecord } from '@handrail/core';
import { readPayloads } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import type { Row } from '@handrail/gainsight';
import { z } from 'zod';
import { toSourceRecords } from './source-record.ts';

/** What is read of a record, and which of that cannot be. */
export interface FieldReading {
  /** Fields beside id and date. */
  readonly sources: readonly string[];
  /** Those of them that are refused or gone, and by which nothing is decided. */
  readonly unread: readonly string[];
}

/** The fields that a query may ask for: all but those that cannot be read. */
export function readableSources({ sources, unread }: FieldReading): readonly string[] {
  return leaveOut(sources, unread);
}

/** Fields without those that cannot be read, in whatever letter case. */
export function leaveOut(fields: readonly string[], unread: readonly string[]): readonly string[] {
  const left = new Set(unread.map((field) => field.toLowerCase()));
  return fields.filter((field) => !left.has(field.toLowerCase()));
}

const payloadSchema = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null).nullish();

/**
 * Rows as records. In a field that could not be read each keeps what was read of it last, so that nothing is emptied by
 * it; a record that was never read has nothing there, and the full run that follows once the field is granted mends it.
 */
export async function toReadRecords(
  tx: WorkspaceTransaction,
  of: Parameters<typeof readPayloads>[1],
  reading: FieldReading,
  rows: readonly Row[],
): Promise<readonly SourceRecord[]> {
  const records = toSourceRecords(rows, reading.sources);
  const unread = reading.unread.filter((field) => reading.sources.includes(field));
  if (unread.length === 0) return records;
  const ids = records.map(({ gainsightId }) => gainsightId);
  const stored = await readPayloads(tx, of, ids);
  return records.map((record) => {
    const held = payloadSchema.parse(stored.get(record.gainsightId));
    const kept = unread.map((field) => [field, held?.[field] ?? null] as const);
    return { ...record, values: { ...record.values, ...Object.fromEntries(kept) } };
  });
}
