import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema } from './page.ts';

/** Where the people of the workspace prove who they are; its secret is never shown. */
export const identityProviderSchema = z.object({
  name: z.string(),
  issuer: z.string(),
  clientId: z.string(),
  hasSecret: z.boolean(),
  /** Domains whose addresses this issuer alone gives out. */
  ownedDomains: z.array(z.string()),
  checkedAt: instantSchema,
});
export type IdentityProvider = z.infer<typeof identityProviderSchema>;

const identityProviderReplySchema = z.object({
  provider: identityProviderSchema.nullable(),
  /** Where the provider must send people back to: to be registered there. */
  redirectUri: z.string(),
});

export const getIdentityProvider = endpoint({
  name: 'getIdentityProvider',
  method: 'GET',
  path: '/api/v1/identity-provider',
  summary: 'The identity provider of the workspace',
  action: 'read-settings',
  showsContent: false,
  reply: identityProviderReplySchema,
});
export const setIdentityProvider = endpoint({
  name: 'setIdentityProvider',
  method: 'PUT',
  path: '/api/v1/identity-provider',
  summary: 'Look the provider up and store it',
  action: 'invite',
  showsContent: false,
  needsFreshSignIn: true,
  body: z.strictObject({
    /** What stands on the button of the sign-in page. */
    name: z.string().trim().min(1).max(60),
    issuer: z.string().trim().min(1).max(2000),
    clientId: z.string().trim().min(1).max(500),
    /** Absent: the stored one is kept when issuer and client id are the same; null: a public client without one. */
    clientSecret: z.string().trim().min(1).max(500).nullable().optional(),
    ownedDomains: z.array(z.string().trim().min(1).max(253)).max(50),
  }),
  reply: identityProviderReplySchema,
});
export const removeIdentityProvider = endpoint({
  name: 'removeIdentityProvider',
  method: 'DELETE',
  path: '/api/v1/identity-provider',
  summary: 'Forget the provider; members sign in by link again',
  action: 'invite',
  showsContent: false,
  needsFreshSignIn: true,
  reply: identityProviderReplySchema,
});
export const tryIdentityProvider = endpoint({
  name: 'tryIdentityProvider',
  method: 'POST',
  path: '/api/v1/identity-provider/trial',
  summary: 'Begin a sign-in that only shows what the provider says',
  action: 'invite',
  showsContent: false,
  reply: z.object({ url: z.string() }),
});
