import type { Endpoint } from '@handrail/contract';
import type { z } from 'zod';
import type { CallOptions, HandrailClient } from './client.ts';
import { ProblemError } from './errors.ts';

interface PageReply {
  readonly items: unknown[];
  readonly nextCursor: string | null;
}
type ListEndpoint = Endpoint & { readonly query: z.ZodObject; readonly reply: z.ZodType<PageReply> };
/** An item of a list endpoint's reply. */
export type ItemOf<E extends ListEndpoint> = z.output<E['reply']> extends { items: (infer I)[] } ? I : never;

/**
 * Walks a list to its end, item by item; each page is asked for when the one before is used up. Past the pages that one
 * user may read in a minute it waits as long as the server says.
 */
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
    const page = await patiently(() => client.call<ListEndpoint>(endpoint, parts, options), options?.signal);
    // Parsed by the endpoint's own schema, whose item type this is.
    yield* page.items as ItemOf<E>[];
    cursor = page.nextCursor;
  } while (cursor !== null);
}

/** Asks again while the answer is that it was too much within a minute. */
async function patiently(ask: () => Promise<PageReply>, signal?: AbortSignal): Promise<PageReply> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== 'too_many_tries') throw error;
      const waitMs = error.problem.facts?.['retryAfterMs'];
      if (typeof waitMs !== 'number') throw error;
      await pause(waitMs, signal);
    }
  }
}

function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((goOn, giveUp) => {
    signal?.throwIfAborted();
    const leave = () => {
      clearTimeout(timer);
      giveUp(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', leave);
      goOn();
    }, ms);
    signal?.addEventListener('abort', leave, { once: true });
  });
}
