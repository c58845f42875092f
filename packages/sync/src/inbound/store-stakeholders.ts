import { isJsonObject } from '@handrail/core';
import type { JsonValue } from '@handrail/core';
import {
  addChanges,
  readLastEvents,
  readStakeholders,
  readStoredRecords,
  upsertStakeholders,
} from '@handrail/database';
import type {
  ConnectionRow,
  NewChange,
  NewStakeholder,
  RunRow,
  StakeholderRow,
  WorkspaceTransaction,
} from '@handrail/database';
import { stakeholderChanges } from './stakeholder-changes.ts';
import { PERSON } from './stakeholder-context.ts';

/**
 * Stores stakeholders with the changes that say so. The tie of a person is read before the person: who waits for theirs
 * has not come yet, keeps what was known of them, and is told of once, when the person is there. Who is missing since their
 * person is gone stays so.
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
  const gone = await listGonePersons(tx, connection, [...before.values()]);
  const next = new Map(
    stakeholders.map((one) => [identityOf(one), keepWhileWaiting(one, rows.get(identityOf(one)), gone)]),
  );
  const stored = await upsertStakeholders(tx, connection.id, [...next.values()], now);
  const waited = stored.map(({ id }) => id).filter((id) => before.get(id)?.presence === 'waiting');
  const last = await readLastEvents(tx, waited);
  await addChanges(
    tx,
    { recordKind: 'stakeholder', runId: run?.id ?? null, now },
    stored.flatMap(({ id, presence }): NewChange[] => {
      if (presence === 'waiting' || presence === 'missing') return [];
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

/** Of those who are missing, the persons that the source no longer has: of others their tie is gone. */
async function listGonePersons(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  rows: readonly StakeholderRow[],
): Promise<ReadonlySet<string>> {
  const ids = rows.flatMap(({ presence, person_gainsight_id: id }) =>
    presence === 'missing' && id !== null ? [id] : [],
  );
  if (ids.length === 0) return new Set();
  const stored = await readStoredRecords(tx, { connectionId: connection.id, object: PERSON }, ids);
  return new Set(ids.filter((id) => stored.get(id)?.presence === 'missing'));
}

/** Nothing is known of a person who was not read: that is no reason to forget what was. */
function keepWhileWaiting(
  one: NewStakeholder,
  row: StakeholderRow | undefined,
  gone: ReadonlySet<string>,
): NewStakeholder {
  if (one.presence !== 'waiting' || row === undefined) return one;
  const { name, email, title, role, phone, decision_maker, touch_frequency } = row;
  const custom = row.fields as JsonValue;
  const fields = isJsonObject(custom) ? custom : {};
  const presence = row.presence === 'missing' && gone.has(one.person_gainsight_id) ? 'missing' : 'waiting';
  return { ...one, presence, name, email, title, role, phone, decision_maker, touch_frequency, fields };
}

/** A person at a company: what makes two rows the same stakeholder. */
export function identityOf(of: Pick<StakeholderRow, 'company_gainsight_id' | 'person_gainsight_id'>): string {
  return `${of.company_gainsight_id} ${of.person_gainsight_id}`;
}
