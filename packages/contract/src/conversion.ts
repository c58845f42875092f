import { GREATEST_SCALE, MOST_DECIMALS } from '@handrail/core';
import { z } from 'zod';

const words = z
  .strictObject({ words: z.record(z.string(), z.string().min(1)) })
  .describe('by what each word of the metric is called there: items of a picklist by system name or label');
const outOf = z.int().min(1).max(GREATEST_SCALE).nullable();
const decimals = z.int().min(0).max(MOST_DECIMALS).nullable();

/** The conversion of a row of the writeback contract, as the configuration document says it. */
export const conversionDocumentSchema = z.union([
  words,
  z
    .strictObject({
      outOf: outOf.optional().describe('what 100 becomes of a metric from 0 to 100'),
      decimals: decimals.optional().describe('to how many decimals a number is rounded'),
    })
    .describe('how a number is said'),
]);

/** The same with all that it says. */
export const conversionSchema = z.union([words, z.strictObject({ outOf, decimals })]);
