import type { Endpoint } from '@handrail/contract';
import type { z } from 'zod';
import type { CallOptions, HandrailClient } from './client.ts';

interface PageReply {
  readonly items: unknown[];
  readonly nextCursor: string | null;
  readonly total: number;
}
type ListEndpoint = Endpoint & { readonly query: z.ZodObject; readonly reply: z.ZodType<PageReply> };
/** An item of a list endpoint's reply. */
export type ItemOf<E extends ListEndpoint> = z.output<E['reply']> extends { items: (infer I)[] } ? I : never;

/** Walks a list to its end, item by item; each page is asked for when the one before is used up. */
export async function* items<E extends ListEndpoint>(
  client: HandrailClient,
  endpoint: E,
  query: z.input<E['query']>,
  options?: CallOptions,
): AsyncGenerator<ItemOf<E>> {
  let cursor: string | null = null;
  do {
    const parts: { query: Record<string, unknown> } = {
      query: { ...query, ...(cursor === null ? {} : { cursor }) },
    };
    const page: PageReply = await client.call<ListEndpoint>(endpoint, parts, options);
    // Parsed by the endpoint's own schema, whose item type this is.
    yield* page.items as ItemOf<E>[];
    cursor = page.nextCursor;
  } while (cursor !== null);
}
