import type { ConnectionId } from '@handrail/core';
import { listPresentRecords } from '@handrail/database';
import type { UnseenRecord, WorkspaceTransaction } from '@handrail/database';
import { RELATIONSHIP } from './relationship-context.ts';
import { removeRelationships } from './relationship-exits.ts';
import { COMPANY_PERSON, PEOPLE_OBJECTS, PERSON, RELATIONSHIP_PERSON } from './stakeholder-context.ts';
import { removeStakeholders } from './stakeholder-exits.ts';
import type { ExitCause } from './withhold.ts';

/** The objects beside the company whose records can go missing. */
export const OTHER_OBJECTS = [RELATIONSHIP, ...PEOPLE_OBJECTS] as const;

/** Records beside companies, by their object. */
export type OtherRecords<Record = UnseenRecord> = Readonly<{
  [Name in (typeof OTHER_OBJECTS)[number]]: readonly Record[];
}>;

/** Which of these ids are records that stand as present, by object. An id names one record of one object. */
export async function listPresentOthers(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  gainsightIds: readonly string[],
): Promise<OtherRecords> {
  return mapOthers((object) => listPresentRecords(tx, { connectionId, object }, gainsightIds));
}

/** Marks all of these as missing; answers how many relationships and stakeholders left the lists. */
export async function removeOthers(
  tx: WorkspaceTransaction,
  cause: ExitCause,
  connectionId: ConnectionId,
  gone: OtherRecords<string>,
): Promise<number> {
  const relationships = await removeRelationships(tx, cause, connectionId, gone[RELATIONSHIP]);
  return relationships + (await removeStakeholders(tx, cause, connectionId, gone));
}

/** Makes something of each object, one after the other. */
export async function mapOthers<Made>(
  make: (object: (typeof OTHER_OBJECTS)[number]) => Promise<readonly Made[]>,
): Promise<OtherRecords<Made>> {
  return {
    [RELATIONSHIP]: await make(RELATIONSHIP),
    [COMPANY_PERSON]: await make(COMPANY_PERSON),
    [PERSON]: await make(PERSON),
    [RELATIONSHIP_PERSON]: await make(RELATIONSHIP_PERSON),
  };
}
