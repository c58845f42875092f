import { accountRules, accountSources, contentHash, fieldCatalog, PROJECTION_REVISION } from '@handrail/core';
import type { AccountRules, Configuration, JsonObject } from '@handrail/core';
import type { ConnectionRow, WorkspaceTransaction } from '@handrail/database';
import { z } from 'zod';
import { readConfiguration } from '../configuration.ts';
import { listStandingFields, readNamedFields } from './described-fields.ts';

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
  /** Our fields that are left as they stand, because what they are read from is gone; custom ones as `fields.<name>`. */
  readonly untold?: readonly string[];
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
export function readDraftContext(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  configuration: Configuration,
): Promise<AccountContext> {
  return readContext(tx, connection, {
    draft: configuration,
    configuration,
    sources: accountSources(configuration),
  });
}

/** What a draft is decided by where fields that it reads are gone. */
export interface ForeseenContext {
  /** Without what is read from those fields. */
  readonly context: AccountContext;
  /** The fields that the tenant does not have, as the draft spells them. */
  readonly gone: readonly string[];
  /** Those of them without which nothing can be said of any account. */
  readonly deciding: readonly string[];
}

/**
 * The same for a draft that may read fields which are gone: Save takes them where they stood in what is saved already.
 * A run stops at them, and so what is decided here comes to be only once they are mended.
 */
export async function readForeseenContext(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  draft: Configuration,
): Promise<ForeseenContext> {
  const standing = await listStandingFields(tx, connection.id, COMPANY);
  const names = new Set(standing.map(({ name }) => name.toLowerCase()));
  const isGone = (source: string) =>
    standing.length > 0 && !source.includes('.') && !names.has(source.toLowerCase());
  const gone = accountSources(draft).filter(isGone);
  if (gone.length === 0)
    return { context: await readDraftContext(tx, connection, draft), gone, deciding: [] };
  const { standard, custom } = draft.fields.account;
  const held = {
    standard: Object.fromEntries(Object.entries(standard).filter(([, { source }]) => !isGone(source))),
    custom: Object.fromEntries(Object.entries(custom).filter(([, { source }]) => !isGone(source))),
  };
  const configuration = { ...draft, fields: { ...draft.fields, account: held } };
  const sources = accountSources(configuration).filter((source) => !isGone(source));
  const context = await readContext(tx, connection, { draft, configuration, sources });
  return {
    context: {
      ...context,
      untold: [
        ...Object.keys(standard).filter((name) => !(name in held.standard)),
        ...Object.keys(custom).flatMap((name) => (name in held.custom ? [] : `fields.${name}`)),
      ],
    },
    gone,
    deciding: gone.filter((source) => decidesAccounts({ configuration: draft }, source)),
  };
}

async function readContext(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  of: {
    /** What a person set, by which the rules are told from others. */
    readonly draft: Configuration;
    /** What of it is decided by. */
    readonly configuration: Configuration;
    readonly sources: readonly string[];
  },
): Promise<AccountContext> {
  const { draft, configuration, sources } = of;
  const named = sources.map((name) => ({ name }));
  const fields = fieldCatalog(await readNamedFields(tx, connection.id, COMPANY, named));
  const { accounts, status, organisation } = draft;
  const set = { accounts, status, mapping: draft.fields.account, zone: organisation.zone };
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
export function decidesAccounts(
  { configuration }: Pick<AccountContext, 'configuration'>,
  field: string,
): boolean {
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
