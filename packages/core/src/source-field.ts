import type { JsonValue } from './json.ts';

/** What a source field holds, in our words; the vendor's type names stop at its package. */
export const FIELD_TYPES = [
  'text',
  'number',
  'boolean',
  'date',
  'datetime',
  'picklist',
  'multi-picklist',
  'user',
  'lookup',
] as const;

/** One of {@link FIELD_TYPES}. */
export type FieldType = (typeof FIELD_TYPES)[number];

/** One item of a picklist: the id that records hold, and the two names people use for it. */
export interface FieldOption {
  readonly value: string;
  readonly label: string;
  readonly systemName?: string;
}

/** A field as the connection's describe told it. */
export interface SourceField {
  /** The API name, as records are keyed by it. */
  readonly name: string;
  readonly label: string;
  readonly type: FieldType;
  /** Items of a picklist or multi-picklist. */
  readonly options?: readonly FieldOption[];
  /** Greatest length of a text, where the source tells it. */
  readonly maxLength?: number;
  /** Whether the source lets us write it. */
  readonly isUpdateable?: boolean;
}

/** The fields of one object by API name. */
export type FieldCatalog = ReadonlyMap<string, SourceField>;

/** Makes a catalog of a list of fields. */
export function fieldCatalog(fields: readonly SourceField[]): FieldCatalog {
  return new Map(fields.map((field) => [field.name, field]));
}

/** The id of the item that a document names: by id, else by system name, else by label; null when there is none. */
export function findOptionValue(field: SourceField, text: string): string | null {
  const options = field.options ?? [];
  const option =
    options.find((item) => item.value === text) ??
    options.find((item) => item.systemName === text) ??
    options.find((item) => item.label === text);
  return option?.value ?? null;
}

/** What a document names an item by: its system name, which stays when the item is renamed, else its label. */
export function optionName({ systemName, label }: FieldOption): string {
  return systemName ?? label;
}

/** The label of an item's id; the id itself when the field does not list it (an item since removed). */
export function optionLabel(field: SourceField | undefined, value: string): string {
  return field?.options?.find((item) => item.value === value)?.label ?? value;
}

/** Whether a value counts as empty: absent, null, the empty text and the empty list. */
export function isEmptyValue(value: JsonValue | undefined): boolean {
  return (
    value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
  );
}

/** The items of a multi-picklist, which sources give as a list or as one text joined by semicolons. */
export function splitItems(value: JsonValue | undefined): readonly string[] {
  if (value === undefined || value === null) return [];
  const parts = Array.isArray(value) ? value.map(String) : String(value).split(';');
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** A number given as JSON number or as plain digits (`"48000.50"`); null for anything else. */
export function parseNumber(value: JsonValue | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?\s*$/.test(value))
    return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** A boolean given as JSON boolean or as its word; null for anything else. */
export function parseBoolean(value: JsonValue | undefined): boolean | null {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.trim().toLowerCase() : '';
  return word === 'true' ? true : word === 'false' ? false : null;
}
