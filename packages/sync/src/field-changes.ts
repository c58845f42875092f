import { filterRules, isFilter } from '@handrail/core';
import type { Configuration } from '@handrail/core';
import { findLatestConfig, listSourceFields } from '@handrail/database';
import type { ConnectionRow, SourceFieldRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from './configuration.ts';
import { COMPANY } from './inbound/account-context.ts';

/** What became of a described field since the configuration was saved. */
export const FIELD_CHANGES = ['added', 'removed', 'renamed', 'retyped', 'unreadable'] as const;

/** A field that is no longer what it was when somebody last saved. */
export interface FieldChange {
  readonly name: string;
  readonly label: string;
  readonly kind: (typeof FIELD_CHANGES)[number];
  /** The former label or type; null for added and removed ones. */
  readonly before: string | null;
  /** The present label or type, or the field that took its place; null when there is none. */
  readonly now: string | null;
  /** When the change was noticed; for a removed field, when it was last described. */
  readonly since: Date;
  /** Places of the configuration that use it: `fields.account.region`, `accounts.filter`, `status`. */
  readonly usedBy: readonly string[];
}

/**
 * Company fields that were added, removed, renamed or retyped since the configuration was saved last: whoever saves has
 * seen them. A removed field is told only while something uses it, and one that Gainsight describes but refuses until it
 * is read again. No column is emptied by any of them.
 */
export async function listFieldChanges(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
): Promise<readonly FieldChange[]> {
  const saved = await findLatestConfig(tx);
  const { configuration } = await readConfiguration(tx);
  const rows = await listSourceFields(tx, connection.id, COMPANY);
  const describedAt = Math.max(0, ...rows.map((row) => row.seen_at.getTime()));
  const standing = rows.filter((row) => row.seen_at.getTime() === describedAt);
  const gone = rows.filter((row) => row.seen_at.getTime() < describedAt);
  const places = placesOf(configuration);
  const usedBy = (row: SourceFieldRow) => places.get(row.name.toLowerCase()) ?? [];
  const removed = gone
    .filter((row) => usedBy(row).length > 0)
    .map((row): FieldChange => {
      const successor = standing.find((other) => isSuccessor(row, other));
      return {
        ...nameOf(row),
        kind: successor === undefined ? 'removed' : 'renamed',
        before: null,
        now: successor?.name ?? null,
        since: row.seen_at,
        usedBy: usedBy(row),
      };
    });
  const changed = standing.flatMap((row): FieldChange[] => {
    if (row.change === null || row.changed_at === null) return [];
    if (saved !== undefined && row.changed_at <= saved.createdAt) return [];
    const now = { added: null, renamed: row.label, retyped: row.data_type }[row.change];
    const before = row.change === 'added' ? null : row.change_before;
    return [{ ...nameOf(row), kind: row.change, before, now, since: row.changed_at, usedBy: usedBy(row) }];
  });
  const unreadable = standing.flatMap((row): FieldChange[] => {
    if (row.refused_at === null) return [];
    const parts = { before: null, now: null, since: row.refused_at, usedBy: usedBy(row) };
    return [{ ...nameOf(row), kind: 'unreadable', ...parts }];
  });
  return [...removed, ...unreadable, ...changed];
}

function nameOf({ name, label }: SourceFieldRow): { readonly name: string; readonly label: string } {
  return { name, label };
}

/** A new field under the same label and type: the vendor's way of giving a field another API name. */
function isSuccessor(gone: SourceFieldRow, other: SourceFieldRow): boolean {
  return other.change === 'added' && other.label === gone.label && other.data_type === gone.data_type;
}

/** Where the configuration uses which source field, by its name in lower case. */
function placesOf({ accounts, status, fields }: Configuration): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  const add = (field: string, place: string) => {
    const key = field.toLowerCase();
    const known = places.get(key) ?? [];
    if (!known.includes(place)) places.set(key, [...known, place]);
  };
  for (const [ours, row] of Object.entries(fields.account.standard))
    add(row.source, `fields.account.${ours}`);
  for (const [ours, row] of Object.entries(fields.account.custom)) {
    add(row.source, `fields.account.custom.${ours}`);
  }
  if (accounts.filter !== null) {
    for (const rule of filterRules(accounts.filter)) add(rule.field, 'accounts.filter');
  }
  for (const side of [status.churned, status.prospect]) {
    if (isFilter(side)) for (const rule of filterRules(side)) add(rule.field, 'status');
  }
  for (const field of [status.field, status.churnedOn]) if (field !== null) add(field, 'status');
  return places;
}
