import { isFilter } from './config.ts';
import type { Configuration, WritebackValue } from './config.ts';
import { ACCOUNT_FIELD_LABELS, RELATIONSHIP_FIELD_LABELS } from './field-labels.ts';
import { filterRules } from './filter.ts';
import type { Filter } from './filter.ts';
import { RELATIONSHIP_FIELDS, RELATIONSHIP_SOURCES } from './relationship.ts';

/** What of a configuration says which fields are read. */
type Reading = Pick<Configuration, 'accounts' | 'status' | 'fields'>;

/**
 * What is read from a field of a company or relationship, in words: `the account filter`, `the field ARR`. What is
 * written over it is lost there and comes back as if it were the source's own. Null for a field that nothing is read from.
 */
export function readFrom(
  configuration: Reading,
  { object, field }: Pick<WritebackValue, 'object' | 'field'>,
): string | null {
  const readers = object === 'Company' ? companyReaders(configuration) : relationshipReaders(configuration);
  // Gainsight tells fields apart whatever their letter case (reference 3.3).
  return readers.find(([source]) => source?.toLowerCase() === field.toLowerCase())?.[1] ?? null;
}

type Reader = readonly [source: string | null, words: string];

function companyReaders({ accounts, status, fields }: Reading): readonly Reader[] {
  const { standard, custom } = fields.account;
  const labels: Readonly<Record<string, string>> = ACCOUNT_FIELD_LABELS;
  return [
    ...ofFilter(accounts.filter, 'the account filter'),
    [status.field, 'the status'],
    ...[status.churned, status.prospect].flatMap((side) =>
      isFilter(side) ? ofFilter(side, 'the status') : [],
    ),
    [status.churnedOn, 'the date of the churn'],
    ...Object.entries(standard).map(([name, row]): Reader => [
      row.source,
      `the field ${labels[name] ?? name}`,
    ]),
    ...ofCustom(custom),
  ];
}

function relationshipReaders({ fields }: Reading): readonly Reader[] {
  return [
    ...RELATIONSHIP_FIELDS.map((name): Reader => [
      RELATIONSHIP_SOURCES[name],
      `the field ${RELATIONSHIP_FIELD_LABELS[name]}`,
    ]),
    ...ofCustom(fields.relationship.custom),
  ];
}

function ofFilter(filter: Filter | null, words: string): readonly Reader[] {
  return filterRules(filter).map((rule) => [rule.field, words]);
}

function ofCustom(custom: Configuration['fields']['account']['custom']): readonly Reader[] {
  return Object.entries(custom).map(([name, row]) => [row.source, `the field ${name}`]);
}
