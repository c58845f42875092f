import { isEmptyValue } from '@handrail/core';
import type { JsonValue } from '@handrail/core';
import { findArrival, readLastFieldChanges } from '@handrail/database';
import type { FieldChangeFacts, WorkspaceTransaction } from '@handrail/database';

/** The last change by field; of a field that holds something and never changed since the record came, its coming. */
export async function readLastChanges(
  tx: WorkspaceTransaction,
  recordId: string,
  values: Iterable<readonly [string, JsonValue]>,
): Promise<ReadonlyMap<string, FieldChangeFacts>> {
  const changes = await readLastFieldChanges(tx, recordId);
  const arrival = await findArrival(tx, recordId);
  if (arrival === undefined) return changes;
  const came = [...values]
    .filter(([, value]) => !isEmptyValue(value))
    .map(([field, after]) => [field, { field, before: null, after, ...arrival }] as const);
  return new Map([...came, ...changes]);
}
