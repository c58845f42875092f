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
import { readDescribedFields, readNamedFields } from './described-fields.ts';
import { WITH_ITS_ACCOUNT } from './relationship-context.ts';
import { MODIFIED_DATE } from './source-record.ts';
import type { FieldReading } from './unread-fields.ts';

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
  /** What is read of each object. */
  readonly reading: Readonly<Record<PeopleObject, FieldReading>>;
  readonly projection: Pick<FilterContext, 'fields' | 'zone'>;
  /** Names what stakeholders are projected by: another version projects stored rows again. */
  readonly version: string;
  today(now: Date): CalendarDay;
}

/**
 * Reads configuration and described fields. Throws source_field_removed or source_field_missing for a mapped field, or one
 * of a tie, that the tenant does not have.
 */
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
  const own: readonly string[] = Object.values(TIE);
  const ties = [...new Set([...own, ...sources.companyPerson])];
  const ofPerson = sources.person.map((name) => ({ name, as: `Person.${name}` }));
  const fields = [
    ...(await readNamedFields(tx, connection.id, PERSON, ofPerson)),
    ...(await readNamedFields(
      tx,
      connection.id,
      COMPANY_PERSON,
      ties.map((name) => ({ name, isFixed: own.includes(name) })),
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
    reading: {
      [PERSON]: { sources: sources.person, unread: [] },
      [COMPANY_PERSON]: { sources: ties, unread: [] },
      [RELATIONSHIP_PERSON]: await readRelationshipTie(tx, connection),
    },
    projection: { fields: fieldCatalog(fields), zone },
    version: contentHash(set),
    today: (now) => dayOf(now, zone),
  };
}

/** Whether people cannot be decided without a field of theirs. Any other one only fills a column. */
export function decidesStakeholders(object: string, field: string): boolean {
  return object === COMPANY_PERSON && Object.values<string>(TIE).includes(field);
}

/**
 * Whether persons at relationships can be read: not where the tenant lacks the object, or where a field is gone or refused
 * that says who belongs where, whether still, and since when. Only the role fills a column.
 */
export function isRelationshipTieReadable({ sources, unread }: FieldReading): boolean {
  const { person, relationship, role } = RELATIONSHIP_TIE;
  const isListed = sources.includes(person) && sources.includes(relationship);
  return isListed && unread.every((name) => name === role);
}

/** The fields of a person at a relationship that the tenant has, or had; none where rows have no date. */
async function readRelationshipTie(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
): Promise<FieldReading> {
  const described = await readDescribedFields(tx, connection.id, RELATIONSHIP_PERSON);
  if (described.find(MODIFIED_DATE)?.isGone !== false) return { sources: [], unread: [] };
  const sources = Object.values(RELATIONSHIP_TIE).filter((name) => described.find(name) !== undefined);
  return { sources, unread: sources.filter((name) => described.find(name)?.isGone === true) };
}
