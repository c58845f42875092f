import { objectLabel } from '@handrail/core';
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

/** What was ever described of an object. */
export interface DescribedFields {
  /** A field by its name in any letter case; undefined for one that the tenant never had. */
  find(name: string): DescribedField | undefined;
}

/** A described field, or what is known of one that the last description no longer listed. */
export interface DescribedField {
  readonly row: SourceFieldRow;
  readonly isGone: boolean;
}

/** Reads what was ever described of an object. */
export async function readDescribedFields(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  object: string,
): Promise<DescribedFields> {
  const rows = await listSourceFields(tx, connectionId, object);
  const standing = new Set(standingOf(rows));
  const byName = new Map<string, DescribedField>();
  for (const row of rows.toSorted((one, other) => one.seen_at.getTime() - other.seen_at.getTime()))
    byName.set(row.name.toLowerCase(), { row, isGone: !standing.has(row) });
  return { find: (name) => byName.get(name.toLowerCase()) };
}

/** A field that is read of an object, and the spelling that it is known by here. */
export interface NamedField {
  readonly name: string;
  readonly as?: string;
  /** Whether no configuration chooses it. */
  readonly isFixed?: boolean;
}

/**
 * The described fields that are named. A path through a lookup is not described with the object itself and is left out.
 * Throws source_field_removed for a field that was there, source_field_missing for one that never was.
 */
export async function readNamedFields(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  object: string,
  names: readonly NamedField[],
): Promise<SourceField[]> {
  const described = await readDescribedFields(tx, connectionId, object);
  return names.flatMap(({ name, as = name, isFixed = false }) => {
    const found = described.find(name);
    if (found?.isGone === false) return [toSourceField(found.row, as)];
    if (name.includes('.')) return [];
    if (found !== undefined) throw fieldDrifted({ object, field: name, kind: 'removed' }, { isFixed });
    throw new SyncError({
      code: 'source_field_missing',
      message: `Gainsight's ${objectLabel(object)} has no field ${name}.`,
      remedy: 'Choose another field in the mapping, or refresh the fields if it was made just now.',
      facts: { field: name },
    });
  });
}
