import { addChanges, markStakeholdersFiltered } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import type { StakeholderProjecting } from './project-stakeholders.ts';

/** Takes the stakeholders of these ties out of the lists, with the change that says so; answers how many left. */
export async function leaveWithAccount(
  tx: WorkspaceTransaction,
  { run, connection, now }: Pick<StakeholderProjecting, 'run' | 'connection' | 'now'>,
  ties: readonly string[],
): Promise<number> {
  const left = await markStakeholdersFiltered(tx, connection.id, ties, now);
  await addChanges(
    tx,
    { recordKind: 'stakeholder', runId: run?.id ?? null, now },
    left.map((recordId) => ({ recordId, event: 'filtered' as const, fields: {} })),
  );
  return left.length;
}
