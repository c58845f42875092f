import type { AccountDetail } from '@handrail/contract';
import { cycleOf, listRecordNames, listTree } from '@handrail/database';
import type { AccountRow, TreeMember, WorkspaceTransaction } from '@handrail/database';
import { COMPANY } from '@handrail/sync';

/** The root, its way down to the account, and the first of those below: enough for any page. */
const MOST_MEMBERS = 500;

/** Parents above an account and children below it, with the name of a parent that is not with us. */
export async function readHierarchy(
  tx: WorkspaceTransaction,
  row: AccountRow,
): Promise<AccountDetail['hierarchy']> {
  const members = await listTree(tx, row.id, MOST_MEMBERS);
  const self = members.find(({ id }) => id === row.id);
  const byId = new Map<string, TreeMember>(members.map((member) => [member.id, member]));
  const way = (self?.path ?? []).flatMap((id) => byId.get(id) ?? []);
  const top = way[0];
  const outside = top !== undefined && top.cycle === null ? top.parentGainsightId : null;
  const cycle = cycleOf(members, row.gainsight_id);
  const named = [...(cycle ?? []), ...(outside === null ? [] : [outside])];
  const names = await listRecordNames(tx, { connectionId: row.connection_id, object: COMPANY }, named);
  const withName = (gainsightId: string) => ({ gainsightId, name: names.get(gainsightId) ?? null });
  return {
    placeholder: outside === null ? null : withName(outside),
    ancestors: way.filter((member) => member !== self).map(({ id, name }) => ({ id, name })),
    descendants: members.flatMap(({ id, name, parentId, path }) =>
      id !== row.id && parentId !== null && path.includes(row.id) ? [{ id, name, parentId }] : [],
    ),
    cycle: cycle === null ? null : cycle.map(withName),
  };
}
