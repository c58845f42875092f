import { contentHash, fieldCatalog, PROJECTION_REVISION, RELATIONSHIP_FIELDS } from '@handrail/core';
import type { Configuration, RelationshipFieldName, RelationshipRules, SourceField } from '@handrail/core';
import type { ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from '../configuration.ts';
import { toSourceField } from '../source-fields.ts';
import { listStandingFields, readNamedFields } from './described-fields.ts';

/** The vendor's object of relationships, as the reference spells it. */
export const RELATIONSHIP = 'Relationship';
export const RELATIONSHIP_TYPE = 'relationship_type';
/** The rule by which a relationship is out: the filter keeps its account out. */
export const WITH_ITS_ACCOUNT = 'account';

/** The standard fields of the vendor (reference 18.2); no configuration maps them otherwise. */
const FIELDS: Readonly<Record<RelationshipFieldName, string>> = {
  name: 'Name',
  company: 'CompanyId',
  type: 'TypeId',
  owner: 'Csm',
  status: 'Status',
  stage: 'Stage',
  arr: 'Arr',
  mrr: 'Mrr',
  renewalDate: 'RenewalDate',
  contractStart: 'OriginalContractDate',
};

/** What a run of relationships decides by. */
export interface RelationshipContext {
  readonly rules: RelationshipRules;
  /** Fields to select beside id and date, as the tenant spells them. */
  readonly select: readonly string[];
  /** Changes when a field that is read does, or how it is read. */
  readonly version: string;
  /** IANA zone of the workspace. */
  readonly zone: string;
}

/**
 * Reads which of the standard fields the tenant has, as last described, and the custom fields of a configuration. Throws
 * source_field_missing or source_field_removed for a custom field that the tenant does not have.
 */
export async function readRelationshipContext(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  configVersion?: number,
): Promise<RelationshipContext> {
  const { configuration } = await readConfiguration(tx, configVersion);
  return relationshipContextOf(tx, connection, configuration);
}

/** The same of a configuration that is at hand. */
export async function relationshipContextOf(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  configuration: Configuration,
): Promise<RelationshipContext> {
  const described = await listStandingFields(tx, connection.id, RELATIONSHIP);
  const byName = new Map(described.map((row) => [row.name.toLowerCase(), row]));
  const sources: Partial<Record<RelationshipFieldName, SourceField>> = {};
  for (const name of RELATIONSHIP_FIELDS) {
    const row = byName.get(FIELDS[name].toLowerCase());
    if (row !== undefined) sources[name] = toSourceField(row);
  }
  const mapping = configuration.fields.relationship.custom;
  const named = Object.values(mapping).map(({ source }) => ({ name: source }));
  const ofCustom = await readNamedFields(tx, connection.id, RELATIONSHIP, named);
  const fields = Object.values(sources);
  const set = Object.keys(mapping).length === 0 ? {} : { custom: JSON.stringify([mapping, ofCustom]) };
  const { zone } = configuration.organisation;
  return {
    rules: { sources, custom: mapping, fields: fieldCatalog([...fields, ...ofCustom]), zone },
    select: [...new Set([...fields, ...ofCustom].map((field) => field.name))],
    version: contentHash({ fields: JSON.stringify(fields), zone, ...set, revision: PROJECTION_REVISION }),
    zone,
  };
}
