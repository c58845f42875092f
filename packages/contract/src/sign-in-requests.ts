import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParamsSchema, instantSchema } from './page.ts';

/** Why a sign-in waits for an admin. */
export const SIGN_IN_REQUEST_REASONS = ['email-not-verified', 'tied-to-another', 'ambiguous'] as const;

/** Somebody who signed in at the identity provider, and of whom it is not certain who they are here. */
export const signInRequestSchema = z.object({
  id: z.string(),
  /** As the provider says; nobody vouches for it. */
  name: z.string().nullable(),
  email: z.string().nullable(),
  issuer: z.string(),
  /** The provider's lasting name of them. */
  subject: z.string(),
  reason: z.enum(SIGN_IN_REQUEST_REASONS),
  requestedAt: instantSchema,
  /** When an admin refused them; null while they wait. */
  refusedAt: instantSchema.nullable(),
});
export type SignInRequest = z.infer<typeof signInRequestSchema>;

const signInRequestsSchema = z.object({ items: z.array(signInRequestSchema) });

export const listSignInRequests = endpoint({
  name: 'listSignInRequests',
  method: 'GET',
  path: '/api/v1/sign-in-requests',
  summary: 'Sign-ins that wait for an admin to say who it is, and those refused; newest first',
  action: 'read-users',
  showsContent: false,
  reply: signInRequestsSchema,
});
export const acceptSignInRequest = endpoint({
  name: 'acceptSignInRequest',
  method: 'POST',
  path: '/api/v1/sign-in-requests/:id/people/:userId',
  summary: 'Say that it is this person: the identity is theirs from now on, a former one no longer',
  action: 'invite',
  showsContent: false,
  needsFreshSignIn: true,
  params: idParamsSchema.extend({ userId: z.uuid() }),
  reply: signInRequestsSchema,
});
export const refuseSignInRequest = endpoint({
  name: 'refuseSignInRequest',
  method: 'POST',
  path: '/api/v1/sign-in-requests/:id/refusal',
  summary: 'Refuse a sign-in: the identity stays out until an admin accepts it',
  action: 'manage-users',
  showsContent: false,
  params: idParamsSchema,
  reply: signInRequestsSchema,
});
