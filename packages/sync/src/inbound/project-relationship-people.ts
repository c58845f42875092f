import { parseBoolean } from '@handrail/core';
import type { JsonValue, SourceRecord } from '@handrail/core';
import {
  addRunCounts,
  listPeopleOfRelationshipsAlone,
  listRelationshipTiesOut,
  NO_COUNTS,
  upsertRelationshipPeople,
} from '@handrail/database';
import type { NewStakeholder, PersonOfRelationships, WorkspaceTransaction } from '@handrail/database';
import { leaveWithAccount } from './leave-with-account.ts';
import { joinStakeholder, readPresent } from './project-stakeholders.ts';
import type { StakeholderProjecting } from './project-stakeholders.ts';
import { PERSON, RELATIONSHIP_TIE, TIE } from './stakeholder-context.ts';
import { storeStakeholders } from './store-stakeholders.ts';

/** Persons looked at in one go who stand at a relationship and not at its company: mostly there are hardly any. */
const PAGE_ROWS = 10_000;

/** Keeps which persons belong to which relationships; a row that names no person or relationship says nothing. */
export async function storeRelationshipPeople(
  tx: WorkspaceTransaction,
  { connection, now }: Pick<StakeholderProjecting, 'connection' | 'now'>,
  records: readonly SourceRecord[],
): Promise<void> {
  const people = records.flatMap(({ gainsightId, values }) => {
    const person = textOf(values[RELATIONSHIP_TIE.person]);
    const relationship = textOf(values[RELATIONSHIP_TIE.relationship]);
    if (person === null || relationship === null) return [];
    return [
      {
        gainsight_id: gainsightId,
        person_gainsight_id: person,
        company_gainsight_id: textOf(values[RELATIONSHIP_TIE.company]),
        relationship_gainsight_id: relationship,
        role: textOf(values[RELATIONSHIP_TIE.role]),
        is_active: parseBoolean(values[RELATIONSHIP_TIE.isActive]) !== false,
      },
    ];
  });
  await upsertRelationshipPeople(tx, connection.id, people, now);
}

/**
 * Has those be stakeholders of the account who stand at one of its relationships and not at the company itself, and
 * follow them. Done once a run is through with all objects, so that the order in which they arrive does not matter.
 */
export async function projectRelationshipPeople(
  tx: WorkspaceTransaction,
  projecting: StakeholderProjecting,
): Promise<void> {
  const { run, connection, now } = projecting;
  const out = await listRelationshipTiesOut(tx, connection.id);
  const exits = await leaveWithAccount(tx, projecting, out);
  if (run !== null && exits > 0) await addRunCounts(tx, run.id, { ...NO_COUNTS, exits });
  for await (const stakeholders of joinRelationshipPeople(tx, projecting))
    await storeStakeholders(tx, { run, connection, now }, stakeholders);
}

/** The same as stakeholders, part by part, with nothing stored. */
export async function* joinRelationshipPeople(
  tx: WorkspaceTransaction,
  { connection, context }: Pick<StakeholderProjecting, 'connection' | 'context'>,
): AsyncGenerator<readonly NewStakeholder[]> {
  let page: readonly PersonOfRelationships[] = [];
  do {
    const after = page.at(-1) ?? null;
    page = await listPeopleOfRelationshipsAlone(tx, connection.id, { after, limit: PAGE_ROWS });
    const ids = page.map(({ person_gainsight_id: id }) => id);
    const persons = await readPresent(tx, { connectionId: connection.id, object: PERSON }, ids);
    yield page.flatMap((one) => {
      const tie = {
        [TIE.person]: one.person_gainsight_id,
        [TIE.company]: one.company_gainsight_id,
        [TIE.isActive]: one.is_active,
        [RELATIONSHIP_TIE.role]: one.role,
      };
      const made = joinStakeholder(one.gainsight_id, tie, persons, context);
      return 'faults' in made ? [] : [{ ...made, source: 'relationship-person' as const }];
    });
  } while (page.length === PAGE_ROWS);
}

function textOf(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
