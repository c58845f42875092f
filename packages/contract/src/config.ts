import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema, MAX_DOCUMENT_BYTES, pageOf, pageQuerySchema } from './page.ts';

const documentSchema = z.record(z.string(), z.unknown());

/** The configuration document (design section 7); `core/config.ts` checks it and names every issue. */
export const configVersionSchema = z.object({
  version: z.number().int(),
  document: documentSchema,
  createdAt: instantSchema.nullable(),
  /** Who saved it; null where nobody did, or the person is gone. */
  createdBy: z.string().nullable(),
});
export type ConfigVersion = z.infer<typeof configVersionSchema>;

/** One place in which two documents differ; a side that leaves it to the default lacks its value. */
export const configChangeSchema = z.object({
  path: z.string(),
  before: z.unknown().optional(),
  after: z.unknown().optional(),
});
export type ConfigChange = z.infer<typeof configChangeSchema>;

export const getConfig = endpoint({
  name: 'getConfig',
  method: 'GET',
  path: '/api/v1/config',
  summary: 'The configuration in force',
  action: 'read-settings',
  showsContent: false,
  reply: configVersionSchema,
});
export const saveConfig = endpoint({
  name: 'saveConfig',
  method: 'PUT',
  path: '/api/v1/config',
  summary: 'Save a new version; 409 when another version was saved meanwhile',
  action: 'change-settings',
  showsContent: false,
  body: z.strictObject({ basedOn: z.number().int().min(0), document: documentSchema }),
  reply: configVersionSchema,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
});
export const listConfigVersions = endpoint({
  name: 'listConfigVersions',
  method: 'GET',
  path: '/api/v1/config/versions',
  summary: 'Saved versions, newest first, each with what it changed',
  action: 'read-settings',
  showsContent: false,
  query: pageQuerySchema,
  reply: pageOf(
    configVersionSchema.omit({ document: true }).extend({ changes: z.array(configChangeSchema) }),
  ),
});
export const getConfigVersion = endpoint({
  name: 'getConfigVersion',
  method: 'GET',
  path: '/api/v1/config/versions/:version',
  summary: 'One saved version',
  action: 'read-settings',
  showsContent: false,
  params: z.object({ version: z.coerce.number().int().min(1) }),
  reply: configVersionSchema,
});
export const diffConfig = endpoint({
  name: 'diffConfig',
  method: 'POST',
  path: '/api/v1/config/diff',
  summary: 'Where a document differs from a saved version, by default from the one in force',
  action: 'read-settings',
  showsContent: false,
  body: z.strictObject({ document: documentSchema, from: z.number().int().min(0).optional() }),
  reply: z.object({ from: z.number().int(), changes: z.array(configChangeSchema) }),
  maxBodyBytes: MAX_DOCUMENT_BYTES,
});
/** Something about one place of a document. */
export const issueSchema = z.object({ path: z.string(), message: z.string() });
export const validateConfig = endpoint({
  name: 'validateConfig',
  method: 'POST',
  path: '/api/v1/config/validate',
  summary: 'Hold a document against its schema and this tenant, as Save would; nothing is saved',
  action: 'read-settings',
  showsContent: false,
  body: z.strictObject({ document: documentSchema }),
  reply: z.object({
    isValid: z.boolean(),
    issues: z.array(issueSchema),
    /** What no longer fits of what is saved already, and text that does not all convert; Save takes it as it is. */
    warnings: z.array(issueSchema),
  }),
  maxBodyBytes: MAX_DOCUMENT_BYTES,
});
export const getConfigSchema = endpoint({
  name: 'getConfigSchema',
  method: 'GET',
  path: '/api/v1/config/schema',
  summary: 'JSON Schema of the configuration document',
  action: 'read-settings',
  showsContent: false,
  reply: documentSchema,
});
