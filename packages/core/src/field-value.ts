import { parseInstant } from './calendar-day.ts';
import { MOST_DECIMALS } from './conversion.ts';
import type { Conversion } from './conversion.ts';
import type { Issue } from './document-reader.ts';
import { join } from './document-reader.ts';
import type { JsonValue } from './json.ts';
import { METRIC_LABELS } from './metrics.ts';
import type { Metric, MetricType, MetricValue } from './metrics.ts';
import { findOptionValue, isEmptyValue, optionName, parseBoolean, parseNumber } from './source-field.ts';
import type { FieldType, SourceField } from './source-field.ts';

/** Types of field that take a metric of a type without losing what it says. */
const FIELD_TYPES_OF_METRIC: Readonly<Record<MetricType, readonly FieldType[]>> = {
  number: ['number'],
  label: ['text', 'picklist'],
  instant: ['date', 'datetime'],
  boolean: ['boolean'],
};

const METRIC_TYPE_WORDS: Readonly<Record<MetricType, string>> = {
  number: 'a number',
  label: 'a word',
  instant: 'a date',
  boolean: 'yes or no',
};

/**
 * A metric's value as a field is to hold it: a number on the scale and with the decimals of the conversion, an instant
 * as its day (UTC) in a date, a word as what it is called there, which in a picklist is the id of an item. Undefined
 * when the picklist has no such item. A field that is not described takes what the conversion alone says.
 */
export function toFieldValue(
  value: MetricValue,
  conversion: Conversion | null,
  field: SourceField | undefined,
): MetricValue | undefined {
  if (typeof value === 'number') return convertNumber(value, conversion);
  if (typeof value !== 'string') return value;
  const word = wordThere(value, conversion);
  if (field?.type === 'date') return word.slice(0, 10);
  if (field?.type === 'picklist') return findOptionValue(field, word) ?? undefined;
  return word;
}

function convertNumber(value: number, conversion: Conversion | null): number {
  if (conversion === null || 'words' in conversion) return value;
  const { outOf, decimals } = conversion;
  const scaled = outOf === null ? value : (value * outOf) / 100;
  return Number(scaled.toFixed(decimals ?? MOST_DECIMALS));
}

function wordThere(word: string, conversion: Conversion | null): string {
  return conversion !== null && 'words' in conversion ? (conversion.words[word] ?? word) : word;
}

/** Whether a field can hold a metric, once it is converted where that is possible. */
export function takesMetric({ type }: Metric, field: Pick<SourceField, 'type' | 'options'>): boolean {
  if (!FIELD_TYPES_OF_METRIC[type].includes(field.type)) return false;
  return field.type !== 'picklist' || (field.options ?? []).length > 0;
}

/** What each word of a metric becomes in a picklist: the item of that name; undefined where there is none. */
export function proposeWords(field: Pick<SourceField, 'options'>): ReadonlyMap<string, string | undefined> {
  const options = field.options ?? [];
  return new Map(
    METRIC_LABELS.map((word) => {
      const option = options.find((item) => [item.systemName, item.label].includes(word));
      return [word, option === undefined ? undefined : optionName(option)];
    }),
  );
}

/** Why a field cannot hold a metric as it is converted, at the places of the row at `path`; nothing when it can. */
export function misfitsOf(
  metric: Metric,
  conversion: Conversion | null,
  field: SourceField,
  path: string,
): readonly Issue[] {
  if (!FIELD_TYPES_OF_METRIC[metric.type].includes(field.type)) {
    const message = `${field.label} does not take ${METRIC_TYPE_WORDS[metric.type]}, which ${metric.label} is`;
    return [{ path: join(path, 'field'), message }];
  }
  if (metric.type !== 'label') return [];
  const unfit = METRIC_LABELS.filter((word) => !takesWord(field, wordThere(word, conversion)));
  if (conversion !== null && 'words' in conversion) {
    return unfit.map((word) => {
      const there = wordThere(word, conversion);
      const why = field.type === 'picklist' ? `has no item ${there}` : tooShortFor(field, [there]);
      return { path: join(path, `conversion.words.${word}`), message: `${field.label} ${why}` };
    });
  }
  if (unfit.length === 0) return [];
  const why =
    field.type === 'picklist'
      ? `has no item ${unfit.join(', ')}: say which item each word becomes`
      : tooShortFor(field, unfit);
  return [{ path: join(path, 'field'), message: `${field.label} ${why}` }];
}

function takesWord(field: SourceField, word: string): boolean {
  if (field.type === 'picklist') return findOptionValue(field, word) !== null;
  return field.maxLength === undefined || word.length <= field.maxLength;
}

function tooShortFor({ maxLength = 0 }: SourceField, words: readonly string[]): string {
  return `takes ${maxLength} characters, too few for ${words.join(', ')}`;
}

/**
 * Whether what stands in a field is a value that we wrote or would write. Numbers compare as numbers, also as digits in text; dates
 * by what they mean, whatever form the source gives them (epoch ms, ISO with any offset, a day); empty is empty.
 */
export function isSameValue(there: JsonValue, ours: JsonValue): boolean {
  if (isEmptyValue(there) || isEmptyValue(ours)) return isEmptyValue(there) && isEmptyValue(ours);
  if (typeof ours === 'number') return parseNumber(there) === ours;
  if (typeof ours === 'boolean') return parseBoolean(there) === ours;
  if (typeof ours !== 'string') return false;
  if (!/^\d{4}-\d{2}-\d{2}/.test(ours)) return there === ours;
  const [left, right] = [parseInstant(there)?.getTime(), parseInstant(ours)?.getTime()];
  return left !== undefined && left === right;
}
