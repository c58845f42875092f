import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema } from './page.ts';

export const outboundHostSchema = z.object({
  host: z.string(),
  calls: z.number().int(),
  failed: z.number().int(),
  firstCalledAt: instantSchema,
  lastCalledAt: instantSchema,
});
export type OutboundHost = z.infer<typeof outboundHostSchema>;

export const listOutboundHosts = endpoint({
  name: 'listOutboundHosts',
  method: 'GET',
  path: '/api/v1/outbound-hosts',
  summary: 'Every host that was ever called from here, with the number of calls',
  action: 'read-settings',
  showsContent: false,
  reply: z.object({
    items: z.array(outboundHostSchema),
    /** False: other workspaces share this installation, and only hosts of this one are shown. */
    isWhole: z.boolean(),
  }),
});
