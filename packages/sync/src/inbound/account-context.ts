import { accountRules, accountSources, contentHash, fieldCatalog } from '@handrail/core';
import type { AccountRules, Configuration, ConnectionId } from '@handrail/core';
import { getWorkspace, listSourceFields } from '@handrail/database';
import type { ConnectionRow, SourceFieldRow, WorkspaceTransaction } from '@handrail/database';
import { readConfiguration } from '../configuration.ts';
import { SyncError } from '../errors.ts';
import { fieldDrifted } from './field-drift.ts';
import { toSourceField } from '../source-fields.ts';

/** The vendor's object that becomes accounts, as the reference spells it. */
export const COMPANY = 'Company';
/** The vendor's object of users, which accounts point to. */
export const USER = 'gsuser';

/** What a run of accounts decides by. */
export interface AccountContext {
  readonly configuration: Configuration;
  readonly rules: AccountRules;
  /** Fields to select beside id and date, spelled as the configuration spells them. */
  readonly sources: readonly string[];
  /** IANA zone of the workspace. */
  readonly zone: string;
}

/** Reads configuration and described fields. Throws source_field_missing for a field that the tenant does not have. */
export async function readAccountContext(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  configVersion: number,
): Promise<AccountContext> {
  const { configuration } = await readConfiguration(tx, configVersion);
  return readDraftContext(tx, connection, configuration);
}

/** The same for a configuration that is not saved: what a preview decides by. */
export async function readDraftContext(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  configuration: Configuration,
): Promise<AccountContext> {
  const workspace = await getWorkspace(tx);
  const described = await listSourceFields(tx, connection.id, COMPANY);
  const standing = standingOf(described);
  const byName = new Map(standing.map((row) => [row.name.toLowerCase(), row]));
  const sources = accountSources(configuration);
  const everSeen = new Set(described.map((row) => row.name.toLowerCase()));
  const fields = fieldCatalog(sources.flatMap((name) => sourceField(byName, everSeen, name)));
  const { accounts, status } = configuration;
  const rules = JSON.stringify([accounts, status, configuration.fields.account]);
  const version = rulesVersion({ rules, zone: workspace.time_zone }, [...fields.values()]);
  return {
    configuration,
    rules: { ...accountRules(configuration, fields, version), zone: workspace.time_zone },
    sources,
    zone: workspace.time_zone,
  };
}

/** The fields of an object as last described: one that the last description no longer listed is gone. */
export async function listStandingFields(
  tx: WorkspaceTransaction,
  connectionId: ConnectionId,
  object: string = COMPANY,
): Promise<SourceFieldRow[]> {
  return standingOf(await listSourceFields(tx, connectionId, object));
}

function standingOf(described: readonly SourceFieldRow[]): SourceFieldRow[] {
  const describedAt = Math.max(0, ...described.map((row) => row.seen_at.getTime()));
  return described.filter((row) => row.seen_at.getTime() === describedAt);
}

/** Names what accounts are decided by: a part for what persons set, and one for what the tenant describes. */
function rulesVersion(set: { readonly rules: string; readonly zone: string }, described: object): string {
  return `${contentHash(set)}.${contentHash({ described: JSON.stringify(described) })}`;
}

/**
 * Whether two versions of rules rest on the same configuration. A field that changed at the source makes other rules
 * of it, and explains no exit: only what a person saved does.
 */
export function isSameConfiguration(one: string, other: string): boolean {
  return one.split('.')[0] === other.split('.')[0];
}

function sourceField(
  byName: ReadonlyMap<string, SourceFieldRow>,
  everSeen: ReadonlySet<string>,
  name: string,
) {
  const row = byName.get(name.toLowerCase());
  if (row !== undefined) return [toSourceField(row, name)];
  // A path through a lookup is not described with the object itself.
  if (name.includes('.')) return [];
  if (everSeen.has(name.toLowerCase())) throw fieldDrifted('removed', name);
  throw new SyncError({
    code: 'source_field_missing',
    message: `Gainsight's Company has no field ${name}.`,
    remedy: 'Choose another field in the mapping, or refresh the fields if it was made just now.',
    facts: { field: name },
  });
}
