import {
  contentHash,
  fieldCatalog,
  PROJECTION_REVISION,
  RELATIONSHIP_FIELDS,
  RELATIONSHIP_SOURCES,
} from '@handrail/core';
import type {
  Configuration,
  RelationshipFieldName,
  RelationshipRules,
  RelationshipSources,
  SourceField,
} from '@handrail/core';
import type { ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from '../configuration.ts';
import { toSourceField } from '../source-fields.ts';
import { readDescribedFields, readNamedFields } from './described-fields.ts';
import { fieldDrifted } from './field-drift.ts';

/** The vendor's object of relationships, as the reference spells it. */
export const RELATIONSHIP = 'Relationship';
export const RELATIONSHIP_TYPE = 'relationship_type';
/** The rule by which a relationship is out: the filter keeps its account out. */
export const WITH_ITS_ACCOUNT = 'account';

/** Those of ours without which a relationship is none, or stands nowhere. */
const DECIDING: readonly RelationshipFieldName[] = ['name', 'company'];

/** What a run of relationships decides by. */
export interface RelationshipContext {
  readonly rules: RelationshipRules;
  /** Fields to select beside id and date, as the tenant spells them. */
  readonly sources: readonly string[];
  /** Those of them that cannot be read: the tenant has them no more, or refuses them in this run. */
  readonly unread: readonly string[];
  /** Changes when a field that is read does, or how it is read. */
  readonly version: string;
  /** IANA zone of the workspace. */
  readonly zone: string;
}

/**
 * Reads which of the standard fields the tenant has, or had, and the custom fields of a configuration. Throws
 * source_field_missing or source_field_removed for one that the tenant does not have and nothing is decided without.
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
  const { sources, gone } = await readRelationshipSources(tx, connection);
  const lost = DECIDING.map((name) => sources[name]?.name).find(
    (field) => field !== undefined && gone.includes(field),
  );
  if (lost !== undefined)
    throw fieldDrifted({ object: RELATIONSHIP, field: lost, kind: 'removed' }, { isFixed: true });
  const mapping = configuration.fields.relationship.custom;
  const named = Object.values(mapping).map(({ source }) => ({ name: source }));
  const ofCustom = await readNamedFields(tx, connection.id, RELATIONSHIP, named);
  const fields = Object.values(sources);
  const set = Object.keys(mapping).length === 0 ? {} : { custom: JSON.stringify([mapping, ofCustom]) };
  const { zone } = configuration.organisation;
  return {
    rules: { sources, custom: mapping, fields: fieldCatalog([...fields, ...ofCustom]), zone },
    sources: [...new Set([...fields, ...ofCustom].map((field) => field.name))],
    unread: gone,
    version: contentHash({ fields: JSON.stringify(fields), zone, ...set, revision: PROJECTION_REVISION }),
    zone,
  };
}

/** Whether a relationship cannot be decided without a field. Any other one only fills a column. */
export function decidesRelationships({ rules }: RelationshipContext, field: string): boolean {
  return DECIDING.some((name) => rules.sources[name]?.name === field);
}

/** The standard fields that the tenant ever had, and which of them it has no more. */
export async function readRelationshipSources(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
): Promise<{ readonly sources: RelationshipSources; readonly gone: readonly string[] }> {
  const described = await readDescribedFields(tx, connection.id, RELATIONSHIP);
  const sources: Partial<Record<RelationshipFieldName, SourceField>> = {};
  const gone: string[] = [];
  for (const name of RELATIONSHIP_FIELDS) {
    const found = described.find(RELATIONSHIP_SOURCES[name]);
    if (found === undefined) continue;
    sources[name] = toSourceField(found.row);
    if (found.isGone) gone.push(found.row.name);
  }
  return { sources, gone };
}
