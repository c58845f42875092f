import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema } from './page.ts';

/** A browser that somebody is signed in with. */
export const openSessionSchema = z.object({
  id: z.string(),
  userId: z.string(),
  userName: z.string(),
  userEmail: z.string(),
  /** As the browser names itself; null when it does not. */
  userAgent: z.string().nullable(),
  via: z.enum(['link', 'identity-provider']),
  createdAt: instantSchema,
  /** To the minute. */
  lastSeenAt: instantSchema,
  /** It ends then at the latest, and earlier when it is not used. */
  expiresAt: instantSchema,
  /** The one that asks. */
  isCurrent: z.boolean(),
});
export type OpenSession = z.infer<typeof openSessionSchema>;

const sessionsReplySchema = z.object({
  items: z.array(openSessionSchema),
  /** Hours without use after which a session ends. */
  idleHours: z.number(),
});

export const listSessions = endpoint({
  name: 'listSessions',
  method: 'GET',
  path: '/api/v1/sessions',
  summary: 'The browsers that the caller is signed in with, last used first',
  action: 'session',
  showsContent: false,
  reply: sessionsReplySchema,
});
export const endSession = endpoint({
  name: 'endSession',
  method: 'DELETE',
  path: '/api/v1/sessions/:id',
  summary: 'End one session of the caller',
  action: 'session',
  showsContent: false,
  params: z.object({ id: z.string() }),
  reply: z.object({}),
});
export const endOtherSessions = endpoint({
  name: 'endOtherSessions',
  method: 'POST',
  path: '/api/v1/sessions/end-others',
  summary: 'End every session of the caller but this one',
  action: 'session',
  showsContent: false,
  reply: z.object({ ended: z.number().int() }),
});
export const listMemberSessions = endpoint({
  name: 'listMemberSessions',
  method: 'GET',
  path: '/api/v1/member-sessions',
  summary: 'The browsers that anybody is signed in with, last used first; at most 500',
  action: 'manage-sessions',
  showsContent: false,
  reply: sessionsReplySchema,
});
export const endMemberSessions = endpoint({
  name: 'endMemberSessions',
  method: 'DELETE',
  path: '/api/v1/member-sessions/:userId',
  summary: 'Sign a member out everywhere',
  action: 'manage-sessions',
  showsContent: false,
  params: z.object({ userId: z.string() }),
  reply: z.object({ ended: z.number().int() }),
});
