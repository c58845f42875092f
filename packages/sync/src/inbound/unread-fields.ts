import type { JsonObject, SourceRecord } from '@handrail/core';
import { readPayloads } from '@handrail/database';
import type { ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import type { Row } from '@handrail/gainsight';
import { z } from 'zod';
import { COMPANY } from './account-context.ts';
import type { AccountContext } from './account-context.ts';
import { toSourceRecords } from './source-record.ts';

type Reading = Pick<AccountContext, 'sources' | 'unread'>;

/** The fields that a query may ask for: all but those that the credential may not read. */
export function readableSources({ sources, unread }: Reading): readonly string[] {
  return sources.filter((source) => !unread.includes(source));
}

const payloadSchema = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null).nullish();

/**
 * Rows as records. In a field that could not be read each keeps what was read of it last, so that nothing is emptied by
 * it; a record that was never read has nothing there, and the full run that follows once the field is granted mends it.
 */
export async function toAccountRecords(
  tx: WorkspaceTransaction,
  { id }: ConnectionRow,
  context: Reading,
  rows: readonly Row[],
): Promise<readonly SourceRecord[]> {
  const records = toSourceRecords(rows, context.sources);
  const unread = context.unread.filter((field) => context.sources.includes(field));
  if (unread.length === 0) return records;
  const of = { connectionId: id, object: COMPANY };
  const ids = records.map(({ gainsightId }) => gainsightId);
  const stored = await readPayloads(tx, of, ids);
  return records.map((record) => {
    const held = payloadSchema.parse(stored.get(record.gainsightId));
    const kept = unread.map((field) => [field, held?.[field] ?? null] as const);
    return { ...record, values: { ...record.values, ...Object.fromEntries(kept) } };
  });
}
