import type { Issue } from './document-reader.ts';
import { ACCOUNT_FIELDS } from './mapping.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { FieldKind } from './mapping.ts';
import type { FieldCatalog, FieldType, SourceField } from './source-field.ts';

/** From which types of source field each kind of ours is converted; text is tried value by value. */
export const SOURCES_BY_KIND: Readonly<Record<FieldKind, readonly FieldType[]>> = {
  text: ['text', 'picklist', 'multi-picklist', 'number', 'boolean', 'date', 'datetime', 'lookup'],
  number: ['number', 'text'],
  day: ['date', 'datetime', 'text'],
  'gainsight-id': ['user', 'lookup', 'text'],
  domains: ['text', 'multi-picklist', 'picklist'],
};

/** A mapping of either side: a name that is none of an account's takes text. */
interface AnyMapping {
  readonly standard: Readonly<Record<string, FieldMapping>>;
  readonly custom: Readonly<Record<string, FieldMapping>>;
}

/** Holds a mapping against the fields of the connection: every conversion is one that exists, several items have an order. */
export function checkMapping(mapping: AnyMapping, fields: FieldCatalog, path: string): readonly Issue[] {
  const standard = Object.entries(mapping.standard).flatMap(([name, row]) =>
    checkRow(row, kindOf(name), fields.get(row.source), `${path}.${name}`),
  );
  const custom = Object.entries(mapping.custom).flatMap(([name, row]) =>
    checkPreferred(row, fields.get(row.source), `${path}.custom.${name}`),
  );
  return [...standard, ...custom];
}

function kindOf(name: string): FieldKind {
  return Object.entries(ACCOUNT_FIELDS).find(([key]) => key === name)?.[1] ?? 'text';
}

function checkRow(
  row: FieldMapping,
  kind: FieldKind,
  field: SourceField | undefined,
  path: string,
): readonly Issue[] {
  if (field === undefined) return [];
  if (!SOURCES_BY_KIND[kind].includes(field.type)) {
    const wanted = SOURCES_BY_KIND[kind].join(', ');
    return [
      { path, message: `${field.label} is of type ${field.type}; this field is filled from: ${wanted}` },
    ];
  }
  if (kind === 'text' && field.type === 'multi-picklist' && row.prefer.length === 0) {
    return [{ path, message: `${field.label} may hold several items: list under "prefer" which one wins` }];
  }
  return checkPreferred(row, field, path);
}

function checkPreferred(row: FieldMapping, field: SourceField | undefined, path: string): readonly Issue[] {
  const labels = new Set(field?.options?.map((option) => option.label));
  if (field?.options === undefined || labels.size === 0) return [];
  return row.prefer.flatMap((label, at) =>
    labels.has(label)
      ? []
      : [{ path: `${path}.prefer[${at}]`, message: `${field.label} has no item labelled ${label}` }],
  );
}
