import { parseDayValue } from './calendar-day.ts';
import type { CalendarDay } from './calendar-day.ts';
import { parseDomain } from './domain.ts';
import type { FilterContext } from './filter.ts';
import { isJsonList } from './json.ts';
import type { JsonObject, JsonValue } from './json.ts';
import { isEmptyValue, optionLabel, parseBoolean, parseNumber, splitItems } from './source-field.ts';
import { showValue } from './show-value.ts';
import type { SourceField } from './source-field.ts';

/** Whose value wins. `seed-once`: the source fills an empty field and then leaves it alone. */
export const FIELD_OWNERS = ['gainsight', 'handrail', 'person', 'seed-once'] as const;

/** One of {@link FIELD_OWNERS}. */
export type FieldOwner = (typeof FIELD_OWNERS)[number];

/** One row of the mapping. In the document a bare text stands for `{ source: text }`. */
export interface FieldMapping {
  /** API name of the source field. */
  readonly source: string;
  readonly owner: FieldOwner;
  /** For a multi-picklist into one value: labels in order of preference; the first that is present wins. */
  readonly prefer: readonly string[];
}

/** Why a mapped value cannot be taken. */
export type ConversionReason =
  | 'not-a-text'
  | 'not-a-number'
  | 'not-a-date'
  | 'not-a-flag'
  | 'not-an-id'
  | 'several-values'
  | 'missing-name'
  | 'missing-id';

/** A source field whose value stands in the way of the whole record. */
export interface ConversionFault {
  /** The source field, by API name. */
  readonly field: string;
  readonly reason: ConversionReason;
  /** What it holds, fit to be shown. */
  readonly value?: string;
}

/**
 * Reads the mapped values of one record. Empty in any form is null; what does not fit its field is null too, and a fault
 * among those given.
 */
export function valueReader(
  values: JsonObject,
  { fields, zone = 'UTC' }: Pick<FilterContext, 'fields' | 'zone'>,
  faults: ConversionFault[],
): <T>(row: FieldMapping | undefined, convert: Converter<T>) => T | null {
  return (row, convert) => {
    if (row === undefined) return null;
    const value = values[row.source];
    if (value === undefined || isEmptyValue(value)) return null;
    const converted = convert(value, row, fields?.get(row.source), zone);
    if (converted.ok) return converted.value;
    faults.push({ field: row.source, reason: converted.reason, value: showValue(value) });
    return null;
  };
}

type Converted<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: ConversionReason };

/** Makes a value of the source, which is not empty, one of ours. */
export type Converter<T> = (
  value: JsonValue,
  row: FieldMapping,
  field: SourceField | undefined,
  zone: string,
) => Converted<T>;

/** A text without blanks at the ends, an item by its label. */
export const toText: Converter<string | null> = (value, row, field) => {
  if (field?.type === 'multi-picklist' || isJsonList(value)) return pickOne(value, row, field);
  if (typeof value === 'object') return NO_TEXT;
  const text = String(value).trim();
  if (text === '') return { ok: true, value: null };
  return { ok: true, value: field?.type === 'picklist' ? optionLabel(field, text) : text };
};

const NO_TEXT = { ok: false, reason: 'not-a-text' } as const;

/** The items by their labels; what is neither text, number nor flag is no item. */
function toLabels(value: JsonValue, field: SourceField | undefined): Converted<readonly string[]> {
  const held = isJsonList(value) ? value : [value];
  if (held.some((item) => typeof item === 'object')) return NO_TEXT;
  return { ok: true, value: splitItems(value).map((item) => optionLabel(field, item)) };
}

/** Several items become one by the stated order; without an order only a single item can be taken. */
function pickOne(
  value: JsonValue,
  row: FieldMapping,
  field: SourceField | undefined,
): Converted<string | null> {
  const labels = toLabels(value, field);
  if (!labels.ok) return labels;
  const preferred = row.prefer.find((label) => labels.value.includes(label));
  if (preferred !== undefined) return { ok: true, value: preferred };
  if (labels.value.length > 1) return { ok: false, reason: 'several-values' };
  return { ok: true, value: labels.value[0] ?? null };
}

/** An id as it is, without blanks at the ends. */
export const toId: Converter<string | null> = (value) => {
  if (typeof value !== 'string' && typeof value !== 'number') return { ok: false, reason: 'not-an-id' };
  const text = String(value).trim();
  return { ok: true, value: text === '' ? null : text };
};

/** An id without which the record says nothing. */
export const toNeededId: Converter<string> = (...source) => {
  const id = toId(...source);
  return id.ok && id.value !== null ? { ok: true, value: id.value } : { ok: false, reason: 'missing-id' };
};

/** A number. */
export const toNumber: Converter<number> = (value) => {
  const number = parseNumber(value);
  return number === null ? { ok: false, reason: 'not-a-number' } : { ok: true, value: number };
};

/** A count of people: what a source averaged is rounded here, else it would differ from what is stored for ever. */
export const toWhole: Converter<number> = (...source) => {
  const number = toNumber(...source);
  return number.ok ? { ok: true, value: Math.round(number.value) } : number;
};

/** True or false. */
const toFlag: Converter<boolean> = (value) => {
  const flag = parseBoolean(value);
  return flag === null ? { ok: false, reason: 'not-a-flag' } : { ok: true, value: flag };
};

/** True or false, also as the label of an item, which may say yes or no. */
export const toLabelledFlag: Converter<boolean | null> = (value, ...of) => {
  const text = toText(value, ...of);
  if (!text.ok) return text;
  if (text.value === null) return NOTHING;
  const word = text.value.toLowerCase();
  return toFlag(word === 'yes' ? true : word === 'no' ? false : word, ...of);
};

const NOTHING = { ok: true, value: null } as const;

/** The day of a date, or of an instant in the zone. */
export const toDay: Converter<CalendarDay> = (value, _row, field, zone) => {
  const day = parseDayValue(value, field?.type ?? 'date', zone);
  return day === null ? { ok: false, reason: 'not-a-date' } : { ok: true, value: day };
};

/** Websites and addresses are accepted; pieces that name no domain are no fault, they only say nothing. */
export const toDomains: Converter<readonly string[]> = (value) => {
  const held = isJsonList(value) ? value : [value];
  if (held.some((item) => typeof item === 'object')) return NO_TEXT;
  const pieces = isJsonList(value) ? value.map(String) : String(value).split(/[\s,;|]+/);
  const domains = pieces.map(parseDomain).filter((domain) => domain !== null);
  return { ok: true, value: [...new Set(domains)].toSorted() };
};

/** A custom field keeps the kind that its source has. */
export const toOwnKind: Converter<JsonValue> = (value, row, field, zone) => {
  switch (field?.type) {
    case 'number':
      return toNumber(value, row, field, zone);
    case 'date':
    case 'datetime':
      return toDay(value, row, field, zone);
    case 'boolean':
      return toFlag(value, row, field, zone);
    case 'multi-picklist':
      if (row.prefer.length > 0) return pickOne(value, row, field);
      return toLabels(value, field);
    case 'picklist':
    case 'text':
      return toText(value, row, field, zone);
    default:
      return { ok: true, value };
  }
};

/** Whether a value can be taken into a field of ours that holds a number or a day; an empty one leaves it empty. */
export function fitsKind(
  kind: 'number' | 'day',
  value: JsonValue,
  row: FieldMapping,
  { fields, zone = 'UTC' }: Pick<FilterContext, 'fields' | 'zone'>,
): boolean {
  if (isEmptyValue(value)) return true;
  const convert = kind === 'number' ? toNumber : toDay;
  return convert(value, row, fields?.get(row.source), zone).ok;
}
