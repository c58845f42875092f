import { addCounts, countPage } from '@handrail/core';
import type { SourceRecord } from '@handrail/core';
import { NO_COUNTS, setAsideRecords, tryInSavepoint } from '@handrail/database';
import type { ConnectionRow, RunRow, WorkspaceTransaction } from '@handrail/database';
import type { PageCounts } from './apply-page.ts';

/** What every page of records is applied with. */
interface Page {
  /** Null: nobody's run, then what cannot be kept stays as it was and the next run lists it. */
  readonly run: Pick<RunRow, 'id'> | null;
  readonly connection: ConnectionRow;
  readonly records: readonly SourceRecord[];
  readonly now: Date;
}

/**
 * Applies a page of which some value may not be kept: halves it until the guilty records stand alone, and sets those
 * aside. Pages of a reading come here only once they have failed as a whole, see `applyOrInParts`.
 */
export async function applyInParts<Of extends Page>(
  tx: WorkspaceTransaction,
  object: string,
  page: Of,
  apply: (tx: WorkspaceTransaction, page: Of) => Promise<PageCounts>,
): Promise<PageCounts> {
  const tried = await tryInSavepoint(tx, () => apply(tx, page));
  if (tried.ok) return tried.value;
  const [only, ...others] = page.records;
  if (only !== undefined && others.length === 0) {
    const { connection, run, now } = page;
    const aside = { gainsightId: only.gainsightId, field: null, reason: 'cannot-be-stored' };
    if (run !== null)
      await setAsideRecords(tx, { connectionId: connection.id, object, runId: run.id, now }, [aside]);
    return { ...NO_COUNTS, ...countPage(1, ['set-aside']), held: 0 };
  }
  const half = Math.ceil(page.records.length / 2);
  const first = await applyInParts(tx, object, { ...page, records: page.records.slice(0, half) }, apply);
  const second = await applyInParts(tx, object, { ...page, records: page.records.slice(half) }, apply);
  return { ...NO_COUNTS, ...addCounts(first, second), pages: 1, held: first.held + second.held };
}
