import type { Issue } from './document-reader.ts';
import type { FilterContext } from './filter.ts';
import type { JsonObject } from './json.ts';
import { fitsKind } from './field-mapping.ts';
import { ACCOUNT_FIELDS } from './mapping.ts';
import type { FieldMapping } from './field-mapping.ts';
import type { AccountMapping } from './mapping.ts';
import { isEmptyValue } from './source-field.ts';

/** The kinds of ours that a text may fill, or not: its values tell. */
const KINDS = { number: 'a number', day: 'a date' } as const;

/** The source fields that are text and are to fill a number or a day. */
export function triedSources(
  mapping: AccountMapping,
  context: Pick<FilterContext, 'fields'>,
): readonly string[] {
  return [...new Set(triedRows(mapping, context).map(({ row }) => row.source))];
}

/**
 * Warns of a text that is to fill a number or a day, where any of its values cannot: says how many of them can. Nothing
 * else is wrong with such a mapping, and an account of any other value is set aside.
 */
export function checkTextValues(
  mapping: AccountMapping,
  context: Pick<FilterContext, 'fields' | 'zone'>,
  records: readonly JsonObject[],
  path: string,
): readonly Issue[] {
  return triedRows(mapping, context).flatMap(({ name, kind, row, label }) => {
    const values = records
      .map((record) => record[row.source] ?? null)
      .filter((value) => !isEmptyValue(value));
    const fitting = values.filter((value) => fitsKind(kind, value, row, context)).length;
    if (fitting === values.length) return [];
    const share = `${fitting} of ${values.length} values looked at can be read as ${KINDS[kind]}`;
    return [
      {
        path: `${path}.${name}`,
        message: `${label} is text: ${share}; accounts with another value are set aside`,
      },
    ];
  });
}

interface TriedRow {
  readonly name: string;
  readonly kind: keyof typeof KINDS;
  readonly row: FieldMapping;
  readonly label: string;
}

function triedRows(
  { standard }: AccountMapping,
  { fields }: Pick<FilterContext, 'fields'>,
): readonly TriedRow[] {
  const kinds = new Map<string, string>(Object.entries(ACCOUNT_FIELDS));
  return Object.entries(standard).flatMap(([name, row]) => {
    const kind = kinds.get(name);
    const field = fields?.get(row.source);
    if (field?.type !== 'text' || (kind !== 'number' && kind !== 'day')) return [];
    return [{ name, kind, row, label: field.label }];
  });
}
