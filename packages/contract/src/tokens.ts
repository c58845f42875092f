import { z } from 'zod';
import { ACTIONS, endpoint } from './endpoint.ts';
import { idParamsSchema, instantSchema } from './page.ts';

/**
 * What a token can be limited to. Letting people in is out of their reach, by a link, by the identity provider that says who
 * somebody is, or by deciding a sign-in: whoever comes in has all rights of the member, whatever the token was limited to.
 */
export const TOKEN_SCOPES = ACTIONS.filter(
  (action) => action !== 'public' && action !== 'session' && action !== 'invite',
);
export const scopeSchema = z.enum(TOKEN_SCOPES);
export type TokenScope = z.infer<typeof scopeSchema>;

/** Longest life of a token that is made by hand, in days. */
export const MAX_TOKEN_DAYS = 365;

export const tokenSchema = z.object({
  id: z.string(),
  name: z.string(),
  ownerName: z.string(),
  /** Null: all that its owner may. */
  scopes: z.array(z.string()).nullable(),
  createdAt: instantSchema,
  /** Null: the token of the command line on the server's own machine. */
  expiresAt: instantSchema.nullable(),
  lastUsedAt: instantSchema.nullable(),
  revokedAt: instantSchema.nullable(),
  state: z.enum(['active', 'expired', 'revoked']),
});
export type Token = z.infer<typeof tokenSchema>;

export const listTokens = endpoint({
  name: 'listTokens',
  method: 'GET',
  path: '/api/v1/tokens',
  summary: 'API tokens of the workspace, newest first, ended ones too; never the tokens themselves',
  action: 'manage-tokens',
  showsContent: false,
  reply: z.object({ items: z.array(tokenSchema) }),
});
export const createToken = endpoint({
  name: 'createToken',
  method: 'POST',
  path: '/api/v1/tokens',
  summary: 'Make a token of your own; the reply is the only place where it is ever shown',
  action: 'manage-tokens',
  showsContent: false,
  needsFreshSignIn: true,
  showsSecret: true,
  body: z.strictObject({
    name: z.string().trim().min(1).max(100),
    scopes: z.array(scopeSchema).min(1),
    expiresInDays: z.number().int().min(1).max(MAX_TOKEN_DAYS).default(90),
  }),
  reply: z.object({ token: z.string(), item: tokenSchema }),
});
export const revokeToken = endpoint({
  name: 'revokeToken',
  method: 'DELETE',
  path: '/api/v1/tokens/:id',
  summary: 'End a token for good, with the next request that carries it',
  action: 'manage-tokens',
  showsContent: false,
  params: idParamsSchema,
  reply: tokenSchema,
});
