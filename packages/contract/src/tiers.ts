import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const listTiers = endpoint({
  name: 'listTiers',
  method: 'GET',
  path: '/api/v1/tiers',
  summary: 'Tiers in their order, each with how many accounts have it, and values that are no tier',
  action: 'read',
  showsContent: false,
  reply: z.object({
    /** The source field that fills the tier of an account; null while none is mapped. */
    sourceField: z.string().nullable(),
    /** In their order, the highest first. */
    tiers: z.array(z.object({ name: z.string(), accounts: z.number().int() })),
    /** Values that accounts hold and that are no tier, the most frequent first. */
    unmapped: z.array(z.object({ name: z.string(), accounts: z.number().int() })),
    /** Accounts without any value. */
    without: z.number().int(),
  }),
});
