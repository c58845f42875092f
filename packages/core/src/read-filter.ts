import { parseDay } from './calendar-day.ts';
import { entriesOf, isObject, join } from './document-reader.ts';
import type { Issue, Reader } from './document-reader.ts';
import { isRelative, OPERATORS } from './filter.ts';
import type { Filter, FilterRule, Operator } from './filter.ts';
import type { JsonValue } from './json.ts';
import type { FieldCatalog, FieldType } from './source-field.ts';

/** The most groups that a rule may stand in. */
export const MAX_FILTER_DEPTH = 8;
/** The most values one rule may list. */
export const MAX_FILTER_VALUES = 50_000;

/** Operators of dates and of date-times, which are compared by their day. */
const DAY_OPERATORS: readonly Operator[] = [
  'eq',
  'ne',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'last_days',
  'next_days',
  'before_days',
  'after_days',
  'empty',
  'not_empty',
];

/** Which operators a type of field takes. */
export const OPERATORS_BY_TYPE: Readonly<Record<FieldType, readonly Operator[]>> = {
  text: ['eq', 'ne', 'in', 'not_in', 'contains', 'starts_with', 'ends_with', 'empty', 'not_empty'],
  number: ['eq', 'ne', 'in', 'not_in', 'lt', 'lte', 'gt', 'gte', 'between', 'empty', 'not_empty'],
  boolean: ['eq', 'ne', 'empty', 'not_empty'],
  date: DAY_OPERATORS,
  datetime: DAY_OPERATORS,
  picklist: ['eq', 'ne', 'in', 'not_in', 'any_of', 'none_of', 'empty', 'not_empty'],
  'multi-picklist': ['any_of', 'none_of', 'all_of', 'empty', 'not_empty'],
  user: ['eq', 'ne', 'in', 'not_in', 'any_of', 'none_of', 'empty', 'not_empty'],
  lookup: ['eq', 'ne', 'in', 'not_in', 'any_of', 'none_of', 'empty', 'not_empty'],
};

/** Reads a filter of the document; left out or null: none. Every rule is checked for the form of its value. */
export const readFilter: Reader<Filter | null> = (value, path, issues) =>
  value === undefined || value === null ? null : readNode(value, path, issues, 0);

function readNode(value: unknown, path: string, issues: Issue[], depth: number): Filter {
  const filler: Filter = { field: 'Gsid', op: 'not_empty' };
  if (depth > MAX_FILTER_DEPTH) {
    issues.push({ path, message: `must not be nested deeper than ${MAX_FILTER_DEPTH} groups` });
    return filler;
  }
  if (!isObject(value)) {
    issues.push({ path, message: 'must be a rule or a group' });
    return filler;
  }
  if ('and' in value || 'or' in value) return readGroup(value, path, issues, depth);
  return readRule(value, path, issues);
}

function readGroup(
  value: Readonly<Record<string, unknown>>,
  path: string,
  issues: Issue[],
  depth: number,
): Filter {
  const kind = 'and' in value ? 'and' : 'or';
  for (const key of Object.keys(value)) {
    if (key !== kind)
      issues.push({ path: join(path, key), message: `does not belong in a group of "${kind}"` });
  }
  const at = join(path, kind);
  const held = value[kind];
  if (!Array.isArray(held) || held.length === 0)
    issues.push({ path: at, message: 'must be a list with at least one rule' });
  const members = (Array.isArray(held) ? held : []).map((member: unknown, index) =>
    readNode(member, `${at}[${index}]`, issues, depth + 1),
  );
  return kind === 'and' ? { and: members } : { or: members };
}

function readRule(value: Readonly<Record<string, unknown>>, path: string, issues: Issue[]): FilterRule {
  for (const [key] of entriesOf(value, path, issues)) {
    if (!['field', 'op', 'value'].includes(key))
      issues.push({ path: join(path, key), message: 'is not a known key' });
  }
  const field = value['field'];
  if (typeof field !== 'string' || field === '') {
    issues.push({ path: join(path, 'field'), message: 'must name a field by its API name' });
  }
  const op = OPERATORS.find((item) => item === value['op']);
  if (op === undefined) {
    issues.push({ path: join(path, 'op'), message: `must be one of ${OPERATORS.join(', ')}` });
    return { field: String(field), op: 'not_empty' };
  }
  const read = readValue(op, value['value'], join(path, 'value'), issues);
  return read === undefined ? { field: String(field), op } : { field: String(field), op, value: read };
}

