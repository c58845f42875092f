import type { JsonObject, SourceRecord } from '@handrail/core';
import { gsidOf, parseDate } from '@handrail/gainsight';
import type { Row } from '@handrail/gainsight';
import { z } from 'zod';

/** The values of a record. Replies and what is stored are JSON, so this only gives them their type. */
export const valuesSchema = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null);

/** Fields that say which record and when, and are not among its values. */
export const GSID = 'Gsid';
export const MODIFIED_DATE = 'ModifiedDate';

/**
 * A row of a query as a record of ours: id and date apart, every selected field present (absent means null,
 * reference 3.6). Null for a row without an id that can be kept, which no document shows.
 */
export function toSourceRecord(row: Row, select: readonly string[]): SourceRecord | null {
  const gainsightId = gsidOf(row);
  if (gainsightId === null) return null;
  const values: Record<string, unknown> = {};
  for (const name of select) values[name] = row[name] ?? null;
  return {
    gainsightId,
    modifiedAt: parseDate(row[MODIFIED_DATE]) ?? null,
    values: valuesSchema.parse(values),
  };
}

/** Rows as records; those without an id are left out, see `setAsideWithoutId`. */
export function toSourceRecords(rows: readonly Row[], select: readonly string[]): readonly SourceRecord[] {
  return rows.map((row) => toSourceRecord(row, select)).filter((record) => record !== null);
}

const recordSchema: z.ZodType<SourceRecord> = z.object({
  gainsightId: z.string(),
  modifiedAt: z.iso
    .datetime()
    .transform((text) => new Date(text))
    .nullable(),
  values: valuesSchema,
});

/** A record that was kept as JSON text. */
export function parseRecord(text: string): SourceRecord {
  return recordSchema.parse(JSON.parse(text));
}
