import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { reviewReasonSchema, ruleOfferSchema } from './meetings.ts';
import { instantSchema, pageOf, pageQuerySchema } from './page.ts';

/** A meeting whose account the evidence does not settle: it waits for a person. */
export const reviewSchema = reviewReasonSchema.extend({
  id: z.string(),
  meeting: z.object({
    id: z.string(),
    title: z.string(),
    source: z.enum(['gong', 'file']),
    startedAt: instantSchema.nullable(),
    participants: z.array(z.object({ name: z.string().nullable(), email: z.string().nullable() })),
  }),
  ruleOffers: z.array(ruleOfferSchema),
  createdAt: instantSchema,
});
export type Review = z.infer<typeof reviewSchema>;

export const listReviews = endpoint({
  name: 'listReviews',
  method: 'GET',
  path: '/api/v1/reviews',
  summary: 'Meetings that wait for a person to say whose they are, longest waiting first',
  action: 'read',
  showsContent: true,
  query: pageQuerySchema,
  reply: pageOf(reviewSchema),
});
