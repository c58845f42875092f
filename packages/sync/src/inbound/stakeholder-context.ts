import {
  completeStakeholderMapping,
  contentHash,
  dayOf,
  fieldCatalog,
  stakeholderSources,
} from '@handrail/core';
import type { CalendarDay, FilterContext, StakeholderMapping } from '@handrail/core';
import { getWorkspace } from '@handrail/database';
import type { ConnectionRow, StakeholderObjects, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from '../configuration.ts';
import { COMPANY } from './account-context.ts';
import { readNamedFields } from './described-fields.ts';
import { WITH_ITS_ACCOUNT } from './relationship-context.ts';

/** The vendor's objects whose join becomes stakeholders, as the reference spells them. */
export const PERSON = 'person';
export const COMPANY_PERSON = 'company_person';

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

/** What a run of stakeholders projects by. */
export interface StakeholderContext {
  readonly mapping: StakeholderMapping;
  /** Fields to select beside id and date, by object. */
  readonly sources: Readonly<Record<typeof PERSON | typeof COMPANY_PERSON, readonly string[]>>;
  readonly projection: Pick<FilterContext, 'fields' | 'zone'>;
  /** Names what stakeholders are projected by: another version projects stored rows again. */
  readonly version: string;
  today(now: Date): CalendarDay;
}

/** Reads configuration and described fields. Throws source_field_missing for a field that the tenant does not have. */
export async function readStakeholderContext(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  configVersion: number,
): Promise<StakeholderContext> {
  const { configuration } = await readConfiguration(tx, configVersion);
  const { time_zone: zone } = await getWorkspace(tx);
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
  const set = { mapping: JSON.stringify(mapping), fields: JSON.stringify(fields), zone };
  return {
    mapping,
    sources: { [PERSON]: sources.person, [COMPANY_PERSON]: ties },
    projection: { fields: fieldCatalog(fields), zone },
    version: contentHash(set),
    today: (now) => dayOf(now, zone),
  };
}
