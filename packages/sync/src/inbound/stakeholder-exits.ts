import { ACCOUNT_LIMITS, GUARD_WINDOW_MS } from '@handrail/core';
import type { ConnectionId } from '@handrail/core';
import {
  addChanges,
  addRunCounts,
  countStakeholdersBefore,
  deleteRelationshipPeople,
  listRecentlyMissing,
  listStandingTies,
  listTiesOfPersons,
  markRecordsMissing,
  markStakeholdersMissing,
  NO_COUNTS,
} from '@handrail/database';
import type { UnseenRecord, WorkspaceTransaction } from '@handrail/database';
import type { GainsightReader } from '@handrail/gainsight';
import type { OpenVendor } from '../vendors.ts';
import { confirmMissing } from './confirm-missing.ts';
import { COMPANY_PERSON, PEOPLE_OBJECTS, PERSON, RELATIONSHIP_PERSON } from './stakeholder-context.ts';
import type { PeopleObject } from './stakeholder-context.ts';
import type { Slice, Withheld } from './stream.ts';
import { findUnseen, idsOf, startOf } from './sweep.ts';
import { explainExit, withhold } from './withhold.ts';
import type { ExitCause } from './withhold.ts';

/** Persons and their ties to companies and relationships that are no longer at the source, by object. */
export type MissingPeople<Record = UnseenRecord> = Readonly<{ [Name in PeopleObject]: readonly Record[] }>;

/**
 * Ends a full run: persons and ties that stood before it and were not seen are asked for by their ids, and those who are
 * confirmed absent take their stakeholders out of the lists, all of them or, above the guard's limits, none. Nothing is
 * erased. Answers what is withheld.
 */
export async function settleStakeholderExits(
  slice: Slice,
  open: OpenVendor<GainsightReader>,
  /** The objects that were listed to their end. */
  listed: readonly string[],
): Promise<Withheld | null> {
  const unseen = async (object: PeopleObject) =>
    listed.includes(object) ? confirmUnseen(slice, open, object) : [];
  return letStakeholdersGo(slice, open.connection.id, {
    [PERSON]: await unseen(PERSON),
    [COMPANY_PERSON]: await unseen(COMPANY_PERSON),
    [RELATIONSHIP_PERSON]: await unseen(RELATIONSHIP_PERSON),
  });
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
  missing: MissingPeople,
): Promise<Withheld | null> {
  const all = PEOPLE_OBJECTS.flatMap((object) => missing[object]);
  if (all.length === 0) return null;
  const now = slice.clock.now();
  return slice.transaction(async (tx) => {
    const ofPersons = await listTiesOfPersons(tx, connectionId, idsOf(missing[PERSON]));
    const exits = await listStandingTies(tx, connectionId, [...idsOf(all), ...ofPersons]);
    const withheld = withhold({
      candidates: exits,
      shown: all.map((exit) => ({ ...exit, kind: 'missing' })),
      live: await countStakeholdersBefore(tx, connectionId, startOf(slice.run)),
      past: await listRecentlyMissing(tx, 'stakeholder', new Date(now.getTime() - GUARD_WINDOW_MS)),
      limits: ACCOUNT_LIMITS,
      now,
    });
    if (withheld !== null) return withheld;
    const cause = { run: slice.run, now, isApproved: false };
    const gone = {
      [PERSON]: idsOf(missing[PERSON]),
      [COMPANY_PERSON]: idsOf(missing[COMPANY_PERSON]),
      [RELATIONSHIP_PERSON]: idsOf(missing[RELATIONSHIP_PERSON]),
    };
    const left = await removeStakeholders(tx, cause, connectionId, gone);
    await addRunCounts(tx, slice.run.id, { ...NO_COUNTS, exits: left });
    return null;
  });
}

/** Marks persons and ties as missing, with the stakeholders that rest on them; answers how many left. */
export async function removeStakeholders(
  tx: WorkspaceTransaction,
  cause: ExitCause,
  connectionId: ConnectionId,
  gone: MissingPeople<string>,
): Promise<number> {
  const { run, now } = cause;
  for (const object of PEOPLE_OBJECTS) {
    await markRecordsMissing(tx, { connectionId, object }, gone[object], now);
  }
  await deleteRelationshipPeople(tx, connectionId, gone[RELATIONSHIP_PERSON]);
  const ties = [
    ...gone[COMPANY_PERSON],
    ...gone[RELATIONSHIP_PERSON],
    ...(await listTiesOfPersons(tx, connectionId, gone[PERSON])),
  ];
  const left = await markStakeholdersMissing(tx, connectionId, [...new Set(ties)], now);
  await addChanges(
    tx,
    { recordKind: 'stakeholder', runId: run.id, now },
    left.map((recordId) => ({ recordId, event: 'missing' as const, fields: explainExit(cause) })),
  );
  return left.length;
}
