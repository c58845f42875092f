import type { SourceField } from '@handrail/contract';
import { findMetric, takesMetric } from '@handrail/core';

/** The type of a field in Gainsight's word for it: "Picklist". */
export function typeOf({ dataType }: Pick<SourceField, 'dataType'>): string {
  return dataType.charAt(0) + dataType.slice(1).toLowerCase();
}

/** Name and type of a field, by which fields of one label are told apart. */
export function describeField(field: SourceField): string {
  return `${field.name} · ${typeOf(field)}`;
}

/** Types of text in which any words may stand; the others hold ids, addresses or JSON. */
const PLAIN_TEXTS = ['STRING', 'RICHTEXTAREA'];

/** Whether a field can be chosen to receive a metric: it may be written, and can hold the metric once converted. */
export function canHold(metricId: string, field: SourceField): boolean {
  const metric = findMetric(metricId);
  if (metric === undefined || !field.updateable || !takesMetric(metric, field)) return false;
  return field.type !== 'text' || PLAIN_TEXTS.includes(field.dataType);
}
