import { ROLES } from '@handrail/core';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema } from './page.ts';
import { userSchema } from './people.ts';

/** An address that signs its member in, once. */
export const signInLinkSchema = z.object({
  email: z.string(),
  /** The token stands in the fragment, which no server and no log on the way sees. */
  url: z.string(),
  expiresAt: instantSchema,
  /** Whether it was mailed to the member, too; `off` when it was not asked for or no mail server is set. */
  mail: z.enum(['off', 'sent', 'failed']),
});
export type SignInLink = z.infer<typeof signInLinkSchema>;

export const createSignInLink = endpoint({
  name: 'createSignInLink',
  method: 'POST',
  path: '/api/v1/users/sign-in-links',
  summary: 'Make a link that signs a member in once, within 15 minutes or, mailed, a day',
  action: 'invite',
  showsContent: false,
  needsFreshSignIn: true,
  showsSecret: true,
  body: z.strictObject({
    email: z.string().trim().min(3).max(254),
    /** Mail it to the member, too, when HANDRAIL_SMTP_URL is set; it then works for a day. */
    mail: z.boolean().default(false),
  }),
  reply: signInLinkSchema,
});

const invitedUserSchema = z.strictObject({
  name: z.string().trim().min(1).max(200),
  email: z.email().max(254),
  role: z.enum(ROLES),
  /** Mail them the link, too, when HANDRAIL_SMTP_URL is set; it then works for a day. */
  mail: z.boolean().default(true),
});
export type InvitedUser = z.infer<typeof invitedUserSchema>;

export const inviteUser = endpoint({
  name: 'inviteUser',
  method: 'POST',
  path: '/api/v1/users',
  summary:
    'Invite somebody: a member with a role and a link that signs them in once; not under the rule of Gainsight',
  action: 'invite',
  showsContent: false,
  needsFreshSignIn: true,
  showsSecret: true,
  body: invitedUserSchema,
  reply: z.object({ user: userSchema, link: signInLinkSchema }),
});
