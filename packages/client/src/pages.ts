import type { Endpoint } from '@handrail/contract';
import type { z } from 'zod';
import type { CallOptions, HandrailClient } from './client.ts';

type ListEndpoint = Endpoint & {
  readonly query: z.ZodObject;
  readonly reply: z.ZodType<{ items: unknown[]; nextCursor: string | null; total: number }>;
};

/** Walks a list to its end, item by item; each page is asked for when the one before is used up. */
export async function* items<E extends ListEndpoint>(
  client: HandrailClient,
  endpoint: E,
  query: z.input<E['query']>,
  options?: CallOptions,
): AsyncGenerator<z.output<E['reply']>['items'][number]> {
  let cursor: string | null = null;
  do {
    const parts: { query: Record<string, unknown> } = {
      query: { ...query, ...(cursor === null ? {} : { cursor }) },
    };
    const page: { items: unknown[]; nextCursor: string | null } = await client.call<ListEndpoint>(
      endpoint,
      parts,
      options,
    );
    // Parsed by the endpoint's own schema a line above.
    yield* page.items as z.output<E['reply']>['items'];
    cursor = page.nextCursor;
  } while (cursor !== null);
}
