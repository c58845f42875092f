import type { CallOptions } from './transport.ts';

/** A period; `from` is inside, `to` is not. */
export interface GongPeriod extends CallOptions {
  readonly from: Date;
  readonly to: Date;
  readonly workspaceId?: string;
}

/** Some calls by id. */
export interface GongCallIds extends CallOptions {
  readonly callIds: readonly string[];
}

/** Which calls an extensive or transcript list is about: those of a period, or some by id. */
export type GongCallFilter = GongPeriod | GongCallIds;

/** Most ids of one filter: the cap is not documented, this is what clients keep to (reference 2). */
export const MAX_CALL_IDS = 100;

/** Reads a list of a period at once, or for many ids some at a time; no ids, no request. */
export async function* byFilter<Page>(
  filter: GongCallFilter,
  read: (json: Readonly<Record<string, unknown>>, options: CallOptions) => AsyncIterable<Page>,
): AsyncGenerator<Page, void, undefined> {
  if (!('callIds' in filter)) {
    const { from, to, workspaceId, ...options } = filter;
    yield* read({ fromDateTime: from.toISOString(), toDateTime: to.toISOString(), workspaceId }, options);
    return;
  }
  const { callIds, ...options } = filter;
  const distinct = [...new Set(callIds)];
  for (let start = 0; start < distinct.length; start += MAX_CALL_IDS)
    yield* read({ callIds: distinct.slice(start, start + MAX_CALL_IDS) }, options);
}
