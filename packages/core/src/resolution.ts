import type { Configuration } from './config.ts';
import { isFilter } from './config.ts';
import type { Filter, FilterRule } from './filter.ts';
import { isJsonList } from './json.ts';
import type { JsonValue } from './json.ts';
import { findOptionValue } from './source-field.ts';
import type { FieldCatalog, SourceField } from './source-field.ts';

/** What names of a document mean in one tenant: API name of the field → name → id. Empty parts are left out. */
export type Resolution = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** A name that means nothing in this tenant, at its path in the document. */
interface UnresolvedName {
  readonly path: string;
  readonly field: SourceField;
  readonly name: string;
}

/** The ids of everything that a document names, and the names for which there is none. */
export interface Resolved {
  readonly resolution: Resolution;
  readonly unresolved: readonly UnresolvedName[];
}

/** E-mail of a user, lower case → the source's id. */
export type UserIds = ReadonlyMap<string, string>;

/** Finds the ids for the picklist items and users that filter and status name. An id stands for itself. */
export function resolveNames(config: Configuration, fields: FieldCatalog, users: UserIds): Resolved {
  const resolution: Record<string, Record<string, string>> = {};
  const unresolved: UnresolvedName[] = [];
  for (const { path, field: name, value } of namedValues(config)) {
    const field = fields.get(name);
    if (field === undefined || typeof value !== 'string') continue;
    const id = idOf(field, value, users);
    if (id === null) unresolved.push({ path, field, name: value });
    else if (id !== value) (resolution[name] ??= {})[value] = id;
  }
  return { resolution, unresolved };
}

function idOf(field: SourceField, name: string, users: UserIds): string | null {
  if (field.type === 'picklist' || field.type === 'multi-picklist') return findOptionValue(field, name);
  if (field.type === 'user' && name.includes('@')) return users.get(name.trim().toLowerCase()) ?? null;
  return name;
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

/** The configuration with ids in the place of the names that were resolved when it was saved. */
export function withIds(config: Configuration, resolution: Resolution): Configuration {
  if (Object.keys(resolution).length === 0) return config;
  const { accounts, status } = config;
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
  };
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
