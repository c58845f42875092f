import {
  completeStakeholderMapping,
  contentHash,
  dayOf,
  fieldCatalog,
  PROJECTION_REVISION,
  stakeholderSources,
} from '@handrail/core';
import type { CalendarDay, Configuration, FilterContext, StakeholderMapping } from '@handrail/core';
import type { ConnectionRow, StakeholderObjects, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from '../configuration.ts';
import { COMPANY } from './account-context.ts';
import { listStandingFields, readNamedFields } from './described-fields.ts';
import { WITH_ITS_ACCOUNT } from './relationship-context.ts';
import { MODIFIED_DATE } from './source-record.ts';

/** The vendor's objects whose join becomes stakeholders, as the reference spells them. */
export const PERSON = 'person';
export const COMPANY_PERSON = 'company_person';
export const RELATIONSHIP_PERSON = 'relationship_person';

/** What decides whether a tie or a person is in. */
export function stakeholderObjects(connection: Pick<ConnectionRow, 'id'>): StakeholderObjects {
  return {
    connectionId: connection.id,
    person: PERSON,
    tie: COMPANY_PERSON,
    company: COMPANY,
    rule: WITH_ITS_ACCOUNT,
  };
}

/** The fields that join a person to a company and say whether the tie holds. */
export const TIE = { person: 'Person_ID', company: 'Company_ID', isActive: 'Active' } as const;

/** The fields that join a person to a relationship; the role there is a text. */
export const RELATIONSHIP_TIE = {
  person: 'Person_ID',
  relationship: 'Relationship_ID',
  company: 'Company_ID',
  role: 'Role',
  isActive: 'Active',
} as const;

/** The objects that are read, in this order: whether a person is in follows from their ties. */
export const PEOPLE_OBJECTS = [COMPANY_PERSON, PERSON, RELATIONSHIP_PERSON] as const;

/** One of {@link PEOPLE_OBJECTS}. */
export type PeopleObject = (typeof PEOPLE_OBJECTS)[number];

/** What a run of stakeholders projects by. */
export interface StakeholderContext {
  readonly mapping: StakeholderMapping;
  /** Fields to select beside id and date, by object; null for what the tenant does not have, or not so. */
  readonly sources: Readonly<Record<typeof PERSON | typeof COMPANY_PERSON, readonly string[]>> & {
    readonly [RELATIONSHIP_PERSON]: readonly string[] | null;
  };
  readonly projection: Pick<FilterContext, 'fields' | 'zone'>;
  /** Names what stakeholders are projected by: another version projects stored rows again. */
  readonly version: string;
  today(now: Date): CalendarDay;
}

/** Reads configuration and described fields. Throws source_field_missing for a field that the tenant does not have. */
export async function readStakeholderContext(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  configVersion?: number,
): Promise<StakeholderContext> {
  const { configuration } = await readConfiguration(tx, configVersion);
  return stakeholderContextOf(tx, connection, configuration);
}

/** The same of a configuration that is at hand. */
export async function stakeholderContextOf(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  configuration: Configuration,
): Promise<StakeholderContext> {
  const { zone } = configuration.organisation;
  const mapping = completeStakeholderMapping(configuration.fields.stakeholder);
  const sources = stakeholderSources(mapping);
  const ties = [...new Set([...Object.values(TIE), ...sources.companyPerson])];
  const ofPerson = sources.person.map((name) => ({ name, as: `Person.${name}` }));
  const fields = [
    ...(await readNamedFields(tx, connection.id, PERSON, ofPerson)),
    ...(await readNamedFields(
      tx,
      connection.id,
      COMPANY_PERSON,
      ties.map((name) => ({ name })),
    )),
  ];
  const set = {
    mapping: JSON.stringify(mapping),
    fields: JSON.stringify(fields),
    zone,
    revision: PROJECTION_REVISION,
  };
  return {
    mapping,
    sources: {
      [PERSON]: sources.person,
      [COMPANY_PERSON]: ties,
      [RELATIONSHIP_PERSON]: await readRelationshipTie(tx, connection),
    },
    projection: { fields: fieldCatalog(fields), zone },
    version: contentHash(set),
    today: (now) => dayOf(now, zone),
  };
}

/**
 * The fields of a person at a relationship that the tenant has; null when it lacks the object, or one without which a row
 * says nothing or cannot be read by increments.
 */
async function readRelationshipTie(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
): Promise<readonly string[] | null> {
  const rows = await listStandingFields(tx, connection.id, RELATIONSHIP_PERSON);
  const names = new Set(rows.map(({ name }) => name.toLowerCase()));
  const needed = [RELATIONSHIP_TIE.person, RELATIONSHIP_TIE.relationship, MODIFIED_DATE];
  if (!needed.every((name) => names.has(name.toLowerCase()))) return null;
  return Object.values(RELATIONSHIP_TIE).filter((name) => names.has(name.toLowerCase()));
}
