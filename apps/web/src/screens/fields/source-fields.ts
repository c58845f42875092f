import type { SourceField } from '@handrail/contract';
import { checkMapping, fieldCatalog, SOURCES_BY_KIND } from '@handrail/core';
import type { FieldKind, FieldType } from '@handrail/core';
import type { MappingRow } from './mapping-rows.ts';

/** The sources that one of our fields may be filled from, and what is known of them. */
export interface Sources {
  /** Empty while nothing is described. */
  readonly fields: readonly SourceField[];
  /** Accounts that the fill rates are counted on; null when none were read. */
  readonly records: number | null;
}

/** The described field that a mapping names, in whatever case; paths through a lookup are not described. */
export function findSource(fields: readonly SourceField[], name: string): SourceField | undefined {
  return fields.find((field) => field.name.toLowerCase() === name.toLowerCase());
}

/** Fields that convert to a kind; all of them for a field that takes what its source has. */
export function fittingSources(fields: readonly SourceField[], kind: FieldKind | null): SourceField[] {
  return fields.filter(({ type }) => kind === null || SOURCES_BY_KIND[kind].includes(type));
}

/** What Save would find wrong with a row; null when nothing. */
export function mappingFault(row: MappingRow, fields: readonly SourceField[]): string | null {
  const { mapping, name, isCustom } = row;
  if (mapping === null || fields.length === 0) return null;
  const field = findSource(fields, mapping.source);
  if (field === undefined) {
    return mapping.source.includes('.')
      ? null
      : `Gainsight lists no field ${mapping.source}. Choose another.`;
  }
  const rows = { [name]: mapping };
  const catalog = fieldCatalog([{ ...field, name: mapping.source }]);
  const held = isCustom ? { standard: {}, custom: rows } : { standard: rows, custom: {} };
  const [issue] = checkMapping(held, catalog, name);
  if (issue === undefined) return null;
  return field.type === 'multi-picklist' && mapping.prefer.length === 0
    ? `${field.label} may hold several items: say below which one wins.`
    : `${issue.message}.`;
}

const TYPE_WORDS: Readonly<Record<FieldType, string>> = {
  text: 'text',
  number: 'number',
  boolean: 'yes or no',
  date: 'day',
  datetime: 'day and time',
  picklist: 'picklist',
  'multi-picklist': 'multi-select picklist',
  user: 'user',
  lookup: 'lookup',
};

/** "user · 98 % filled · Mara Ek, Jon Berg": what is known of a source, in one line. */
export function describeSource({ type, filled, samples }: SourceField, records: number | null): string {
  const share = filled === null || !records ? null : `${Math.round((filled / records) * 100)} % filled`;
  // What a lookup holds is an id, which tells a person nothing.
  const seen = type === 'lookup' ? '' : samples.slice(0, 3).join(', ');
  return [TYPE_WORDS[type], share, seen === '' ? null : `e.g. ${seen}`]
    .filter((part) => part !== null)
    .join(' · ');
}

const MULTI: Readonly<Record<string, string>> = {
  domains: 'Every item read as a domain',
  own: 'All items; one of them once an order is given below',
};

/** How a value becomes ours, where it does not come as it is; null where it does. */
export function describeConversion(kind: FieldKind | null, type: FieldType): string | null {
  if (type === 'picklist') return 'The item by its label';
  if (type === 'multi-picklist') return MULTI[kind ?? 'own'] ?? 'One item, by the order below';
  if (kind === 'domains') return 'Websites and addresses become bare domains';
  if (kind === 'number' && type === 'text')
    return 'Text read as a number; a record with other text is set aside';
  if (kind === 'day' && type === 'text') return 'Text read as a day; a record with other text is set aside';
  if (type === 'datetime') return 'The day in the time zone of the organisation';
  if (kind === 'gainsight-id' && type === 'text') return 'Text read as a Gainsight id';
  if (kind === 'text' && (type === 'number' || type === 'boolean')) return 'Written out as text';
  return null;
}
