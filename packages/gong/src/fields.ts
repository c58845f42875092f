import { z } from 'zod';

/**
 * Field schemas: in Gong's replies any field may be missing or null (reference 2), which becomes null, and a field of
 * another type counts as missing rather than costing the whole item.
 */
export const text = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** A number, or null. */
export const amount = z
  .number()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** A boolean, or null. */
export const flag = z
  .boolean()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** An ISO 8601 instant with offset, or null. */
export const instant = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => {
    const at = value === null || value === undefined ? Number.NaN : Date.parse(value);
    return Number.isNaN(at) ? null : new Date(at);
  });

/** An id: a decimal string, never a number, which would lose digits past 2^53 (reference 2). */
export const id = z.string().min(1);

/** A part that is there or null. */
export function orNull<Part extends z.ZodType>(part: Part) {
  return part
    .nullish()
    .catch(null)
    .transform((value) => value ?? null);
}

/** A list whose missing or null form is empty; a null among its items is none. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z
    .array(item.nullable())
    .nullish()
    .transform((value) => (value ?? []).filter((one): one is NonNullable<typeof one> => one !== null));
}

/** Reads the first of the named keys that is a string, for naming an item that cannot be read. */
export function idUnder(...path: readonly string[]): (item: unknown) => string | null {
  return (item) => {
    let value: unknown = item;
    for (const key of path)
      value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
    return typeof value === 'string' ? value : null;
  };
}
