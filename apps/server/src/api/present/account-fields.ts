import type { AccountDetail } from '@handrail/contract';
import type { FieldOrigin } from '@handrail/core';

const CUSTOM = 'fields.';

/** A field of an account as its page lists it. */
export function presentFieldRow(origin: FieldOrigin): AccountDetail['fieldRows'][number] {
  const { field, label, value, source, manual } = origin;
  return {
    field: field.startsWith(CUSTOM) ? field.slice(CUSTOM.length) : field,
    label,
    value,
    sourceField: source?.field ?? null,
    sourceLabel: source?.label ?? null,
    sourceValue: source?.value ?? null,
    isManual: manual !== null,
    // The status follows from its mapping; it takes no value by hand.
    key: field === 'status' ? null : field,
  };
}
