import {
  ACCOUNT_FIELDS,
  accountSources,
  checkFilter,
  checkMapping,
  decimalsAfter,
  fieldCatalog,
  findMetric,
  findOptionValue,
  isFilter,
  misfitsOf,
  namesIn,
  objectLabel,
  OF_PERSON,
  optionLabel,
  readFrom,
  resolveNames,
  STAKEHOLDER_FIELDS,
  wordsKey,
} from '@handrail/core';
import type {
  Configuration,
  FieldCatalog,
  Filter,
  Issue,
  Resolution,
  Resolved,
  SourceField,
  WritebackValue,
} from '@handrail/core';
import { findConnection, findLatestConfig, findRecordsByText, findRecordsSample } from '@handrail/database';
import type { ConnectionRow, SourceFieldRow, WorkspaceTransaction } from '@handrail/database';
import { savedNames } from './configuration.ts';
import { COMPANY, USER } from './inbound/account-context.ts';
import { listStandingFields } from './inbound/described-fields.ts';
import { RELATIONSHIP } from './inbound/relationship-context.ts';
import { COMPANY_PERSON, PERSON } from './inbound/stakeholder-context.ts';
import { readKnownNames, tellUnknownAddress } from './known-names.ts';
import { decimalPlacesOf, inactiveItems, pointsToCompany, toSourceField } from './source-fields.ts';
import { untouchedSince } from './untouched-parts.ts';

/** What a tenant says to a configuration: what does not fit, and the ids of what it names. */
export interface ConfigCheck {
  readonly issues: readonly Issue[];
  /**
   * What no longer fits of what is saved already, and what is lost of what fits otherwise: these keep nothing from being
   * saved.
   */
  readonly warnings: readonly Issue[];
  readonly resolution: Resolution;
}

/**
 * Holds a configuration against the tenant: every field that it reads exists, takes the rule's operator and converts to
 * ours; every picklist item, user and company that it names is one, the author of Timeline entries among them; every field that is
 * written is updateable and takes its metric.
 * Nothing is found wrong before fields were described.
 */
export async function checkConfigFields(
  tx: WorkspaceTransaction,
  configuration: Configuration,
): Promise<ConfigCheck> {
  const connection = await findConnection(tx, 'gainsight');
  const rows = connection === undefined ? [] : await listStandingFields(tx, connection.id, COMPANY);
  if (connection === undefined || rows.length === 0) return { issues: [], warnings: [], resolution: {} };
  const byName = new Map(rows.map((row) => [row.name.toLowerCase(), row]));
  const fields = fieldCatalog(
    accountSources(configuration).flatMap((name) => {
      const row = byName.get(name.toLowerCase());
      return row === undefined ? [] : [toSourceField(row, name)];
    }),
  );
  const author = await findAuthorIssue(tx, configuration);
  const saved = await findLatestConfig(tx);
  const savedIds = saved === undefined ? {} : savedNames(saved);
  const companyFields = new Set(
    [...fields.keys()].filter((name) => {
      const row = byName.get(name.toLowerCase());
      return row !== undefined && pointsToCompany(row);
    }),
  );
  const known = await readKnownNames(tx, connection, namesIn(configuration, fields), companyFields);
  const names = resolveNames(configuration, fields, known.findId);
  const renamed = findRenamed(names.unresolved, savedIds);
  const unknown = names.unresolved.filter((one) => !renamed.some(({ path }) => path === one.path));
  const ofRelationship = await listStandingFields(tx, connection.id, RELATIONSHIP);
  const written: WrittenFields = {
    Company: byName,
    Relationship: new Map(ofRelationship.map((row) => [row.name.toLowerCase(), row])),
  };
  const words = resolveWords(configuration, written, savedIds);
  const found = [
    ...missingFields(configuration, fields),
    ...filterIssues(configuration, fields),
    ...checkMapping(configuration.fields.account, ACCOUNT_FIELDS, fields, 'fields.account'),
    ...(await known.issuesOf(unknown)),
    ...(author === null ? [] : [author]),
    ...(await stakeholderIssues(tx, connection, configuration)),
    ...(await relationshipIssues(tx, connection, configuration)),
    ...writeIssues(configuration, written).filter(
      (issue) => !words.renamed.some(({ path }) => path === issue.path),
    ),
  ];
  const isOfSaved = untouchedSince(saved?.document, configuration);
  return {
    issues: found.filter((issue) => !isOfSaved(issue)),
    warnings: [
      ...found.filter(isOfSaved),
      // Said of what is about to be saved; who saved it so knows.
      ...roundedValues(configuration, written).filter((issue) => !isOfSaved(issue)),
      ...known.warnings,
      ...words.renamed,
      ...renamed.map(({ path, field, name, id }) => ({
        path,
        message: toldRenamed(field, name, id),
      })),
    ],
    resolution: {
      ...keepIds(
        names,
        savedIds,
        accountSources(configuration).filter((name) => !fields.has(name)),
      ),
      ...words.resolution,
    },
  };
}

function toldRenamed(field: SourceField, name: string, id: string): string {
  return `${field.label} has no item ${name} any more; it is called ${optionLabel(field, id)} now`;
}

