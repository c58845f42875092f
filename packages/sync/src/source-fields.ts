import type { FieldType, SourceField } from '@handrail/core';
import type { NewSourceField, SourceFieldRow } from '@handrail/database';
import type { FieldDescription } from '@handrail/gainsight';
import { z } from 'zod';

const TYPES: Readonly<Record<string, FieldType>> = {
  NUMBER: 'number',
  PERCENTAGE: 'number',
  CURRENCY: 'number',
  JSONNUMBER: 'number',
  BOOLEAN: 'boolean',
  JSONBOOLEAN: 'boolean',
  DATE: 'date',
  DATETIME: 'datetime',
  PICKLIST: 'picklist',
  MULTISELECTDROPDOWNLIST: 'multi-picklist',
  // Ids are opaque and compare exactly, as lookups do.
  GSID: 'lookup',
};

const detailSchema = z.object({
  options: z.array(
    z.object({
      value: z.string(),
      label: z.string(),
      systemName: z.string().nullable(),
      isActive: z.boolean(),
    }),
  ),
  maxLength: z.number().nullable(),
  decimalPlaces: z.number().nullable().default(null),
  lookupObjects: z.array(z.string()),
});

/** A described field as it is stored. */
export function toStoredField(field: FieldDescription): NewSourceField {
  const detail: z.infer<typeof detailSchema> = {
    options: field.options.map(({ value, label, systemName, isActive }) => ({
      value,
      label,
      systemName,
      isActive,
    })),
    maxLength: field.length,
    decimalPlaces: field.decimalPlaces,
    lookupObjects: [...(field.lookup?.objects ?? [])],
  };
  return {
    name: field.fieldName,
    label: field.label,
    data_type: field.dataType,
    updateable: field.isUpdateable === true && field.isReadOnly !== true,
    detail,
  };
}

/** A stored field in the words of the product, under the spelling that the configuration uses for it. */
export function toSourceField(row: SourceFieldRow, name: string = row.name): SourceField {
  const detail = detailSchema.parse(row.detail);
  const { maxLength } = detail;
  const isUser = pointsTo(detail, 'gsuser');
  return {
    name,
    label: row.label,
    type: TYPES[row.data_type] ?? (row.data_type === 'LOOKUP' ? (isUser ? 'user' : 'lookup') : 'text'),
    options: detail.options.map((option) => ({
      value: option.value,
      label: option.label,
      ...(option.systemName === null ? {} : { systemName: option.systemName }),
    })),
    ...(maxLength === null ? {} : { maxLength }),
    isUpdateable: row.updateable,
  };
}

/**
 * Decimals that a number keeps, where the source tells it. Nothing is decided by them, so they stand apart: what a field is
 * described as names the rules of accounts.
 */
export function decimalPlacesOf({ detail }: SourceFieldRow): number | null {
  return detailSchema.parse(detail).decimalPlaces;
}

/** The ids of the items of a picklist that nothing may be written as any more (reference 6.2, GSOBJ_1012). */
export function inactiveItems({ detail }: SourceFieldRow): ReadonlySet<string> {
  const { options } = detailSchema.parse(detail);
  return new Set(options.flatMap(({ value, isActive }) => (isActive ? [] : [value])));
}

/** Whether a look-up holds ids of companies. */
export function pointsToCompany({ detail }: SourceFieldRow): boolean {
  return pointsTo(detailSchema.parse(detail), 'company');
}

function pointsTo({ lookupObjects }: z.infer<typeof detailSchema>, object: string): boolean {
  return lookupObjects.some((one) => one.toLowerCase() === object);
}
