import { z } from 'zod';

/** Query part of every list: an opaque cursor from the previous page and a page size (1–200 items). */
export const pageQuerySchema = z.object({
  cursor: z.string().max(2000).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

/** A page of a list: items, the cursor of the next page or null, and how many there are in all, or were at the first page. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable(), total: z.number().int() });
}

export const idParamsSchema = z.object({ id: z.uuid() });
/** An instant as ISO 8601 with zone. */
export const instantSchema = z.string();
/** A calendar day, `yyyy-MM-dd`. */
export const daySchema = z.string();

/** Largest request with a configuration document: a pasted list may name thousands of accounts. */
export const MAX_DOCUMENT_BYTES = 2 * 1024 * 1024;
