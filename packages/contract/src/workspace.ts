import { z } from 'zod';
import { endpoint } from './endpoint.ts';

export const workspaceSchema = z.object({
  id: z.string(),
  name: z.string(),
  timeZone: z.string(),
  organisationDomains: z.array(z.string()),
  outgoingPaused: z.boolean(),
  /** First-run steps that follow the real state. */
  checklist: z.array(
    z.object({
      step: z.enum(['gainsight', 'gong', 'accounts', 'meetings', 'timeline', 'writeback']),
      done: z.boolean(),
      detail: z.string(),
    }),
  ),
  /** While no account is in: how many were read that are not, by why; null where some are in. */
  absentAccounts: z.object({ filtered: z.number().int(), missing: z.number().int() }).nullable(),
});
export type Workspace = z.infer<typeof workspaceSchema>;

export const getWorkspace = endpoint({
  name: 'getWorkspace',
  method: 'GET',
  path: '/api/v1/workspace',
  summary: 'The workspace and its first-run checklist',
  action: 'read',
  showsContent: false,
  reply: workspaceSchema,
});
export const updateWorkspace = endpoint({
  name: 'updateWorkspace',
  method: 'PUT',
  path: '/api/v1/workspace',
  summary: 'Change name, time zone, organisation domains, or pause everything outgoing',
  action: 'change-settings',
  showsContent: false,
  body: z.strictObject({
    name: z.string().trim().min(1).max(200).optional(),
    timeZone: z.string().max(60).optional(),
    organisationDomains: z.array(z.string().trim().toLowerCase().max(253)).max(200).optional(),
    outgoingPaused: z.boolean().optional(),
  }),
  reply: workspaceSchema,
});

export const rotateSecretKey = endpoint({
  name: 'rotateSecretKey',
  method: 'POST',
  path: '/api/v1/secret-key/rotate',
  summary: 'Make a new master key, seal every stored secret anew, and drop the former key',
  action: 'change-settings',
  showsContent: false,
  needsFreshSignIn: true,
  reply: z.object({
    /** Id of the new key; the key itself is shown nowhere. */
    keyId: z.string(),
    resealed: z.number().int(),
  }),
});
