import { addDays, parseDayValue } from './calendar-day.ts';
import type { CalendarDay } from './calendar-day.ts';
import { isJsonList } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { findOptionValue, isEmptyValue, parseBoolean, parseNumber, splitItems } from './source-field.ts';
import type { FieldCatalog, FieldType, SourceField } from './source-field.ts';

/** Every operator of a rule, in the words of the configuration document. */
export const OPERATORS = [
  'eq',
  'ne',
  'in',
  'not_in',
  'contains',
  'starts_with',
  'ends_with',
  'empty',
  'not_empty',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'any_of',
  'none_of',
  'all_of',
  'last_days',
  'next_days',
  'before_days',
  'after_days',
] as const;

/** One of {@link OPERATORS}. */
export type Operator = (typeof OPERATORS)[number];

/** One condition: field – operator – value. */
export interface FilterRule {
  readonly field: string;
  readonly op: Operator;
  /** One value, a list (`in`, `any_of` …), a pair (`between`), a number of days, or none (`empty`). */
  readonly value?: JsonValue;
}

/** A rule, or a group whose members must all (`and`) or not all fail (`or`). Groups are never empty. */
export type Filter = FilterRule | { readonly and: readonly Filter[] } | { readonly or: readonly Filter[] };

/** What a filter is judged with. */
export interface FilterContext {
  /** The day that relative dates count from, in the workspace's zone. */
  readonly today: CalendarDay;
  /** Types and picklist items. A field that is not listed is read by the look of the rule's value. */
  readonly fields?: FieldCatalog;
  /** IANA zone in which instants become days; default `UTC`. */
  readonly zone?: string;
}

/** In or out, and the rule that decided. */
export interface Verdict {
  readonly in: boolean;
  /** Path of the deciding rule, as `and[1].or[0]`; `rule` for a filter of one rule; `all` without a filter. */
  readonly rule: string;
  /** The field the deciding rule looked at; null without a filter. */
  readonly field: string | null;
  /** What the record holds there; null when it is absent. */
  readonly value: JsonValue;
}

/** The verdict where everything is imported. */
export const EVERYTHING: Verdict = { in: true, rule: 'all', field: null, value: null };

/**
 * Judges a record's values. This is the only evaluator: run, preview and screen call it.
 *
 * The rules of comparison: absent, null, the empty text and the empty list are all *empty*, and only `empty`
 * matches them (so `ne` and `none_of` do not). Texts compare without regard to letter case and to blanks at
 * the ends; ids and picklist items compare exactly. Instants compare as days in the workspace's zone, and
 * `last_days: 30` means today and the 30 days before; `before_days: 30` is
 * every day before those. A value that its type cannot read matches nothing.
 *
 * The deciding rule is the first that failed (`and`) or matched (`or`); where a whole group agrees, its first.
 */
export function judge(filter: Filter | null, values: JsonObject, context: FilterContext): Verdict {
  return filter === null ? EVERYTHING : judgeAt(filter, values, context, '');
}

function judgeAt(filter: Filter, values: JsonObject, context: FilterContext, path: string): Verdict {
  if ('field' in filter) {
    return {
      in: matches(filter, values, context),
      rule: path === '' ? 'rule' : path,
      field: filter.field,
      value: values[filter.field] ?? null,
    };
  }
  const isAnd = 'and' in filter;
  const members = isAnd ? filter.and : filter.or;
  let first: Verdict | null = null;
  for (const [index, member] of members.entries()) {
    const step = `${isAnd ? 'and' : 'or'}[${index}]`;
    const verdict = judgeAt(member, values, context, path === '' ? step : `${path}.${step}`);
    if (verdict.in !== isAnd) return verdict;
    first ??= verdict;
  }
  return first ?? { ...EVERYTHING, in: isAnd };
}

function matches(rule: FilterRule, values: JsonObject, context: FilterContext): boolean {
  const value = values[rule.field];
  if (rule.op === 'empty') return isEmptyValue(value);
  if (isEmptyValue(value)) return false;
  if (rule.op === 'not_empty') return true;
  const field = context.fields?.get(rule.field);
  const type = field?.type ?? typeByLook(rule);
  switch (type) {
    case 'number':
      return compares(rule, parseNumber(value), parseNumber);
    case 'boolean':
      return compares(rule, parseBoolean(value), parseBoolean);
    case 'date':
    case 'datetime':
      return matchesDay(rule, value, type, context);
    case 'multi-picklist':
      return matchesItems(rule, splitItems(value), field);
    case 'picklist':
    case 'user':
    case 'lookup':
      return matchesItems(rule, [String(value)], field);
    case 'text':
      return matchesText(rule, value);
  }
}

