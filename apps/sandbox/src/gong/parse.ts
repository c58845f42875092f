import type { z } from 'zod';
import { GongRefusal } from './refusal.ts';

/** Reads a query or body by its schema; what does not fit is refused with 400 and one text a fault. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input ?? {});
  if (parsed.success) return parsed.data;
  throw new GongRefusal(
    400,
    parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`),
  );
}

/** An ISO-8601 instant with `Z` or an offset as epoch milliseconds; anything else is refused with 400. */
export function parseInstant(name: string, text: string): number {
  const at = /(?:Z|[+-]\d{2}:?\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw new GongRefusal(400, [`${name}: must be a date and time in ISO-8601 with an offset`]);
  return at;
}
