import { isJsonObject } from '@handrail/core';
import type { JsonValue } from '@handrail/core';
import { addChanges, readLastEvents, readStakeholders, upsertStakeholders } from '@handrail/database';
import type {
  ConnectionRow,
  NewChange,
  NewStakeholder,
  RunRow,
  StakeholderRow,
  WorkspaceTransaction,
} from '@handrail/database';
import { stakeholderChanges } from './stakeholder-changes.ts';

/**
 * Stores stakeholders with the changes that say so. The tie of a person is read before the person: who waits for theirs
 * has not come yet, keeps what was known of them, and is told of once, when the person is there.
 */
export async function storeStakeholders(
  tx: WorkspaceTransaction,
  {
    run,
    connection,
    now,
  }: { readonly run: RunRow | null; readonly connection: ConnectionRow; readonly now: Date },
  stakeholders: readonly NewStakeholder[],
): Promise<void> {
  const before = await readStakeholders(tx, connection.id, stakeholders);
  const rows = new Map([...before.values()].map((row) => [identityOf(row), row]));
  const next = new Map(
    stakeholders.map((one) => [identityOf(one), keepWhileWaiting(one, rows.get(identityOf(one)))]),
  );
  const stored = await upsertStakeholders(tx, connection.id, [...next.values()], now);
  const waited = stored.map(({ id }) => id).filter((id) => before.get(id)?.presence === 'waiting');
  const last = await readLastEvents(tx, waited);
  await addChanges(
    tx,
    { recordKind: 'stakeholder', runId: run?.id ?? null, now },
    stored.flatMap(({ id, presence }): NewChange[] => {
      if (presence === 'waiting') return [];
      const row = before.get(id);
      const after = row === undefined ? undefined : next.get(identityOf(row));
      const event = eventOf(row, last);
      if (event === 'added' || row === undefined || after === undefined)
        return [{ recordId: id, event, fields: {} }];
      const { presence: turn, ...values } = stakeholderChanges(row, after);
      const isTurn = turn !== undefined && event === 'changed' && row.presence !== 'waiting';
      const fields = isTurn ? { ...values, presence: turn } : values;
      if (row.presence === 'waiting' && event === 'changed' && Object.keys(fields).length === 0) return [];
      return [{ recordId: id, event, fields }];
    }),
  );
}

/** What is to be said of a stakeholder who stands; of one who waited, by what was said of them before. */
function eventOf(
  row: StakeholderRow | undefined,
  last: ReadonlyMap<string, NewChange['event']>,
): 'added' | 'changed' | 'returned' {
  if (row === undefined) return 'added';
  const said = row.presence === 'waiting' ? last.get(row.id) : row.presence;
  if (said === undefined) return 'added';
  return said === 'missing' || said === 'filtered' ? 'returned' : 'changed';
}

/** Nothing is known of a person who was not read: that is no reason to forget what was. */
function keepWhileWaiting(one: NewStakeholder, row: StakeholderRow | undefined): NewStakeholder {
  if (one.presence !== 'waiting' || row === undefined) return one;
  const { name, email, title, role, phone, decision_maker, touch_frequency } = row;
  const custom = row.fields as JsonValue;
  const fields = isJsonObject(custom) ? custom : {};
  return { ...one, name, email, title, role, phone, decision_maker, touch_frequency, fields };
}

/** A person at a company: what makes two rows the same stakeholder. */
export function identityOf(of: Pick<StakeholderRow, 'company_gainsight_id' | 'person_gainsight_id'>): string {
  return `${of.company_gainsight_id} ${of.person_gainsight_id}`;
}
