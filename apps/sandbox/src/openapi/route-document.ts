import type { z } from 'zod';

/**
 * How sure a statement is: read in the vendor's documents, read at second hand, seen in a client that talks to live
 * tenants, or inferred.
 */
export type ConfidenceMark = 'documented' | 'second-hand' | 'client' | 'inferred';

/** What the OpenAPI document says of a route. The schemas are those by which the route reads what is sent. */
export interface RouteDocument {
  readonly summary: string;
  readonly area: string;
  /** The weakest mark among path, request and reply. */
  readonly mark: ConfidenceMark;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Media type of the body; JSON unless said. */
  readonly bodyType?: string;
  /** Status and shape of a good reply. */
  readonly reply: z.ZodType;
  readonly replyStatus?: number;
  /** Media type of the reply; JSON unless said. */
  readonly replyType?: string;
  /** Whether the route answers without credentials. */
  readonly isOpen?: boolean;
}

declare module 'fastify' {
  interface FastifyContextConfig {
    document?: RouteDocument;
  }
}

/** The options of a route that carry its document. */
export function documented(document: RouteDocument): {
  readonly config: { readonly document: RouteDocument };
} {
  return { config: { document } };
}
