import { createHash } from 'node:crypto';
import { z } from 'zod';

const heldSchema = z.object({ rows: z.number().int(), sum: z.string() });

/** What one reading of an object held, and what the one before it did. */
export const tallySchema = z.object({
  /** From 1. */
  reading: z.number().int(),
  pages: z.number().int(),
  held: heldSchema,
  before: heldSchema.nullable(),
});
export type Tally = z.infer<typeof tallySchema>;

const NOTHING = { rows: 0, sum: '0' };

/** The first reading, before its first page. */
export const FIRST_READING: Tally = { reading: 1, pages: 0, held: NOTHING, before: null };

/** The same tally with a page's ids; their order does not matter. */
export function withPage(tally: Tally, gainsightIds: readonly string[]): Tally {
  let sum = BigInt(tally.held.sum);
  for (const id of gainsightIds) sum += BigInt(`0x${createHash('sha256').update(id).digest('hex')}`);
  const held = { rows: tally.held.rows + gainsightIds.length, sum: BigInt.asUintN(256, sum).toString() };
  return { ...tally, pages: tally.pages + 1, held };
}

/** Begins the next reading. */
export function nextReading({ reading, held }: Tally): Tally {
  return { reading: reading + 1, pages: 0, held: NOTHING, before: held };
}

/** Whether what was read is proven whole: by one page, which nothing can move in, or by two readings that hold the same. */
export function isAgreed({ pages, held, before }: Tally): boolean {
  if (pages <= 1 && before === null) return true;
  return before !== null && held.rows === before.rows && held.sum === before.sum;
}