/** Without a described type the rule's own value tells what it was written for. */
function typeByLook(rule: FilterRule): FieldType {
  if (isRelative(rule)) return 'date';
  if (rule.op === 'any_of' || rule.op === 'none_of' || rule.op === 'all_of') return 'multi-picklist';
  const sample = isJsonList(rule.value) ? rule.value[0] : rule.value;
  if (typeof sample === 'number') return 'number';
  if (typeof sample === 'boolean') return 'boolean';
  const isOrder = ['lt', 'lte', 'gt', 'gte', 'between'].includes(rule.op);
  return isOrder && typeof sample === 'string' && parseDayValue(sample, 'date', 'UTC') !== null
    ? 'date'
    : 'text';
}

type Comparable = string | number | boolean;

/** Equality, membership and order over one parsed kind. What does not parse matches nothing. */
function compares<T extends Comparable>(
  rule: FilterRule,
  own: T | null,
  parse: (value: JsonValue | undefined) => T | null,
): boolean {
  if (own === null) return false;
  const list = isJsonList(rule.value) ? rule.value : [rule.value ?? null];
  const wanted = parse(list[0]);
  switch (rule.op) {
    case 'eq':
      return own === wanted;
    case 'ne':
      return own !== wanted;
    case 'in':
    case 'any_of':
      return list.some((item) => parse(item) === own);
    case 'not_in':
    case 'none_of':
      return !list.some((item) => parse(item) === own);
    case 'lt':
      return wanted !== null && own < wanted;
    case 'lte':
      return wanted !== null && own <= wanted;
    case 'gt':
      return wanted !== null && own > wanted;
    case 'gte':
      return wanted !== null && own >= wanted;
    case 'between': {
      const upper = parse(list[1]);
      return wanted !== null && upper !== null && wanted <= own && own <= upper;
    }
    default:
      return false;
  }
}

function matchesDay(
  rule: FilterRule,
  value: JsonValue | undefined,
  type: FieldType,
  context: FilterContext,
): boolean {
  const zone = context.zone ?? 'UTC';
  const own = parseDayValue(value, type, zone);
  if (isRelative(rule)) {
    const days = parseNumber(rule.value);
    if (own === null || days === null) return false;
    const isPast = rule.op === 'last_days' || rule.op === 'before_days';
    const edge = addDays(context.today, isPast ? -days : days);
    if (rule.op === 'before_days') return own < edge;
    if (rule.op === 'after_days') return own > edge;
    return isPast ? edge <= own && own <= context.today : context.today <= own && own <= edge;
  }
  return compares(rule, own, (item) => parseDayValue(item, type, zone));
}

/** Ids and picklist items, one or several. A rule may name items by id, system name or label. */
function matchesItems(rule: FilterRule, own: readonly string[], field: SourceField | undefined): boolean {
  const wanted = wantedItems(rule, field);
  switch (rule.op) {
    case 'eq':
      return own.length === wanted.size && own.every((item) => wanted.has(item));
    case 'ne':
      return own.length !== wanted.size || own.some((item) => !wanted.has(item));
    case 'in':
    case 'any_of':
      return own.some((item) => wanted.has(item));
    case 'not_in':
    case 'none_of':
      return !own.some((item) => wanted.has(item));
    case 'all_of': {
      const held = new Set(own);
      return [...wanted].every((item) => held.has(item));
    }
    default:
      return false;
  }
}

function matchesText(rule: FilterRule, value: JsonValue | undefined): boolean {
  const own = foldText(String(value));
  const wanted = foldText(isJsonList(rule.value) ? '' : String(rule.value ?? ''));
  switch (rule.op) {
    case 'eq':
      return own === wanted;
    case 'ne':
      return own !== wanted;
    case 'in':
    case 'any_of':
      return foldedSet(rule).has(own);
    case 'not_in':
    case 'none_of':
      return !foldedSet(rule).has(own);
    case 'contains':
      return own.includes(wanted);
    case 'starts_with':
      return own.startsWith(wanted);
    case 'ends_with':
      return own.endsWith(wanted);
    default:
      return compares(rule, own, (item) =>
        item === undefined || item === null ? null : foldText(String(item)),
      );
  }
}

