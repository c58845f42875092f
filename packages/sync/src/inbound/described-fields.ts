import type { ConnectionId, SourceField } from '@handrail/core';
import { listSourceFields } from '@handrail/database';
import type { SourceFieldRow, WorkspaceTransaction } from '@handrail/database';
import { SyncError } from '../errors.ts';
import { toSourceField } from '../source-fields.ts';
import { fieldDrifted } from './field-drift.ts';

/** The fields of an object as last described: one that the last description no longer listed is gone. */
export async function listStandingFields(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  object: string,
): Promise<SourceFieldRow[]> {
  return standingOf(await listSourceFields(tx, connectionId, object));
}

function standingOf(described: readonly SourceFieldRow[]): SourceFieldRow[] {
  const describedAt = Math.max(0, ...described.map((row) => row.seen_at.getTime()));
  return described.filter((row) => row.seen_at.getTime() === describedAt);
}

/** A field that a configuration names on an object, and the spelling that it is known by here. */
export interface NamedField {
  readonly name: string;
  readonly as?: string;
}

/**
 * The described fields that a configuration names. A path through a lookup is not described with the object itself and
 * is left out. Throws source_field_removed for a field that was there, source_field_missing for one that never was.
 */
export async function readNamedFields(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  object: string,
  names: readonly NamedField[],
): Promise<SourceField[]> {
  const described = await listSourceFields(tx, connectionId, object);
  const standing = new Map(standingOf(described).map((row) => [row.name.toLowerCase(), row]));
  const everSeen = new Set(described.map((row) => row.name.toLowerCase()));
  return names.flatMap(({ name, as = name }) => {
    const key = name.toLowerCase();
    const row = standing.get(key);
    if (row !== undefined) return [toSourceField(row, as)];
    if (name.includes('.')) return [];
    if (everSeen.has(key)) throw fieldDrifted('removed', name, object);
    throw new SyncError({
      code: 'source_field_missing',
      message: `Gainsight's ${object} has no field ${name}.`,
      remedy: 'Choose another field in the mapping, or refresh the fields if it was made just now.',
      facts: { field: name },
    });
  });
}
