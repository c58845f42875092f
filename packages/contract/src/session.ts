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
  expiresAt: instantSchema.nullable(),
});
export type Session = z.infer<typeof sessionSchema>;

export const enterSession = endpoint({
  name: 'enterSession',
  method: 'POST',
  path: '/api/v1/session',
  summary: 'Sign in with a one-time link token',
  action: 'public',
  body: z.strictObject({ token: z.string().min(20).max(200) }),
  reply: sessionSchema,
});
export const getSession = endpoint({
  name: 'getSession',
  method: 'GET',
  path: '/api/v1/session',
  summary: 'Who is signed in',
  action: 'session',
  reply: sessionSchema,
});
export const leaveSession = endpoint({
  name: 'leaveSession',
  method: 'DELETE',
  path: '/api/v1/session',
  summary: 'Sign out',
  action: 'session',
  reply: z.object({}),
});