/** The form in which texts are compared: NFC, lower case by Unicode (no locale), no blanks at the ends. */
export function foldText(text: string): string {
  return text.trim().normalize('NFC').toLowerCase();
}

/** A pasted list may hold thousands of names: it is folded once per rule, not once per record. */
const foldedSets = new WeakMap<FilterRule, ReadonlySet<string>>();

function foldedSet(rule: FilterRule): ReadonlySet<string> {
  let set = foldedSets.get(rule);
  if (set === undefined) {
    set = new Set(
      (isJsonList(rule.value) ? rule.value : [rule.value ?? '']).map((item) => foldText(String(item))),
    );
    foldedSets.set(rule, set);
  }
  return set;
}

/** Kept per rule and per field, since another describe may list other items. */
const itemSets = new WeakMap<
  FilterRule,
  { readonly field: SourceField | undefined; readonly set: ReadonlySet<string> }
>();

function wantedItems(rule: FilterRule, field: SourceField | undefined): ReadonlySet<string> {
  const kept = itemSets.get(rule);
  if (kept !== undefined && kept.field === field) return kept.set;
  const list = isJsonList(rule.value) ? rule.value : [rule.value ?? ''];
  const set = new Set(
    list.map((item) => {
      const text = String(item);
      return field === undefined ? text : (findOptionValue(field, text) ?? text);
    }),
  );
  itemSets.set(rule, { field, set });
  return set;
}

/** The rule or group that a verdict's path leads to; null when the filter has no such place. */
export function filterAt(filter: Filter, path: string): Filter | null {
  if (path === '' || path === 'rule') return filter;
  let at: Filter | undefined = filter;
  for (const step of path.split('.')) {
    const [, kind, index] = /^(and|or)\[(\d+)\]$/.exec(step) ?? [];
    if (at === undefined || kind === undefined) return null;
    const members: readonly Filter[] = 'and' in at ? at.and : 'or' in at ? at.or : [];
    at = kind in at ? members[Number(index)] : undefined;
  }
  return at ?? null;
}

/** The rules of a filter in reading order. */
export function filterRules(filter: Filter | null): readonly FilterRule[] {
  if (filter === null) return [];
  if ('field' in filter) return [filter];
  return ('and' in filter ? filter.and : filter.or).flatMap(filterRules);
}

/** Whether the verdict may change with the day though the record does not. */
export function hasRelativeDates(filter: Filter | null): boolean {
  return filterRules(filter).some(isRelative);
}

/** The fields whose values a new day may decide otherwise, each once. */
export function relativeDateFields(filter: Filter | null): readonly string[] {
  return [
    ...new Set(
      filterRules(filter)
        .filter(isRelative)
        .map((rule) => rule.field),
    ),
  ];
}

const RELATIVE_OPERATORS: ReadonlySet<Operator> = new Set([
  'last_days',
  'next_days',
  'before_days',
  'after_days',
]);

/** Whether the rule counts days from today. */
export function isRelative(rule: FilterRule): boolean {
  return RELATIVE_OPERATORS.has(rule.op);
}

/**
 * Whether a new day could let in a record that the filter kept out on the day `since`, by the few values that are known of
 * it: a relative rule has come to match, and no known value keeps the record out. What is not known may match.
 */
export function mayComeIn(
  filter: Filter | null,
  known: JsonObject,
  since: CalendarDay,
  context: FilterContext,
): boolean {
  if (filter === null) return false;
  const then: FilterContext = { ...context, today: since };
  return (
    filterRules(filter).some(
      (rule) =>
        isRelative(rule) &&
        rule.field in known &&
        !matches(rule, known, then) &&
        matches(rule, known, context),
    ) && mayMatch(filter, known, context)
  );
}

function mayMatch(filter: Filter, known: JsonObject, context: FilterContext): boolean {
  if ('field' in filter) return !(filter.field in known) || matches(filter, known, context);
  return 'and' in filter
    ? filter.and.every((member) => mayMatch(member, known, context))
    : filter.or.some((member) => mayMatch(member, known, context));
}
