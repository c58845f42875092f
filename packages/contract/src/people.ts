import { NO_ACCESS, ROLES } from '@handrail/core';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParamsSchema, instantSchema, pageOf, pageQuerySchema } from './page.ts';

export const userSchema = z.object({
  id: z.string(),
  /** Null for who is not known at Gainsight. */
  gainsightId: z.string().nullable(),
  name: z.string(),
  email: z.string(),
  title: z.string().nullable(),
  role: z.enum(ROLES),
  active: z.boolean(),
  /** Why they may not enter; null while they may. */
  noAccess: z.enum(NO_ACCESS).nullable(),
  /** Who admitted them: an admin here, or Gainsight. */
  source: z.enum(['invited', 'gainsight']),
  licence: z.string().nullable(),
  managerName: z.string().nullable(),
  /** Accounts that they see; null for admins, who see all. */
  accounts: z.number().int().nullable(),
  lastSignInAt: instantSchema.nullable(),
});
export type User = z.infer<typeof userSchema>;

export const listUsers = endpoint({
  name: 'listUsers',
  method: 'GET',
  path: '/api/v1/users',
  summary: 'Everybody who is known here, by name, with role, access and scope',
  action: 'read-users',
  showsContent: false,
  query: pageQuerySchema.extend({
    search: z.string().max(200).optional(),
    /** `invited`: those whom an admin invited and who have not come in yet. */
    access: z.enum(['active', 'none', 'invited']).optional(),
  }),
  reply: pageOf(userSchema),
});
export const getUser = endpoint({
  name: 'getUser',
  method: 'GET',
  path: '/api/v1/users/:id',
  summary: 'One person',
  action: 'read-users',
  showsContent: false,
  params: idParamsSchema,
  reply: userSchema,
});
export const changeUser = endpoint({
  name: 'changeUser',
  method: 'PUT',
  path: '/api/v1/users/:id',
  summary: 'Give a person a role, or take their access away; refused for those whom Gainsight governs',
  action: 'manage-users',
  showsContent: false,
  needsFreshSignIn: true,
  params: idParamsSchema,
  body: z.strictObject({ role: z.enum(ROLES).nullable() }),
  reply: userSchema,
});
export const viewAs = endpoint({
  name: 'viewAs',
  method: 'POST',
  path: '/api/v1/users/:id/view-as',
  summary: 'Begin to look at the product as this person; reading requests then carry X-View-As',
  action: 'view-as',
  showsContent: false,
  params: idParamsSchema,
  reply: userSchema,
});

export const governanceSchema = z.object({
  /** Null while users and roles are managed here. */
  since: instantSchema.nullable(),
  /** Whether it can be switched on, and what is missing. */
  missing: z.enum(['connection', 'identity-provider', 'admin-sign-in']).nullable(),
  /** Where users are managed at Gainsight. */
  manageUrl: z.string().nullable(),
});
export type Governance = z.infer<typeof governanceSchema>;

export const getGovernance = endpoint({
  name: 'getGovernance',
  method: 'GET',
  path: '/api/v1/governance',
  summary: 'Whether users and roles are governed by Gainsight',
  action: 'read-users',
  showsContent: false,
  reply: governanceSchema,
});
export const setGovernance = endpoint({
  name: 'setGovernance',
  method: 'PUT',
  path: '/api/v1/governance',
  summary: 'Have users and roles governed by Gainsight, or no longer',
  action: 'manage-users',
  showsContent: false,
  needsFreshSignIn: true,
  body: z.strictObject({ on: z.boolean() }),
  reply: governanceSchema,
});

export const previewRoles = endpoint({
  name: 'previewRoles',
  method: 'POST',
  path: '/api/v1/users/preview',
  summary: 'Who would have which role by a configuration under the rule of Gainsight; nothing is changed',
  action: 'read-users',
  showsContent: false,
  body: z.strictObject({ document: z.record(z.string(), z.unknown()) }),
  reply: z.object({
    counts: z.object({ admin: z.int(), manager: z.int(), user: z.int(), none: z.int() }),
    /** Licences that users of the tenant have, by their system names. */
    licences: z.array(z.string()),
    /** Who would change, those who lose access first; at most 200. */
    changes: z.array(
      z.object({
        name: z.string(),
        email: z.string(),
        before: z.enum(ROLES).nullable(),
        after: z.enum(ROLES).nullable(),
        noAccess: z.enum(NO_ACCESS).nullable(),
      }),
    ),
    total: z.int(),
  }),
});

const restrictionSchema = z.object({
  /** Whether only the account's own people and those named see it. */
  restricted: z.boolean(),
  allowed: z.array(z.object({ id: z.string(), name: z.string() })),
});
export const getRestriction = endpoint({
  name: 'getRestriction',
  method: 'GET',
  path: '/api/v1/accounts/:id/restriction',
  summary: 'Who may see an account beside its own people',
  action: 'read-users',
  showsContent: false,
  params: idParamsSchema,
  reply: restrictionSchema,
});
export const setRestriction = endpoint({
  name: 'setRestriction',
  method: 'PUT',
  path: '/api/v1/accounts/:id/restriction',
  summary: 'Have only the account’s own people and those named see it, or lift that',
  action: 'manage-users',
  showsContent: false,
  params: idParamsSchema,
  body: z.strictObject({ restricted: z.boolean(), allowed: z.array(z.uuid()).max(200).default([]) }),
  reply: restrictionSchema,
});
