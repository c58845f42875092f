import type { z } from 'zod';

/** What a caller must be allowed to do; the table of rights is `core/permissions.ts`. */
export const ACTIONS = [
  'public',
  'session',
  'read',
  'read-settings',
  'change-settings',
  'connect',
  'invite',
  'sync',
  'send',
  'import-meetings',
  'attribute-meetings',
  'edit-stakeholders',
  'manage-tokens',
  'manage-sessions',
  'correct-summaries',
  'send-meetings',
  'read-audit',
  'read-users',
  'manage-users',
  'view-as',
] as const;
export type Action = (typeof ACTIONS)[number];

/**
 * One endpoint of the HTTP API: method, path with `:name` parameters, request parts and reply as
 * schemas, and the action that a caller needs. Server, client and OpenAPI document are made from it.
 */
export interface Endpoint {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly summary: string;
  readonly action: Action;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  readonly reply: z.ZodType;
  /**
   * Whether the reply shows content: what people said or wrote, people at customers, or records of customers with their
   * values, one or many. Each look at it is kept in the access log.
   */
  readonly showsContent: boolean;
  /** The reply holds a secret that is shown once: it is never kept for a repeated request. */
  readonly showsSecret?: true;
  /** Reaches so far that a session must have begun shortly before; a token does what its scopes name. */
  readonly needsFreshSignIn?: true;
  /** Largest request body in bytes; 64 KiB when absent. */
  readonly maxBodyBytes?: number;
}

/** What a caller gives: the endpoint's parts before parsing; absent parts are not asked for. */
export type RequestOf<E extends Endpoint> = PartInput<E, 'params'> &
  PartInput<E, 'query'> &
  PartInput<E, 'body'>;
type PartInput<E extends Endpoint, K extends 'params' | 'query' | 'body'> = E extends {
  readonly [key in K]: infer S extends z.ZodType;
}
  ? { readonly [key in K]: z.input<S> }
  : unknown;

/** What a handler gets: the endpoint's parts after parsing. */
export type ParsedOf<E extends Endpoint> = PartOutput<E, 'params'> &
  PartOutput<E, 'query'> &
  PartOutput<E, 'body'>;
type PartOutput<E extends Endpoint, K extends 'params' | 'query' | 'body'> = E extends {
  readonly [key in K]: infer S extends z.ZodType;
}
  ? { readonly [key in K]: z.output<S> }
  : unknown;

/** The reply of an endpoint, parsed. */
export type ReplyOf<E extends Endpoint> = z.output<E['reply']>;

/** Declares an endpoint and keeps the types of its schemas. */
export function endpoint<const E extends Endpoint>(declared: E): E {
  return declared;
}