type Unresolved = Resolved['unresolved'][number];

/** An item that was named when the configuration in force was saved, and is called otherwise since. */
interface Renamed extends Unresolved {
  readonly id: string;
}

function findRenamed(unresolved: readonly Unresolved[], saved: Resolution): readonly Renamed[] {
  return unresolved.flatMap((one) => {
    const id = saved[one.field.name]?.[one.name];
    const isListed = one.field.options?.some(({ value }) => value === id) ?? false;
    return id !== undefined && isListed ? [{ ...one, id }] : [];
  });
}

/** The ids found now; what is not found any more, or whose field is gone, goes on to mean what it meant at the last Save. */
function keepIds(names: Resolved, saved: Resolution, gone: readonly string[]): Resolution {
  const kept: Record<string, Readonly<Record<string, string>>> = { ...names.resolution };
  for (const name of gone) {
    const ids = saved[name];
    if (ids !== undefined) kept[name] = ids;
  }
  for (const { field, name } of names.unresolved) {
    const id = saved[field.name]?.[name];
    if (id !== undefined) kept[field.name] = { ...kept[field.name], [name]: id };
  }
  return kept;
}

/** The ids of the active users who have these addresses. */
function findActiveUsers(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  addresses: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const of = { connectionId: connection.id, object: USER };
  return findRecordsByText(tx, of, 'Email', addresses, { field: 'IsActiveUser', value: true });
}

/** A fallback author who is no user: Gainsight would refuse each entry. Null while entries are off or no user was read. */
async function findAuthorIssue(tx: WorkspaceTransaction, { timeline }: Configuration): Promise<Issue | null> {
  const connection = await findConnection(tx, 'gainsight');
  const author = timeline.fallbackAuthor;
  if (connection === undefined || !timeline.enabled || author === null) return null;
  // Asked first: users that are stored between the two questions must not be taken for all without the author.
  const users = await findRecordsSample(tx, { connectionId: connection.id, object: USER }, 1);
  if (users.length === 0) return null;
  const found = await findActiveUsers(tx, connection, [author]);
  if (found.size > 0) return null;
  return { path: 'timeline.fallbackAuthor', message: await tellUnknownAddress(tx, connection, author) };
}

/** What does not fit of the custom fields of relationships; nothing while the object was never described. */
async function relationshipIssues(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  configuration: Configuration,
): Promise<readonly Issue[]> {
  const rows = await listStandingFields(tx, connection.id, RELATIONSHIP);
  if (rows.length === 0) return [];
  const names = new Set(rows.map(({ name }) => name.toLowerCase()));
  return Object.entries(configuration.fields.relationship.custom).flatMap(([name, { source }]) =>
    source.includes('.') || names.has(source.toLowerCase())
      ? []
      : [
          {
            path: `fields.relationship.custom.${name}`,
            message: `Gainsight's Relationship has no field ${source}`,
          },
        ],
  );
}

/** What does not fit of the stakeholder fields, held against the person and the person at the company. */
async function stakeholderIssues(
  tx: WorkspaceTransaction,
  connection: ConnectionRow,
  configuration: Configuration,
): Promise<readonly Issue[]> {
  const mapping = configuration.fields.stakeholder;
  const fieldsOf = async (object: string) => listStandingFields(tx, connection.id, object);
  const [ofPerson, ofTie] = [await fieldsOf(PERSON), await fieldsOf(COMPANY_PERSON)];
  const places = [
    ...Object.entries(mapping.standard).map(([name, row]) => [`fields.stakeholder.${name}`, row] as const),
    ...Object.entries(mapping.custom).map(
      ([name, row]) => [`fields.stakeholder.custom.${name}`, row] as const,
    ),
  ];
  const held = places.map(([path, row]) => {
    const isOfPerson = row.source.startsWith(OF_PERSON);
    const [object, rows] = isOfPerson ? ([PERSON, ofPerson] as const) : ([COMPANY_PERSON, ofTie] as const);
    const name = isOfPerson ? row.source.slice(OF_PERSON.length) : row.source;
    const found = rows.find((one) => one.name.toLowerCase() === name.toLowerCase());
    const isUnknown = rows.length > 0 && found === undefined && !name.includes('.');
    return {
      field: found === undefined ? [] : [toSourceField(found, row.source)],
      issues: isUnknown ? [{ path, message: `Gainsight's ${objectLabel(object)} has no field ${name}` }] : [],
    };
  });
  const fields = fieldCatalog(held.flatMap(({ field }) => field));
  return [
    ...held.flatMap(({ issues }) => issues),
    ...checkMapping(mapping, STAKEHOLDER_FIELDS, fields, 'fields.stakeholder'),
  ];
}

/** A path through a lookup is not described with the object itself, so nothing is known of it. */
function isKnown(fields: FieldCatalog, name: string): boolean {
  return name.includes('.') || fields.has(name);
}

