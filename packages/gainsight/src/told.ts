import { z } from 'zod';
import { parseFlag, parseNumber } from './values.ts';

/**
 * Schemas for what a reply tells beside its rows: a value that is missing, or of another kind, is null rather than the
 * loss of the whole reply. Flags and numbers may come as words and digits, as values do (reference 3.6).
 */
export const text = z.string().nullish().catch(null);

/** A boolean, also as the word. */
export const flag = z
  .unknown()
  .optional()
  .transform((value) => parseFlag(value) ?? null);

/** A number, also as digits. */
export const number = z
  .unknown()
  .optional()
  .transform((value) => parseNumber(value) ?? null);
