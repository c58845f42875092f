import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema } from './page.ts';

/** The configuration document (design section 7); `core/config.ts` checks it and names every issue. */
export const configVersionSchema = z.object({
  version: z.number().int(),
  document: z.record(z.string(), z.unknown()),
  createdAt: instantSchema.nullable(),
});
export type ConfigVersion = z.infer<typeof configVersionSchema>;

export const getConfig = endpoint({
  name: 'getConfig',
  method: 'GET',
  path: '/api/v1/config',
  summary: 'The configuration in force',
  action: 'read-settings',
  reply: configVersionSchema,
});
export const saveConfig = endpoint({
  name: 'saveConfig',
  method: 'PUT',
  path: '/api/v1/config',
  summary: 'Save a new version; 409 when another version was saved meanwhile',
  action: 'change-settings',
  body: z.strictObject({
    basedOn: z.number().int().min(0),
    document: z.record(z.string(), z.unknown()),
  }),
  reply: configVersionSchema,
});
