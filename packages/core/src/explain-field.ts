import { FIELD_OWNER_LABELS } from './field-labels.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { FieldKind } from './mapping.ts';
import type { SourceField } from './source-field.ts';

const TO_KIND: Readonly<Record<FieldKind | 'own', string>> = {
  text: 'Taken as text, without blanks at the ends',
  number: 'Read as a number',
  day: 'Read as a day in the zone of the workspace',
  'gainsight-id': 'Kept as an id, shown by the name that it has here',
  domains: 'Addresses and domains become bare domains, each once',
  own: 'Kept in the kind of its source',
};

/** How a source value becomes ours, in words. */
export function conversionInWords(
  kind: FieldKind | 'own',
  source: SourceField | undefined,
  { prefer }: Pick<FieldMapping, 'prefer'>,
): string {
  if (source?.type === 'multi-picklist' && kind !== 'domains') {
    if (prefer.length > 0) return `The first that is set of ${prefer.join(', ')}`;
    return kind === 'own' ? 'Items by their labels' : 'The one item by its label; several are set aside';
  }
  if (source?.type === 'picklist') return 'The item by its label';
  return TO_KIND[kind];
}

/** Whose value stands, in words. */
export function ownerInWords(owner: FieldMapping['owner'], isManual: boolean): string {
  return isManual ? 'A person: set by hand, and kept until it is given back' : FIELD_OWNER_LABELS[owner];
}
