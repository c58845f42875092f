import { isDeepStrictEqual } from 'node:util';
import type { UserId } from '@handrail/core';
import { findLatestConfig, readOrganisation, updateWorkspace } from '@handrail/database';
import type { WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import { saveConfiguration } from './save-configuration.ts';
import type { SaveOutcome } from './save-configuration.ts';

const documentSchema = z.record(z.string(), z.unknown());

/** Zone and domains of the organisation; what is left out stays. */
export interface OrganisationChange {
  readonly zone?: string | undefined;
  readonly domains?: readonly string[] | undefined;
  readonly createdBy: UserId | null;
  readonly now: Date;
}

/**
 * Changes the organisation: as a version of the configuration, which carries it out, or, before the first Save, of the
 * workspace alone. Answers what came of the version, nothing where there is none.
 */
export async function saveOrganisation(
  tx: WorkspaceTransaction,
  { createdBy, now, ...change }: OrganisationChange,
): Promise<SaveOutcome | undefined> {
  const before = await readOrganisation(tx);
  const organisation = {
    zone: change.zone ?? before.zone,
    domains: [...new Set(change.domains ?? before.domains)],
  };
  if (isDeepStrictEqual(organisation, before)) return undefined;
  const latest = await findLatestConfig(tx);
  if (latest === undefined) {
    await updateWorkspace(tx, { organisationDomains: organisation.domains, timeZone: organisation.zone });
    return undefined;
  }
  const document = { ...documentSchema.parse(latest.document), organisation };
  return saveConfiguration(tx, { basedOn: latest.version, document, createdBy, now });
}
