import { linkParents, sameJson } from '@handrail/core';
import type { AccountId, ConnectionId, HierarchyNode } from '@handrail/core';
import { hasTreeChanged, lockTrees, placeFromRoots, savePlaces } from '@handrail/database';
import type { AccountPlace, TreeAccount, WorkspaceTransaction } from '@handrail/database';
import type { Slice } from './stream.ts';

/**
 * Links accounts to their parents, whatever the order in which they arrived; who has a parent that was merged away is
 * linked to the account that is left of it. An edge is as old as the day on which it was first seen, so that of a cycle
 * the newest one is cut: only of cycles, and what hangs below them, all accounts are held at once. Only places that moved
 * are written.
 */
export async function linkHierarchy(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  now: Date,
): Promise<void> {
  await lockTrees(tx);
  const accounts = await placeFromRoots(tx, connectionId, now);
  const nodes = accounts.map((account): HierarchyNode => ({
    gainsightId: account.gainsightId,
    parentGainsightId: account.parentGainsightId,
    linkedAt: linkedAt(account, now),
  }));
  const { places, cuts } = linkParents(nodes);
  const cycles = new Map(cuts.map((cut) => [cut.gainsightId, cut.cycle]));
  const ids = new Map(accounts.map((account) => [account.gainsightId, account.id]));
  const idOf = (gainsightId: string): AccountId[] => {
    const id = ids.get(gainsightId);
    return id === undefined ? [] : [id];
  };
  const moved = accounts.flatMap((account): AccountPlace[] => {
    const place = places.get(account.gainsightId);
    if (place === undefined) return [];
    const next: AccountPlace = {
      accountId: account.id,
      parentGainsightId: account.parentGainsightId,
      linkedAt: linkedAt(account, now),
      parentAccountId: place.parent === null ? null : (ids.get(place.parent) ?? null),
      rootAccountId: ids.get(place.root) ?? account.id,
      depth: place.depth,
      path: place.path.flatMap(idOf),
      cycle: cycles.get(account.gainsightId) ?? null,
    };
    return isSame(account.place, next) ? [] : [next];
  });
  await savePlaces(tx, moved);
}

/**
 * Links accounts to their parents at the end of a run in which one of them came, left or got another parent, or where that
 * happened since the run before; after a full run always. Else all trees stand unread.
 */
export async function linkIfMoved(
  tx: WorkspaceTransaction,
  { run, stream, clock }: Pick<Slice, 'run' | 'stream' | 'clock'>,
  connectionId: ConnectionId,
): Promise<void> {
  const since = stream.last_completed_at;
  if (run.mode !== 'full' && since !== null && !(await hasTreeChanged(tx, run.id, since))) return;
  await linkHierarchy(tx, connectionId, clock.now());
}

function linkedAt({ place, parentGainsightId }: TreeAccount, now: Date): Date {
  return place?.parentGainsightId === parentGainsightId ? place.linkedAt : now;
}

function isSame(before: AccountPlace | null, after: AccountPlace): boolean {
  return (
    before !== null &&
    before.parentGainsightId === after.parentGainsightId &&
    before.parentAccountId === after.parentAccountId &&
    before.rootAccountId === after.rootAccountId &&
    sameJson([...before.path], [...after.path]) &&
    sameJson(before.cycle === null ? null : [...before.cycle], after.cycle === null ? null : [...after.cycle])
  );
}
