import { isEmptyValue, objectLabel } from '@handrail/core';
import type { SourceRecord } from '@handrail/core';
import { countFilled, listSourceFields } from '@handrail/database';
import type { ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import { SyncError } from '../errors.ts';

/** How a field that decides can be no longer what it was. */
export const DRIFT_KINDS = ['removed', 'emptied'] as const;

/** A field that stopped a run before it decided. */
export interface Drift {
  /** The vendor's object that the field is of. */
  readonly object: string;
  readonly field: string;
  readonly kind: (typeof DRIFT_KINDS)[number];
}

/** Fewer changed records than these say nothing about a field. */
const MIN_CHANGED = 20;
/** Empty in more than this share of a page … */
const EMPTY_NOW = 0.95;
/** … where at most this share was. */
const EMPTY_BEFORE = 0.5;

/**
 * The error of a field that is no longer what filter, status and mapping took it for. For one that no configuration
 * chooses (`isFixed`) there is no other.
 */
export function fieldDrifted(
  { object, field, kind }: Drift,
  { isFixed = false }: { readonly isFixed?: boolean } = {},
): SyncError {
  const facts = { object, field };
  return kind === 'removed'
    ? new SyncError({
        code: 'source_field_removed',
        message: `Gainsight no longer describes the field ${field} of ${objectLabel(object)}.`,
        remedy: isFixed
          ? 'Have the field restored in Gainsight; until then nothing changes here.'
          : 'Choose another field in the mapping, filter or status; until then nothing changes here.',
        facts,
      })
    : new SyncError({
        code: 'source_field_emptied',
        message: `The field ${field} of ${objectLabel(object)} is empty almost everywhere, and was not.`,
        remedy:
          'Look at the field in Gainsight. Approve the run if it is meant to be empty; until then nothing changes here.',
        facts,
      });
}

/** The drift that an error tells of; null for every other error. */
export function driftOf(thrown: unknown): Drift | null {
  if (!(thrown instanceof SyncError)) return null;
  const { object, field } = thrown.facts;
  if (typeof object !== 'string' || typeof field !== 'string') return null;
  if (thrown.code === 'source_field_removed') return { object, field, kind: 'removed' };
  return thrown.code === 'source_field_emptied' ? { object, field, kind: 'emptied' } : null;
}

/**
 * Refuses a page in which a deciding field is suddenly empty, before anything of it is decided: it was emptied, or taken
 * from us, at the source, and would empty a column here or move accounts. Throws source_field_emptied.
 */
export async function refuseEmptied(
  tx: WorkspaceTransaction,
  page: {
    readonly connection: ConnectionRow;
    readonly object: string;
    /** The fields that decide. */
    readonly fields: readonly string[];
    readonly records: readonly SourceRecord[];
    readonly now: Date;
  },
  changed: number,
): Promise<void> {
  if (changed < MIN_CHANGED) return;
  const { connection, object, fields, records } = page;
  const empty = fields.filter((field) => isEmptied(records, field));
  if (empty.length === 0) return;
  const of = { connectionId: connection.id, object };
  const stood = await countFilled(
    tx,
    of,
    records.map((record) => record.gainsightId),
    empty,
  );
  const emptied = stood.filter(
    (one) => one.records >= MIN_CHANGED && one.filled >= (1 - EMPTY_BEFORE) * one.records,
  );
  if (emptied.length === 0) return;
  const accepted = new Set(
    (await listSourceFields(tx, connection.id, object))
      .filter((row) => row.accepted_empty_until !== null && row.accepted_empty_until > page.now)
      .map((row) => row.name.toLowerCase()),
  );
  const first = emptied.find(({ field }) => !accepted.has(field.toLowerCase()));
  if (first !== undefined) throw fieldDrifted({ object, field: first.field, kind: 'emptied' });
}

/** Whether hardly any of the records holds a value: mostly the first of them tell that many do. */
function isEmptied(records: readonly SourceRecord[], field: string): boolean {
  const fewFilled = (1 - EMPTY_NOW) * records.length;
  let filled = 0;
  for (const { values } of records) {
    if (isEmptyValue(values[field])) continue;
    filled += 1;
    if (filled >= fewFilled) return false;
  }
  return true;
}
