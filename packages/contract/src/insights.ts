import { INSIGHT_IDS } from '@handrail/core';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema, pageOf, pageQuerySchema } from './page.ts';

/** A flag that stands on an account, with what shows it. */
export const insightSchema = z.object({
  account: z.object({ id: z.string(), name: z.string() }),
  insight: z.enum(INSIGHT_IDS),
  label: z.string(),
  tone: z.enum(['bad', 'mid', 'good']),
  /** What it means, with the threshold that is set. */
  sentence: z.string(),
  startedAt: instantSchema,
  evidence: z.array(z.object({ text: z.string(), meetingId: z.string().nullable() })),
});
export type Insight = z.infer<typeof insightSchema>;

export const listInsights = endpoint({
  name: 'listInsights',
  method: 'GET',
  path: '/api/v1/signals/insights',
  summary: 'Insights that stand now, the worst first, then the newest',
  action: 'read',
  showsContent: true,
  query: pageQuerySchema.extend({
    accountId: z.uuid().optional(),
    insight: z.enum(INSIGHT_IDS).optional(),
  }),
  reply: pageOf(insightSchema),
});