/** The form of the value follows from the operator; its type is held against the field later. */
function readValue(op: Operator, value: unknown, path: string, issues: Issue[]): JsonValue | undefined {
  switch (op) {
    case 'empty':
    case 'not_empty':
      if (value !== undefined && value !== null)
        issues.push({ path, message: `must be left out with "${op}"` });
      return undefined;
    case 'in':
    case 'not_in':
    case 'any_of':
    case 'none_of':
    case 'all_of': {
      if (!Array.isArray(value) || value.length === 0 || value.length > MAX_FILTER_VALUES) {
        issues.push({ path, message: `must be a list of 1 to ${MAX_FILTER_VALUES} values` });
        return [];
      }
      return value.map((item: unknown, index) => readScalar(item, `${path}[${index}]`, issues));
    }
    case 'between': {
      if (!Array.isArray(value) || value.length !== 2) {
        issues.push({ path, message: 'must be a list of two values' });
        return [0, 0];
      }
      const [least, most] = value.map((item: unknown, index) =>
        readScalar(item, `${path}[${index}]`, issues),
      );
      const pair: readonly JsonValue[] = [least ?? null, most ?? null];
      if (typeof least !== typeof most) issues.push({ path, message: 'must be two values of one kind' });
      else if ((least ?? '') > (most ?? ''))
        issues.push({ path, message: 'must begin with the lower value' });
      return pair;
    }
    case 'last_days':
    case 'next_days':
    case 'before_days':
    case 'after_days':
      if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 36_500) return value;
      issues.push({ path, message: 'must be a whole number of days from 0 to 36500' });
      return 0;
    default:
      return readScalar(value, path, issues);
  }
}

function readScalar(value: unknown, path: string, issues: Issue[]): string | number | boolean {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value === 'boolean') return value;
  if (
    typeof value === 'string' &&
    value !== '' &&
    value.length <= 10_000 &&
    value.isWellFormed() &&
    !value.includes('\0')
  ) {
    return value;
  }
  issues.push({ path, message: 'must be a text, a number, true or false; use "empty" for nothing' });
  return '';
}

/** Holds a filter against the fields of the connection: every field exists and takes the operator and the value. */
export function checkFilter(filter: Filter | null, fields: FieldCatalog, path: string): readonly Issue[] {
  if (filter === null) return [];
  if (!('field' in filter)) {
    const kind = 'and' in filter ? 'and' : 'or';
    const members = 'and' in filter ? filter.and : filter.or;
    return members.flatMap((member, index) => checkFilter(member, fields, `${join(path, kind)}[${index}]`));
  }
  const field = fields.get(filter.field);
  if (field === undefined)
    return [{ path: join(path, 'field'), message: `${filter.field} is not a field of this connection` }];
  if (!OPERATORS_BY_TYPE[field.type].includes(filter.op)) {
    return [
      { path: join(path, 'op'), message: `${field.label} (${field.type}) does not take "${filter.op}"` },
    ];
  }
  return checkValues(filter, field.type, join(path, 'value'));
}

/** What a value must be where not any will do. */
const WANTED: Partial<Readonly<Record<FieldType, string>>> = {
  number: 'a number',
  boolean: 'true or false',
  date: 'a day as yyyy-MM-dd',
  datetime: 'a day as yyyy-MM-dd',
};

function checkValues(rule: FilterRule, type: FieldType, path: string): readonly Issue[] {
  if (isRelative(rule)) return [];
  const values: readonly unknown[] = Array.isArray(rule.value)
    ? rule.value
    : rule.value === undefined
      ? []
      : [rule.value];
  const isFit = (value: unknown): boolean => {
    if (type === 'number') return typeof value === 'number';
    if (type === 'boolean') return typeof value === 'boolean';
    if (type === 'date' || type === 'datetime') return typeof value === 'string' && parseDay(value) !== null;
    // Nobody is named by a number, and what names nobody must not decide.
    return (type !== 'user' && type !== 'lookup') || typeof value === 'string';
  };
  const wanted = WANTED[type] ?? 'a text';
  return values.every(isFit) ? [] : [{ path, message: `must be ${wanted} for a field of type ${type}` }];
}