function missingFields(configuration: Configuration, fields: FieldCatalog): readonly Issue[] {
  const { status } = configuration;
  const { standard, custom } = configuration.fields.account;
  const places: readonly (readonly [string, string | null])[] = [
    ...Object.entries(standard).map(([name, row]) => [`fields.account.${name}`, row.source] as const),
    ...Object.entries(custom).map(([name, row]) => [`fields.account.custom.${name}`, row.source] as const),
    ['status.field', status.field],
    ['status.churnedOn', status.churnedOn],
  ];
  const missing = places.flatMap(([path, name]): Issue[] =>
    name === null || isKnown(fields, name)
      ? []
      : [{ path, message: `Gainsight's Company has no field ${name}` }],
  );
  const churnedOn = status.churnedOn === null ? undefined : fields.get(status.churnedOn);
  const isDay = churnedOn === undefined || churnedOn.type === 'date' || churnedOn.type === 'datetime';
  return isDay
    ? missing
    : [...missing, { path: 'status.churnedOn', message: `${churnedOn.label} is no date` }];
}

function filterIssues({ accounts, status }: Configuration, fields: FieldCatalog): readonly Issue[] {
  const filters: readonly (readonly [string, Filter | null])[] = [
    ['accounts.filter', accounts.filter],
    ...(['churned', 'prospect'] as const).map((key) => {
      const side = status[key];
      return [`status.${key}`, isFilter(side) ? side : null] as const;
    }),
  ];
  return filters.flatMap(([path, filter]) => checkFilter(filter, fields, path));
}

/** The described fields of what values are written to, by their names in small letters. */
type WrittenFields = Readonly<Record<WritebackValue['object'], ReadonlyMap<string, SourceFieldRow>>>;

function writeIssues(configuration: Configuration, fields: WrittenFields): readonly Issue[] {
  return configuration.writeback.values.flatMap((value, at): readonly Issue[] => {
    const { metric, object, field, conversion } = value;
    const path = `writeback.values[${at}]`;
    const issue = (key: string, message: string) => [{ path: `${path}.${key}`, message }];
    if (fields[object].size === 0)
      return issue('object', `the fields of ${object} were never read: run its stream once`);
    const row = fields[object].get(field.toLowerCase());
    if (row === undefined) return issue('field', `Gainsight's ${object} has no field ${field}`);
    if (!row.updateable) return issue('field', `Gainsight does not let ${row.label} be written`);
    const reader = readFrom(configuration, value);
    if (reader !== null) {
      const remedy = 'write to a field that was made for it, or read that from another one';
      return issue('field', `${row.label} is where Handrail reads ${reader}: ${remedy}`);
    }
    const known = findMetric(metric);
    return known === undefined ? [] : misfitsOf(known, conversion, toWrittenField(row), path);
  });
}

/** A field as it can be written: without items that are there no more for new values. */
function toWrittenField(row: SourceFieldRow): SourceField {
  const field = toSourceField(row);
  const inactive = inactiveItems(row);
  return { ...field, options: (field.options ?? []).filter(({ value }) => !inactive.has(value)) };
}

/** The items that the words of the contract become, and those of them that are called otherwise by now. */
interface ResolvedWords {
  readonly resolution: Resolution;
  readonly renamed: readonly Issue[];
}

function resolveWords(configuration: Configuration, fields: WrittenFields, saved: Resolution): ResolvedWords {
  const resolution: Record<string, Record<string, string>> = {};
  const renamed: Issue[] = [];
  for (const [at, value] of configuration.writeback.values.entries()) {
    const { conversion, object, field: name } = value;
    if (conversion === null || !('words' in conversion)) continue;
    const row = fields[object].get(name.toLowerCase());
    const field = row === undefined ? undefined : toSourceField(row);
    if (field !== undefined && field.type !== 'picklist') continue;
    const key = wordsKey(value);
    for (const [word, there] of Object.entries(conversion.words)) {
      const found = field === undefined ? null : findOptionValue(field, there);
      const id = found ?? saved[key]?.[there];
      if (id === undefined) continue;
      (resolution[key] ??= {})[there] = id;
      if (found !== null || field?.options?.some((item) => item.value === id) !== true) continue;
      renamed.push({
        path: `writeback.values[${at}].conversion.words.${word}`,
        message: toldRenamed(field, there, id),
      });
    }
  }
  return { resolution, renamed };
}

/** Rows whose field keeps fewer decimals than the metric has. */
function roundedValues(configuration: Configuration, fields: WrittenFields): readonly Issue[] {
  return configuration.writeback.values.flatMap(({ metric, object, field, conversion }, at): Issue[] => {
    const known = findMetric(metric);
    const row = fields[object].get(field.toLowerCase());
    if (known === undefined || row === undefined) return [];
    const { type, label } = toSourceField(row);
    const decimalPlaces = decimalPlacesOf(row);
    if (type !== 'number' || decimalPlaces === null || decimalPlaces >= decimalsAfter(known, conversion))
      return [];
    const decimals = `${decimalPlaces} ${decimalPlaces === 1 ? 'decimal' : 'decimals'}`;
    const message = `${label}: ${known.label} is rounded to ${decimals} by Gainsight`;
    return [{ path: `writeback.values[${at}].field`, message }];
  });
}
