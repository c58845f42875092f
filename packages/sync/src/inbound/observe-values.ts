import { isSameValue, sameJson } from '@handrail/core';
import type { ConnectionId, JsonValue, WritebackValue } from '@handrail/core';
import { listWrittenValues, saveObservedValues } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { gsidOf } from '@handrail/gainsight';
import type { Row } from '@handrail/gainsight';
import { z } from 'zod';
import { readConfiguration } from '../configuration.ts';
import { listStandingFields } from './described-fields.ts';

/** Fields that we write values to, and that are read with the records all the same. */
export interface WatchedFields {
  readonly connectionId: ConnectionId;
  readonly object: WritebackValue['object'];
  readonly fields: readonly string[];
}

const jsonSchema: z.ZodType<JsonValue> = z.json();

/** The fields of an object that the contract of a configuration writes to, as far as the tenant has them. */
export async function readWatchedFields(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  object: WritebackValue['object'],
  configVersion: number,
): Promise<WatchedFields> {
  const { writeback } = (await readConfiguration(tx, configVersion)).configuration;
  const written = writeback.enabled ? writeback.values.filter((value) => value.object === object) : [];
  if (written.length === 0) return { connectionId, object, fields: [] };
  const described = await listStandingFields(tx, connectionId, object);
  const standing = new Set(described.map(({ name }) => name.toLowerCase()));
  const fields = written.map(({ field }) => field).filter((field) => standing.has(field.toLowerCase()));
  return { connectionId, object, fields };
}

/**
 * Keeps what stands in the fields that we write to, of rows read just now and in the transaction given: an edit made
 * there is seen without a call of its own. Where all stands as known, nothing is written.
 */
export async function observeValues(
  tx: WorkspaceTransaction,
  { connectionId, object, fields }: WatchedFields,
  rows: readonly Row[],
  now: Date,
): Promise<void> {
  if (fields.length === 0) return;
  const byId = new Map(rows.map((row) => [gsidOf(row), row]));
  const gainsightIds = [...byId.keys()].filter((id) => id !== null);
  const known = await listWrittenValues(tx, { connectionId, object, fields, gainsightIds });
  const moved = known.flatMap(({ gainsightId, accountId, recordId, field, observed }) => {
    const row = byId.get(gainsightId);
    if (row === undefined) return [];
    const value = jsonSchema.parse(valueOf(row, field) ?? null);
    return sameJson(value, observed) || isSameValue(value, observed)
      ? []
      : [{ accountId, recordId, field, value }];
  });
  await saveObservedValues(tx, object, moved, now);
}

/** A field that is mapped too is spelled as its mapping spells it. */
function valueOf(row: Row, field: string): unknown {
  if (field in row) return row[field];
  const name = Object.keys(row).find((key) => key.toLowerCase() === field.toLowerCase());
  return name === undefined ? null : row[name];
}
