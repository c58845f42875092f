import type { Configuration, WritebackValue } from './config.ts';
import { isFilter } from './config.ts';
import type { Filter, FilterRule } from './filter.ts';
import { isJsonList } from './json.ts';
import type { JsonValue } from './json.ts';
import { findOptionValue } from './source-field.ts';
import type { FieldCatalog, SourceField } from './source-field.ts';

/**
 * What names of a document mean in one tenant: API name of the field → name → id. Empty parts are left out. What is
 * written stands under the object's name and that of its field ({@link wordsKey}).
 */
export type Resolution = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A name at its path in the document. */
interface NameAt {
  readonly path: string;
  readonly field: SourceField;
  readonly name: string;
}

/** The ids of everything that a document names, and the names for which there is none. */
export interface Resolved {
  readonly resolution: Resolution;
  readonly unresolved: readonly NameAt[];
}

/** Finds the id of what a field's value names; null where nothing is named so. */
export type FindId = (field: SourceField, name: string) => string | null;

/** Finds the ids of everything that filter and status name: items of picklists here, users and accounts by `findId`. */
export function resolveNames(config: Configuration, fields: FieldCatalog, findId: FindId): Resolved {
  const resolution: Record<string, Record<string, string>> = {};
  const unresolved: NameAt[] = [];
  for (const { path, field, name } of namesIn(config, fields)) {
    const id = isPicklist(field) ? findOptionValue(field, name) : findId(field, name);
    if (id === null) unresolved.push({ path, field, name });
    else if (id !== name) (resolution[field.name] ??= {})[name] = id;
  }
  return { resolution, unresolved };
}

/** Every value of filter and status that stands at a described field and may be a name, at its path in the document. */
export function namesIn(config: Configuration, fields: FieldCatalog): readonly NameAt[] {
  return namedValues(config).flatMap(({ path, field: name, value }) => {
    const field = fields.get(name);
    return field === undefined || typeof value !== 'string' ? [] : [{ path, field, name: value }];
  });
}

function isPicklist({ type }: SourceField): boolean {
  return type === 'picklist' || type === 'multi-picklist';
}

interface NamedValue {
  readonly path: string;
  readonly field: string;
  readonly value: JsonValue;
}

function namedValues({ accounts, status }: Configuration): readonly NamedValue[] {
  const sides = (['churned', 'prospect'] as const).flatMap((key): readonly NamedValue[] => {
    const side = status[key];
    if (isFilter(side)) return ruleValues(side, `status.${key}`);
    const { field } = status;
    return field === null ? [] : side.map((value, at) => ({ path: `status.${key}[${at}]`, field, value }));
  });
  return [...ruleValues(accounts.filter, 'accounts.filter'), ...sides];
}

function ruleValues(filter: Filter | null, path: string): readonly NamedValue[] {
  if (filter === null) return [];
  if ('field' in filter) {
    const { field, value } = filter;
    if (value === undefined) return [];
    return isJsonList(value)
      ? value.map((item, at) => ({ path: `${path}.value[${at}]`, field, value: item }))
      : [{ path: `${path}.value`, field, value }];
  }
  const kind = 'and' in filter ? 'and' : 'or';
  const members = 'and' in filter ? filter.and : filter.or;
  return members.flatMap((member, at) => ruleValues(member, `${path}.${kind}[${at}]`));
}

/** Where the items are kept that the words of a row of the writeback contract become. */
export function wordsKey({ object, field }: Pick<WritebackValue, 'object' | 'field'>): string {
  return `${object} ${field}`;
}

/** The configuration with ids in the place of the names that were resolved when it was saved. */
export function withIds(config: Configuration, resolution: Resolution): Configuration {
  if (Object.keys(resolution).length === 0) return config;
  const { accounts, status, writeback } = config;
  const side = (held: readonly string[] | Filter) => {
    if (isFilter(held)) return filterWithIds(held, resolution);
    const ids = status.field === null ? undefined : resolution[status.field];
    return held.map((name) => ids?.[name] ?? name);
  };
  return {
    ...config,
    accounts: {
      ...accounts,
      filter: accounts.filter === null ? null : filterWithIds(accounts.filter, resolution),
    },
    status: { ...status, churned: side(status.churned), prospect: side(status.prospect) },
    writeback: { ...writeback, values: writeback.values.map((row) => rowWithIds(row, resolution)) },
  };
}

function rowWithIds(row: WritebackValue, resolution: Resolution): WritebackValue {
  const ids = resolution[wordsKey(row)];
  if (ids === undefined || row.conversion === null || !('words' in row.conversion)) return row;
  const words = Object.entries(row.conversion.words).map(([word, there]) => [word, ids[there] ?? there]);
  return { ...row, conversion: { words: Object.fromEntries(words) } };
}

function filterWithIds(filter: Filter, resolution: Resolution): Filter {
  if ('and' in filter) return { and: filter.and.map((member) => filterWithIds(member, resolution)) };
  if ('or' in filter) return { or: filter.or.map((member) => filterWithIds(member, resolution)) };
  return ruleWithIds(filter, resolution);
}

function ruleWithIds(rule: FilterRule, resolution: Resolution): FilterRule {
  const ids = resolution[rule.field];
  if (ids === undefined || rule.value === undefined) return rule;
  const idOfItem = (item: JsonValue): JsonValue => (typeof item === 'string' ? (ids[item] ?? item) : item);
  return { ...rule, value: isJsonList(rule.value) ? rule.value.map(idOfItem) : idOfItem(rule.value) };
}
