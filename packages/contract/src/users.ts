import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema } from './page.ts';

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
  showsSecret: true,
  body: z.strictObject({
    email: z.string().trim().min(3).max(254),
    /** Mail it to the member, too, when HANDRAIL_SMTP_URL is set; it then works for a day. */
    mail: z.boolean().default(false),
  }),
  reply: signInLinkSchema,
});
