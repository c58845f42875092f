import { findMetric, isEmptyValue, isSameValue, optionLabel } from '@handrail/core';
import type { JsonValue, MetricValue, SourceField, WritebackValue } from '@handrail/core';
import type { RemoteValue } from '@handrail/database';

/** How many fields of a record are named; the others are counted. */
const MOST_NAMED = 3;

/**
 * Why a value is due: what is to stand in the field, against what we know of it; items of a picklist by their labels. Told
 * before it went and after.
 */
export function explainDue(
  { metric, field }: Pick<WritebackValue, 'metric' | 'field'>,
  value: MetricValue,
  at: RemoteValue | undefined,
  target: SourceField | undefined,
): string {
  const inWords = (said: JsonValue) => valueInWords(said, target);
  const name = `${findMetric(metric)?.label ?? metric} in ${field}`;
  const now = inWords(value);
  if (at?.refusal != null) {
    return `${name}: ${inWords(at.refusedValue)} was left out (${at.refusal}), now ${now}`;
  }
  if (at === undefined || at.sentAt === null) return `${name}: ${now}, the first value`;
  if (!isSameValue(at.sent, value)) return `${name}: ${inWords(at.sent)} → ${now}`;
  if (!isSameValue(at.observed, value)) {
    return `${name}: ${inWords(at.observed)} found at Gainsight → ${now}`;
  }
  return `${name}: to see whether ${now} stands at Gainsight`;
}

/** The causes of a record's fields as one. */
export function joinCauses(causes: readonly string[]): string {
  const more = causes.length - MOST_NAMED;
  const named = causes.slice(0, MOST_NAMED).join('; ');
  return more > 0 ? `${named}; ${more} more` : named;
}

function valueInWords(value: JsonValue, target: SourceField | undefined): string {
  if (isEmptyValue(value)) return 'nothing';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'string' ? optionLabel(target, value) : JSON.stringify(value);
}
