import { countPage } from '@handrail/core';
import { NO_ID, resolveWithoutId, setAsideRecords } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { gsidOf } from '@handrail/gainsight';
import type { Row } from '@handrail/gainsight';
import { GSID } from './source-record.ts';
import type { Slice } from './stream.ts';

/** Sets the rows of a page aside that have no id; answers them as counts. */
export async function setAsideWithoutId(
  slice: Slice,
  tx: WorkspaceTransaction,
  object: string,
  rows: readonly Row[],
): Promise<ReturnType<typeof countPage>> {
  const outcomes = rows.filter((row) => gsidOf(row) === null).map(() => 'set-aside' as const);
  const from = fromOf(slice, object);
  if (outcomes.length > 0 && from !== null)
    await setAsideRecords(tx, from, [{ gainsightId: NO_ID, field: GSID, reason: 'missing-id' }]);
  return countPage(outcomes.length, outcomes);
}

/** After a run that met every record of an object: when all of them had an id, nothing is wrong any more. */
export async function settleWithoutId(slice: Slice, tx: WorkspaceTransaction, object: string): Promise<void> {
  const from = fromOf(slice, object);
  if (from !== null && slice.run.mode === 'full') await resolveWithoutId(tx, from);
}

function fromOf({ stream, run, clock }: Slice, object: string) {
  const { connection_id: connectionId } = stream;
  return connectionId === null ? null : { connectionId, object, runId: run.id, now: clock.now() };
}
