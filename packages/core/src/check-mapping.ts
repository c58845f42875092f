import type { Issue } from './document-reader.ts';
import type { StakeholderFieldKind } from './config.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { FieldKind } from './mapping.ts';
import type { FieldCatalog, FieldType, SourceField } from './source-field.ts';

/** What a field of ours holds that a source field fills. */
export type MappedKind = FieldKind | StakeholderFieldKind;

/** From which types of source field each kind of ours is converted; text is tried value by value. */
export const SOURCES_BY_KIND: Readonly<Record<MappedKind, readonly FieldType[]>> = {
  text: ['text', 'picklist', 'multi-picklist', 'number', 'boolean', 'date', 'datetime', 'lookup'],
  number: ['number', 'text'],
  day: ['date', 'datetime', 'text'],
  'gainsight-id': ['user', 'lookup', 'text'],
  domains: ['text', 'multi-picklist', 'picklist'],
  email: ['text'],
  phone: ['text', 'number'],
  flag: ['boolean', 'text', 'picklist'],
  interval: ['text', 'picklist', 'number'],
};

/** A mapping of either side. */
interface AnyMapping {
  readonly standard: Readonly<Record<string, FieldMapping>>;
  readonly custom: Readonly<Record<string, FieldMapping>>;
}

/**
 * Holds a mapping against the fields of the connection: every conversion is one that exists, several items have an order.
 * `kinds` are those of the standard fields of its side.
 */
export function checkMapping(
  mapping: AnyMapping,
  kinds: Readonly<Record<string, MappedKind>>,
  fields: FieldCatalog,
  path: string,
): readonly Issue[] {
  const standard = Object.entries(mapping.standard).flatMap(([name, row]) =>
    checkRow(row, kinds[name] ?? 'text', fields.get(row.source), `${path}.${name}`),
  );
  const custom = Object.entries(mapping.custom).flatMap(([name, row]) =>
    checkPreferred(row, fields.get(row.source), `${path}.custom.${name}`),
  );
  return [...standard, ...custom];
}

function checkRow(
  row: FieldMapping,
  kind: MappedKind,
  field: SourceField | undefined,
  path: string,
): readonly Issue[] {
  if (field === undefined) return [];
  if (!SOURCES_BY_KIND[kind].includes(field.type)) {
    const wanted = SOURCES_BY_KIND[kind].join(', ');
    return [
      { path, message: `${field.label} is of type ${field.type}; choose a field of one of these: ${wanted}` },
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
