import type { ConnectionId } from '@handrail/core';
import { listWaitingApprovals, readAccounts } from '@handrail/database';
import type { RunRow, WorkspaceTransaction } from '@handrail/database';
import type { WithheldExit } from './inbound/stream.ts';
import { referTo, withheldSchema } from './withheld-run.ts';

/** Accounts whose exits a run met before and holds back until a person decides, by the kinds of a preview. */
export interface PreviewWaiting {
  readonly run: Pick<RunRow, 'id' | 'number'>;
  readonly total: number;
  readonly leaving: number;
  /** Who would turn to Churned. */
  readonly status: number;
  readonly missing: number;
}

/** What waits for approval already: the preview of a draft that has nothing read anew does not meet who is gone. */
export async function readPreviewWaiting(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
): Promise<readonly PreviewWaiting[]> {
  const waiting: PreviewWaiting[] = [];
  for (const run of await listWaitingApprovals(tx)) {
    const { count, sample, drift } = withheldSchema.parse(run.withheld);
    // A run that a field stopped has decided about nobody.
    if (drift !== null) continue;
    const ids = sample.map(({ gainsightId }) => gainsightId);
    const accounts = await readAccounts(tx, connectionId, ids);
    const exits = sample.filter(({ gainsightId }) => accounts.get(gainsightId)?.presence === 'present');
    if (exits.length === 0) continue;
    const of = (kind: WithheldExit['kind']) => exits.filter((exit) => exit.kind === kind).length;
    waiting.push({
      run: referTo(run),
      // Of many more than are listed by name, those that are not listed are accounts like the others.
      total: exits.length + count - sample.length,
      leaving: of('filtered'),
      status: of('churned'),
      missing: of('missing'),
    });
  }
  return waiting;
}
