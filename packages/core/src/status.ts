import { filterRules, hasRelativeDates, judge } from './filter.ts';
import type { Filter, FilterContext } from './filter.ts';
import type { JsonObject, JsonValue } from './json.ts';

/** Where an account stands with us. */
export const ACCOUNT_STATUSES = ['active', 'churned', 'prospect'] as const;

/** One of {@link ACCOUNT_STATUSES}. */
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** The status mapping of the configuration document. */
export interface StatusRules {
  /** The source field whose values the lists below name; null when both sides are filters or unused. */
  readonly field: string | null;
  /** Values of the field, or a filter. */
  readonly churned: readonly string[] | Filter;
  readonly prospect: readonly string[] | Filter;
  /** A date field that tells when an account churned; null: the day we saw the change. */
  readonly churnedOn: string | null;
}

/** A record's status and what it came from. */
export interface StatusVerdict {
  readonly status: AccountStatus;
  /** False when neither side of the mapping named the value: such accounts are active, and counted on screen. */
  readonly isMapped: boolean;
  /** What the status field holds; null when the mapping names no field or the record lacks it. */
  readonly value: JsonValue;
}

/** Churned beats Prospect beats Active; what is not mapped is active. */
export function statusOf(rules: StatusRules, values: JsonObject, context: FilterContext): StatusVerdict {
  const value = rules.field === null ? null : (values[rules.field] ?? null);
  if (applies(rules.churned, rules.field, values, context)) {
    return { status: 'churned', isMapped: true, value };
  }
  if (applies(rules.prospect, rules.field, values, context)) {
    return { status: 'prospect', isMapped: true, value };
  }
  return { status: 'active', isMapped: false, value };
}

function applies(
  side: readonly string[] | Filter,
  field: string | null,
  values: JsonObject,
  context: FilterContext,
): boolean {
  if (!isList(side)) return judge(side, values, context).in;
  if (field === null || side.length === 0) return false;
  return judge(ruleOf(side, field), values, context).in;
}

function isList(side: readonly string[] | Filter): side is readonly string[] {
  return Array.isArray(side);
}

/** One rule per list, so that the evaluator can keep what it prepared for it. */
const rules = new WeakMap<readonly string[], { readonly field: string; readonly rule: Filter }>();

function ruleOf(list: readonly string[], field: string): Filter {
  const kept = rules.get(list);
  if (kept !== undefined && kept.field === field) return kept.rule;
  const rule: Filter = { field, op: 'in', value: list };
  rules.set(list, { field, rule });
  return rule;
}

/** The source fields that a status is told from. */
export function statusSources({ field, churned, prospect }: StatusRules): readonly string[] {
  const asked = [churned, prospect].flatMap((side) => (isList(side) ? [] : filterRules(side)));
  return [...new Set([...(field === null ? [] : [field]), ...asked.map((rule) => rule.field)])];
}

/** Whether a status may change with the day though the record does not. */
export function isRelativeStatus(status: StatusRules): boolean {
  return [status.churned, status.prospect].some((side) => !isList(side) && hasRelativeDates(side));
}
