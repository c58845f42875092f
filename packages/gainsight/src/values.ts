import { parseDate } from './dates.ts';

/**
 * Values as replies give them, in one form each (reference 3.4 to 3.6). Null, absent and `''` mean none, which is
 * null; undefined means that the value is not of the kind asked for.
 */

const DIGITS = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** Text; a number or boolean in a text field is written out. `''` stays `''`: an empty text is not none. */
export function parseText(value: unknown): string | null | undefined {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A number, also written as digits (reference 3.6 [C]); never with thousands commas, which mean different numbers. */
export function parseNumber(value: unknown): number | null | undefined {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'number') return value;
  return typeof value === 'string' && DIGITS.test(value) ? Number(value) : undefined;
}

/** A boolean, also as the word (reference 3.6 [I]). */
export function parseFlag(value: unknown): boolean | null | undefined {
  if (value === null || value === undefined || value === '') return null;
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (word === 'true') return true;
  return word === 'false' ? false : undefined;
}

/** The items of a multi-select, joined by `;` or as a list (reference 3.6 [C]); none is the empty list. */
export function parseItems(value: unknown): readonly string[] | undefined {
  if (value === null || value === undefined) return [];
  const parts: unknown = typeof value === 'string' ? value.split(';') : value;
  return isTexts(parts) ? parts.map((part) => part.trim()).filter((part) => part !== '') : undefined;
}

/** How the values of a `dataType` are read (reference 3.4); picklists and lookups are GSIDs, which are text. */
const READERS: Readonly<Record<string, (value: unknown) => unknown>> = {
  NUMBER: parseNumber,
  CURRENCY: parseNumber,
  PERCENTAGE: parseNumber,
  BOOLEAN: parseFlag,
  DATE: parseDate,
  DATETIME: parseDate,
  MULTISELECTDROPDOWNLIST: parseItems,
  STRING: parseText,
  EMAIL: parseText,
  URL: parseText,
  RICHTEXTAREA: parseText,
  GSID: parseText,
  SFDCID: parseText,
  LOOKUP: parseText,
  PICKLIST: parseText,
};

/**
 * The value of a field of the given `dataType` in its one form: text, number, boolean, Date, list of items, or null.
 * Undefined when it is of another kind; of a type not known here, such as the JSON ones, it is given as it came.
 */
export function parseValue(dataType: string, value: unknown): unknown {
  const read = READERS[dataType];
  return read === undefined ? (value ?? null) : read(value);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((part) => typeof part === 'string');
}
