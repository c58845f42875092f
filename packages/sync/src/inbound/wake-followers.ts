import { findRun, hastenStream, markDueBySave, reopenAttribution } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import type { Slice } from './stream.ts';

/** At the end of a run of accounts: has what depends on them look again, when there is anything to see. */
export async function wakeFollowers(tx: WorkspaceTransaction, { run: { id }, clock }: Slice): Promise<void> {
  const run = await findRun(tx, id);
  if (run === undefined) return;
  const now = clock.now();
  // Meetings that found no account may find one now.
  if (run.added + run.changed > 0) await reopenAttribution(tx);
  // Relationships come and go with their accounts.
  if (run.added + run.changed + run.filtered > 0) await hastenStream(tx, 'relationships', now);
  // So do persons; an increment that brings no account leaves them to their own hour.
  const mayHaveReturned = run.mode !== 'incremental' && run.changed + run.filtered > 0;
  if (run.added > 0 || mayHaveReturned) await hastenStream(tx, 'stakeholders', now);
  if (run.cause === 'saved') await markDueBySave(tx, now, ['relationships', 'stakeholders']);
}
