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

/** Looks at texts that are to fill a number or a day, record by record, so that none is held. */
export interface TextCheck {
  /** The source fields that it looks at. */
  readonly sources: readonly string[];
  /** Looks at the values of a further record, by source field. */
  add(values: JsonObject): void;
  /**
   * Warns of a text of which any value cannot be taken: says how many can. Nothing else is wrong with such a mapping, and an
   * account of any other value is set aside.
   */
  issues(path: string): readonly Issue[];
}

/** Begins to look at what a mapping takes from text. */
export function checkTextValues(
  mapping: AccountMapping,
  context: Pick<FilterContext, 'fields' | 'zone'>,
): TextCheck {
  const counts = triedRows(mapping, context).map((tried) => ({ tried, values: 0, fitting: 0 }));
  return {
    sources: [...new Set(counts.map(({ tried }) => tried.row.source))],
    add(values) {
      for (const count of counts) {
        const { kind, row } = count.tried;
        const value = values[row.source];
        if (value === undefined || isEmptyValue(value)) continue;
        count.values += 1;
        if (fitsKind(kind, value, row, context)) count.fitting += 1;
      }
    },
    issues: (path) =>
      counts.flatMap(({ tried: { name, kind, label }, values, fitting }) => {
        if (fitting === values) return [];
        const share = `${inDigits(fitting)} of ${inDigits(values)} values looked at can be read as ${KINDS[kind]}`;
        return [
          {
            path: `${path}.${name}`,
            message: `${label} is text: ${share}; accounts with another value are set aside`,
          },
        ];
      }),
  };
}

function inDigits(count: number): string {
  return count.toLocaleString('en-US');
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
