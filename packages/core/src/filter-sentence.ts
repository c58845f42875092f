import { isRelative } from './filter.ts';
import type { Filter, FilterRule, Operator } from './filter.ts';
import { isJsonList } from './json.ts';
import type { JsonValue } from './json.ts';
import { findOptionValue, optionLabel } from './source-field.ts';
import type { FieldCatalog, FieldType, SourceField } from './source-field.ts';

const PHRASES: Readonly<Record<Operator, string>> = {
  eq: 'is',
  ne: 'is not',
  in: 'is one of',
  not_in: 'is none of',
  contains: 'contains',
  starts_with: 'starts with',
  ends_with: 'ends with',
  empty: 'is empty',
  not_empty: 'is not empty',
  lt: 'is below',
  lte: 'is at most',
  gt: 'is above',
  gte: 'is at least',
  between: 'is between',
  any_of: 'has any of',
  none_of: 'has none of',
  all_of: 'has all of',
  last_days: 'was in the last',
  next_days: 'is in the next',
  before_days: 'is before the last',
  after_days: 'is after the next',
};

const DAY_PHRASES: Partial<Readonly<Record<Operator, string>>> = {
  lt: 'is before',
  lte: 'is on or before',
  gt: 'is after',
  gte: 'is on or after',
};

/**
 * The filter as one English sentence without a full stop, with labels in place of API names and item ids where
 * the catalog has them: "Status is one of Active, Churned, and (Region is EMEA or ARR is at least 50,000)".
 */
export function sentence(filter: Filter | null, fields?: FieldCatalog): string {
  if (filter === null) return 'all accounts';
  return phrase(filter, fields, true);
}

function phrase(filter: Filter, fields: FieldCatalog | undefined, isOutermost: boolean): string {
  if ('field' in filter) return rulePhrase(filter, fields?.get(filter.field));
  const members = 'and' in filter ? filter.and : filter.or;
  const joined = members
    .map((member) => phrase(member, fields, members.length === 1 && isOutermost))
    .join('and' in filter ? ', and ' : ' or ');
  return isOutermost || members.length === 1 ? joined : `(${joined})`;
}

/** An operator in words, as a sentence has it: "is one of"; on days "is before" in place of "is below". */
export function operatorPhrase(op: Operator, type: FieldType | undefined): string {
  const isDay = type === 'date' || type === 'datetime';
  return (isDay ? DAY_PHRASES[op] : undefined) ?? PHRASES[op];
}

function rulePhrase(rule: FilterRule, field: SourceField | undefined): string {
  const subject = field?.label ?? rule.field;
  const verb = operatorPhrase(rule.op, field?.type);
  if (rule.op === 'empty' || rule.op === 'not_empty') return `${subject} ${verb}`;
  if (isRelative(rule)) {
    if (rule.value === 0) {
      const when = rule.op === 'before_days' ? 'before ' : rule.op === 'after_days' ? 'after ' : '';
      return `${subject} is ${when}today`;
    }
    return `${subject} ${verb} ${wordOf(rule.value, field)} ${rule.value === 1 ? 'day' : 'days'}`;
  }
  if (isJsonList(rule.value)) {
    const words = rule.value.map((item) => wordOf(item, field));
    const shown = words.length > 8 ? [...words.slice(0, 8), `${words.length - 8} more`] : words;
    return `${subject} ${verb} ${shown.join(rule.op === 'between' ? ' and ' : ', ')}`;
  }
  return `${subject} ${verb} ${wordOf(rule.value, field)}`;
}

function wordOf(value: JsonValue | undefined, field: SourceField | undefined): string {
  if (typeof value === 'number') return value.toLocaleString('en-US', { maximumFractionDigits: 10 });
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  if (field?.options === undefined) return text;
  return optionLabel(field, findOptionValue(field, text) ?? text);
}
