import { isJsonList } from '@handrail/core';
import type { FilterRule, JsonValue, Operator } from '@handrail/core';

/** What kind of value an operator takes. */
type ValueForm = 'none' | 'one' | 'list' | 'pair' | 'days';

/** The kind of value that an operator takes. */
export function valueForm(op: Operator): ValueForm {
  switch (op) {
    case 'empty':
    case 'not_empty':
      return 'none';
    case 'between':
      return 'pair';
    case 'last_days':
    case 'next_days':
    case 'before_days':
    case 'after_days':
      return 'days';
    case 'in':
    case 'not_in':
    case 'any_of':
    case 'none_of':
    case 'all_of':
      return 'list';
    default:
      return 'one';
  }
}

/** A rule that begins with an operator, its value empty but of the form that the operator takes. */
export function beginRule(field: string, op: Operator): FilterRule {
  return ruleOf(field, op, EMPTY[valueForm(op)]);
}

/** The rule under another operator. What was typed stays as far as the new one takes it. */
export function withOperator(rule: FilterRule, op: Operator): FilterRule {
  return ruleOf(rule.field, op, carried(rule, op) ?? EMPTY[valueForm(op)]);
}

const EMPTY: Readonly<Record<ValueForm, JsonValue | undefined>> = {
  none: undefined,
  one: '',
  list: [],
  pair: ['', ''],
  days: 30,
};

function ruleOf(field: string, op: Operator, value: JsonValue | undefined): FilterRule {
  return value === undefined ? { field, op } : { field, op, value };
}

/** The former value in the form of the new operator; undefined where it has none there. */
function carried({ op: former, value }: FilterRule, op: Operator): JsonValue | undefined {
  const [from, to] = [valueForm(former), valueForm(op)];
  if (from === to) return value;
  if (value === undefined || from === 'days' || to === 'days') return undefined;
  const held = isJsonList(value) ? value : [value];
  switch (to) {
    case 'none':
      return undefined;
    case 'list':
      return held.filter((item) => item !== '');
    case 'pair':
      // One that was the most stays the most.
      return isUpper(former) ? ['', held[0] ?? ''] : [held[0] ?? '', held[1] ?? ''];
    case 'one':
      return (from === 'pair' && isUpper(op) ? held[1] : held[0]) ?? '';
  }
}

function isUpper(op: Operator): boolean {
  return op === 'lt' || op === 'lte';
}
