import { ACCOUNT_LIMITS, GUARD_WINDOW_MS } from '@handrail/core';
import type { ConnectionId } from '@handrail/core';
import {
  addChanges,
  addRunCounts,
  countStakeholdersBefore,
  listRecentlyMissing,
  listTiesOfPersons,
  markRecordsMissing,
  markStakeholdersMissing,
  NO_COUNTS,
} from '@handrail/database';
import type { UnseenRecord, WorkspaceTransaction } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { confirmMissing } from './confirm-missing.ts';
import { COMPANY_PERSON, PERSON } from './stakeholder-context.ts';
import type { Slice, Withheld } from './stream.ts';
import { findUnseen, idsOf, startOf } from './sweep.ts';
import { explainExit, withhold } from './withhold.ts';
import type { ExitCause } from './withhold.ts';

/** Persons and their ties to companies that are no longer at the source. */
export interface MissingPeople<Record = UnseenRecord> {
  readonly ties: readonly Record[];
  readonly persons: readonly Record[];
}

/**
 * Ends a full run: persons and ties that stood before it and were not seen are asked for by their ids, and those who are
 * confirmed absent take their stakeholders out of the lists, all of them or, above the guard's limits, none. Nothing is
 * erased. Answers what is withheld.
 */
export async function settleStakeholderExits(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
): Promise<Withheld | null> {
  const ties = await confirmUnseen(slice, open, COMPANY_PERSON);
  const persons = await confirmUnseen(slice, open, PERSON);
  return letStakeholdersGo(slice, open.connection.id, { ties, persons });
}

async function confirmUnseen(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  object: string,
): Promise<readonly UnseenRecord[]> {
  const unseen = await findUnseen(slice, { connectionId: open.connection.id, object });
  return confirmMissing(slice, open, object, unseen);
}

/** Has the stakeholders of these go missing, all of them; or answers them as withheld by the guard. */
export async function letStakeholdersGo(
  slice: Slice,
  connectionId: ConnectionId,
  { ties, persons }: MissingPeople,
): Promise<Withheld | null> {
  if (ties.length + persons.length === 0) return null;
  const now = slice.clock.now();
  return slice.transaction(async (tx) => {
    const ofPersons = await listTiesOfPersons(tx, connectionId, idsOf(persons));
    const withheld = withhold({
      candidates: [...idsOf(ties), ...ofPersons],
      shown: [...ties, ...persons].map((exit) => ({ ...exit, kind: 'missing' })),
      live: await countStakeholdersBefore(tx, connectionId, startOf(slice.run)),
      past: await listRecentlyMissing(tx, 'stakeholder', new Date(now.getTime() - GUARD_WINDOW_MS)),
      limits: ACCOUNT_LIMITS,
      now,
    });
    if (withheld !== null) return withheld;
    const cause = { run: slice.run, now, isApproved: false };
    const gone = { ties: idsOf(ties), persons: idsOf(persons) };
    const exits = await removeStakeholders(tx, cause, connectionId, gone);
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, exits });
    return null;
  });
}

/** Marks persons and ties as missing, with the stakeholders that rest on them; answers how many left. */
export async function removeStakeholders(
  tx: WorkspaceTransaction,
  cause: ExitCause,
  connectionId: ConnectionId,
  { ties, persons }: MissingPeople<string>,
): Promise<number> {
  const { run, now } = cause;
  await markRecordsMissing(tx, { connectionId, object: COMPANY_PERSON }, ties, now);
  await markRecordsMissing(tx, { connectionId, object: PERSON }, persons, now);
  const ofPersons = await listTiesOfPersons(tx, connectionId, persons);
  const gone = await markStakeholdersMissing(tx, connectionId, [...new Set([...ties, ...ofPersons])], now);
  await addChanges(
    tx,
    { recordKind: 'stakeholder', runId: run.id, now },
    gone.map((recordId) => ({ recordId, event: 'missing' as const, fields: explainExit(cause) })),
  );
  return gone.length;
}
