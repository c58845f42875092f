import type { ReplyOf, SourceField, listFields } from '@handrail/contract';
import { checkMapping, fieldCatalog, SOURCES_BY_KIND } from '@handrail/core';
import type { FieldType, MappedKind } from '@handrail/core';
import { formatCount, formatCounted } from '../../components/format-value.ts';
import type { MappingRow } from './mapping-rows.ts';

/** A source that one of our fields may be filled from. */
export interface Source extends SourceField {
  /** Share of the records looked at that hold something there, 0 to 1; `unread` where it was never read. */
  readonly filling: number | 'unread' | null;
}

/** The fields of an object as sources, each named with a prefix where a document names them so. */
export function sourcesOf(
  { items }: Pick<ReplyOf<typeof listFields>, 'items'>,
  prefix = '',
): readonly Source[] {
  return items.map((field) => ({
    ...field,
    name: `${prefix}${field.name}`,
    filling: fillingOf(field),
  }));
}

function fillingOf({ filled, lookedAt }: ReplyOf<typeof listFields>['items'][number]): Source['filling'] {
  if (filled === null || lookedAt === null) return 'unread';
  return lookedAt === 0 ? null : filled / lookedAt;
}

/** "160 people", or "5,000 of 312,400 people": what the figures of an object's fields are counted on. */
export function describeLooked(
  { records, total }: Pick<ReplyOf<typeof listFields>, 'records' | 'total'>,
  one: string,
  many: string,
): string {
  const all = formatCounted(total ?? 0, one, many);
  return records === total ? all : `${formatCount(records ?? 0)} of ${all}`;
}

/** The described field that a mapping names, in whatever case; paths through a lookup are not described. */
export function findSource(sources: readonly Source[], name: string): Source | undefined {
  return sources.find((field) => field.name.toLowerCase() === name.toLowerCase());
}

/** Fields that convert to a kind; all of them for a field that takes what its source has. */
export function fittingSources(sources: readonly Source[], kind: MappedKind | null): readonly Source[] {
  return sources.filter(({ type }) => kind === null || SOURCES_BY_KIND[kind].includes(type));
}

/** What Save would find wrong with a row; null when nothing. */
export function mappingFault(row: MappingRow, sources: readonly Source[]): string | null {
  const { mapping, name, kind } = row;
  if (mapping === null || sources.length === 0) return null;
  const field = findSource(sources, mapping.source);
  if (field === undefined) {
    return mapping.source.includes('.')
      ? null
      : `Gainsight lists no field ${mapping.source}. Choose another.`;
  }
  const rows = { [name]: mapping };
  const catalog = fieldCatalog([{ ...field, name: mapping.source }]);
  const [issue] =
    kind === null
      ? checkMapping({ standard: {}, custom: rows }, {}, catalog, name)
      : checkMapping({ standard: rows, custom: {} }, { [name]: kind }, catalog, name);
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
export function describeSource({ type, filling, samples }: Source): string {
  // What a lookup holds is an id, which tells a person nothing.
  const seen = type === 'lookup' ? '' : samples.slice(0, 3).join(', ');
  return [TYPE_WORDS[type], describeFilling(filling), seen === '' ? null : `e.g. ${seen}`]
    .filter((part) => part !== null)
    .join(' · ');
}

function describeFilling(filling: Source['filling']): string | null {
  if (filling === null) return null;
  if (filling === 'unread') return 'not read yet';
  // Who reads 0 % or 100 % takes it for none or all.
  const percent = Math.round(filling * 100);
  if (percent === 0 && filling > 0) return 'less than 1 % filled';
  return percent === 100 && filling < 1 ? 'more than 99 % filled' : `${percent} % filled`;
}

const MULTI: Readonly<Record<string, string>> = {
  domains: 'Every item read as a domain',
  own: 'All items; one of them once an order is given below',
};

const FLAG = 'Read as yes or no, true or false; a stakeholder with another value is set aside';

/** How a value becomes ours, where it does not come as it is; null where it does. */
export function describeConversion(kind: MappedKind | null, type: FieldType): string | null {
  if (kind === 'flag') return type === 'boolean' ? null : FLAG;
  if (type === 'picklist') return 'The item by its label';
  if (type === 'multi-picklist') return MULTI[kind ?? 'own'] ?? 'One item, by the order below';
  if (kind === 'domains') return 'Websites and addresses become bare domains';
  if (kind === 'number' && type === 'text')
    return 'Text read as a number; a record with other text is set aside';
  if (kind === 'day' && type === 'text') return 'Text read as a day; a record with other text is set aside';
  if (type === 'datetime') return 'The day in the time zone of the organisation';
  if (kind === 'gainsight-id' && type === 'text') return 'Text read as a Gainsight id';
  if (kind === 'interval' && type === 'text') return 'Text read as days, or as a word such as monthly';
  if (kind === 'text' && (type === 'number' || type === 'boolean')) return 'Written out as text';
  return null;
}
