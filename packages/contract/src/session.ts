import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema } from './page.ts';

export const sessionSchema = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    role: z.enum(['admin', 'manager', 'user']),
  }),
  workspace: z.object({ id: z.string(), name: z.string(), timeZone: z.string() }),
  /** Sent back in `X-CSRF-Token` with every mutation; absent for bearer tokens. */
  csrfToken: z.string().nullable(),
  /** Whether an admin looks as this person, reading only. */
  isViewedAs: z.boolean(),
  /** How the session began; null for bearer tokens. */
  via: z.enum(['link', 'identity-provider']).nullable(),
  expiresAt: instantSchema.nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

export const enterSession = endpoint({
  name: 'enterSession',
  method: 'POST',
  path: '/api/v1/session',
  summary: 'Sign in with a one-time link token',
  action: 'public',
  showsContent: false,
  body: z.strictObject({ token: z.string().min(20).max(200) }),
  reply: sessionSchema,
});
export const getSession = endpoint({
  name: 'getSession',
  method: 'GET',
  path: '/api/v1/session',
  summary: 'Who is signed in',
  action: 'session',
  showsContent: false,
  reply: sessionSchema,
});
export const leaveSession = endpoint({
  name: 'leaveSession',
  method: 'DELETE',
  path: '/api/v1/session',
  summary: 'Sign out',
  action: 'session',
  showsContent: false,
  reply: z.object({
    /** Where one may sign out of the identity provider, too; null when the session did not begin there. */
    providerSignOutUrl: z.string().nullable(),
  }),
});

export const listSignInWays = endpoint({
  name: 'listSignInWays',
  method: 'GET',
  path: '/api/v1/session/ways',
  summary: 'Identity providers that one may sign in with',
  action: 'public',
  showsContent: false,
  reply: z.object({ items: z.array(z.object({ workspaceId: z.string(), name: z.string() })) }),
});
export const beginSignIn = endpoint({
  name: 'beginSignIn',
  method: 'POST',
  path: '/api/v1/session/sign-in',
  summary: 'Begin a sign-in at the identity provider of a workspace',
  action: 'public',
  showsContent: false,
  body: z.strictObject({
    workspaceId: z.uuid(),
    /** Has the provider ask who it is again, though it still knows. */
    again: z.boolean().default(false),
  }),
  reply: z.object({
    /** The provider's page. It leads back to /sign-in/callback of this server. */
    url: z.string(),
  }),
});

export const mailOwnSignInLink = endpoint({
  name: 'mailOwnSignInLink',
  method: 'POST',
  path: '/api/v1/session/link',
  summary:
    'Mail oneself a link to sign in anew, for what needs a fresh sign-in; it works once, for 15 minutes',
  action: 'session',
  showsContent: false,
  reply: z.object({
    /** `off`: no mail server is set. */
    mail: z.enum(['off', 'sent', 'failed']),
  }),
});

/** Who somebody is by the identity provider, and what would come of it here. */
export const triedSignInSchema = z.object({
  subject: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  isEmailVerified: z.boolean().nullable(),
  /** Whether the address may say who somebody is the first time. */
  isEmailVouched: z.boolean(),
});
export type TriedSignIn = z.infer<typeof triedSignInSchema>;

export const completeSignIn = endpoint({
  name: 'completeSignIn',
  method: 'POST',
  path: '/api/v1/session/callback',
  summary: 'Complete a sign-in with what the identity provider sent the browser back with',
  action: 'public',
  showsContent: false,
  body: z.strictObject({
    /** The query of the callback's address, without its question mark. */
    query: z.string().max(8_000),
  }),
  reply: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('signed-in'), session: sessionSchema }),
    /** An admin tried the provider: nobody was signed in. */
    z.object({ kind: z.literal('tried'), person: triedSignInSchema }),
  ]),
});
