import { accountRules, accountSources, contentHash, fieldCatalog, PROJECTION_REVISION } from '@handrail/core';
import type { AccountRules, Configuration, JsonObject } from '@handrail/core';
import type { ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import { readConfiguration } from '../configuration.ts';
import { readNamedFields } from './described-fields.ts';

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
  /** Those of them that the credential turned out not to be let read, in this run. */
  readonly unread: readonly string[];
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
  const sources = accountSources(configuration);
  const named = sources.map((name) => ({ name }));
  const fields = fieldCatalog(await readNamedFields(tx, connection.id, COMPANY, named));
  const { accounts, status, organisation } = configuration;
  const set = { accounts, status, mapping: configuration.fields.account, zone: organisation.zone };
  const version = rulesVersion(set, [...fields.values()]);
  return {
    configuration,
    rules: accountRules(configuration, fields, version),
    sources,
    unread: [],
    zone: organisation.zone,
  };
}

/**
 * Whether accounts cannot be decided without a field: filter or status ask for it, or it is the name. Any other one only
 * fills a column.
 */
export function decidesAccounts({ configuration }: AccountContext, field: string): boolean {
  const { name } = configuration.fields.account.standard;
  const account = { standard: name === undefined ? {} : { name }, custom: {} };
  const deciding = accountSources({ ...configuration, fields: { ...configuration.fields, account } });
  return deciding.some((one) => one.toLowerCase() === field.toLowerCase());
}

const partSchema = z.custom<JsonObject>((value) => typeof value === 'object' && value !== null);

/**
 * Names what accounts are decided by: a part for what persons set, one for what the tenant describes, and one for both
 * of these without the filter. The projection's revision is no person's wish either and stands in the latter two; the
 * first revision is left unsaid, as names from before there were any do.
 */
function rulesVersion(set: { readonly accounts: object } & object, described: object): string {
  const { accounts: _filter, ...projection } = set;
  const by = { described, ...(PROJECTION_REVISION === 1 ? {} : { revision: PROJECTION_REVISION }) };
  // As values and not as their text: the database gives a saved document back with its keys in another order.
  const parts = [set, by, { projection, ...by }];
  return parts.map((part) => contentHash(partSchema.parse(JSON.parse(JSON.stringify(part))))).join('.');
}

/**
 * Whether two versions of rules rest on the same configuration. A field that changed at the source makes other rules
 * of it, and explains no exit: only what a person saved does.
 */
export function isSameConfiguration(one: string, other: string): boolean {
  return one.split('.')[0] === other.split('.')[0];
}

/** Whether two versions of rules differ by nothing but the filter: what stays in looks the same under both. */
export function isSameProjection(one: string, other: string): boolean {
  const part = one.split('.')[2];
  return part !== undefined && part === other.split('.')[2];
}
