import { optionLabel, splitItems } from '@handrail/core';
import type { JsonValue, SourceField } from '@handrail/core';

/** A value of ours as a person reads it: names instead of ids of users and companies. */
export function shown(value: JsonValue, names: ReadonlyMap<string, string>): JsonValue {
  return typeof value === 'string' ? (names.get(value) ?? value) : value;
}

/** A source value as a person reads it: labels instead of ids of picklists, names instead of ids of users. */
export function shownSource(
  value: JsonValue,
  field: SourceField | undefined,
  names: ReadonlyMap<string, string>,
): JsonValue {
  if (value === null || field === undefined) return value;
  if (field.type === 'picklist') return optionLabel(field, String(value));
  if (field.type === 'multi-picklist') return splitItems(value).map((item) => optionLabel(field, item));
  return shown(value, names);
}
