import { shorten } from '@handrail/core';

/** Of a name as much as a few lines of a phone hold. */
export const NAME_UNITS = 120;

/** A name where it stands in a title, a list or a link; on its own page it can be seen whole. */
export function shortName(name: string): string {
  return shorten(name, NAME_UNITS);
}

/** A whole number in the reader's locale. */
export function formatCount(value: number): string {
  return new Intl.NumberFormat(undefined).format(value);
}

/** "1 account", "1,204 accounts". */
export function formatCounted(value: number, one: string, many = `${one}s`): string {
  return `${formatCount(value)} ${value === 1 ? one : many}`;
}

/** Money without cents, its currency named by code from the data; without a currency only the number. */
export function formatMoney(value: number | null, currency: string | null): string {
  if (value === null) return '–';
  const number = new Intl.NumberFormat(undefined, { maximumFractionDigits: 0 }).format(value);
  return currency === null ? number : `${currency} ${number}`;
}

/** Any value of a field as one line of text; null, undefined and empty text are a dash. */
export function formatValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return new Intl.NumberFormat(undefined).format(value);
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return value.length === 0 ? '–' : value.map(formatValue).join(', ');
  return JSON.stringify(value);
}
