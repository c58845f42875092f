import type { HttpReply } from '@handrail/http';
import { z } from 'zod';
import { GongError } from './errors.ts';
import type { CallOptions, GongCall, Transport } from './transport.ts';

/** An item of a page that does not have its shape; the rest of the page is fine. */
export interface UnreadableItem {
  readonly id: string | null;
  /** Paths of what is wrong, without values. */
  readonly paths: readonly string[];
}

/** One page of a list. */
export interface GongPage<Item> {
  readonly items: readonly Item[];
  readonly unreadable: readonly UnreadableItem[];
  /** Items on all pages, when Gong says. */
  readonly totalRecords: number | null;
  /** Gong's clock when it answered. */
  readonly date: Date | null;
  readonly requestId: string | null;
}

/** How a list is read. */
export interface ListSpec<Item> {
  /** The request without a cursor. */
  readonly call: Omit<GongCall, 'signal' | 'hasCursor'>;
  /** Key of the list in the reply. */
  readonly key: string;
  readonly schema: z.ZodType<Item>;
  /** Keys under which an item's id may stand, for naming one that cannot be read. */
  readonly idOf: (item: unknown) => string | null;
}

const recordsSchema = z.object({
  requestId: z.string().nullish().catch(null),
  records: z
    .object({ totalRecords: z.number().nullish().catch(null), cursor: z.string().nullish() })
    .nullish(),
});

/** How often one list is begun anew for an expired cursor. */
const MAX_RESTARTS = 2;

/**
 * Reads a list page by page: the same request with the cursor added, in the query of a GET and in the body of a
 * POST (reference 2). 404 is an empty list where the call says so. A list whose cursor expired is begun anew, and
 * gives each item once. Throws `gong_unexpected_reply` for a cursor that comes a second time,
 * `gong_cursor_expired` when no reading comes to the end.
 */
export async function* readPages<Item>(
  transport: Transport,
  spec: ListSpec<Item>,
  options: CallOptions,
): AsyncGenerator<GongPage<Item>, void, undefined> {
  const given = new Set<string>();
  let total = Infinity;
  for (let restarts = 0; ; restarts += 1) {
    try {
      for await (const page of readOnce(transport, spec, options, given)) {
        total = page.totalRecords ?? total;
        yield page;
      }
      return;
    } catch (thrown) {
      const isExpired = thrown instanceof GongError && thrown.code === 'gong_cursor_expired';
      // Behind the last page nothing matches, which is a 404 as well.
      if (isExpired && thrown.status === 404 && given.size >= total) return;
      if (!isExpired || restarts === MAX_RESTARTS) throw thrown;
    }
  }
}

async function* readOnce<Item>(
  transport: Transport,
  spec: ListSpec<Item>,
  options: CallOptions,
  given: Set<string>,
): AsyncGenerator<GongPage<Item>, void, undefined> {
  const seen = new Set<string>();
  for (let cursor: string | null = null; ;) {
    const hasCursor = cursor !== null;
    const reply = await transport.call({ ...withCursor(spec.call, cursor), hasCursor, ...options });
    const { page, next } = readPage(reply, spec, given);
    yield page;
    if (next === null) return;
    if (seen.has(next)) throw unexpected('Gong gave the same cursor twice.', reply);
    seen.add(next);
    cursor = next;
  }
}

function withCursor(call: ListSpec<unknown>['call'], cursor: string | null): ListSpec<unknown>['call'] {
  if (cursor === null) return call;
  if (call.method === 'GET') return { ...call, query: { ...call.query, cursor } };
  const body = typeof call.json === 'object' && call.json !== null ? call.json : {};
  return { ...call, json: { ...body, cursor } };
}

function readPage<Item>(
  reply: HttpReply,
  spec: ListSpec<Item>,
  given: Set<string>,
): { page: GongPage<Item>; next: string | null } {
  const parsed = recordsSchema.safeParse(reply.json);
  const meta = {
    date: reply.date,
    requestId: (parsed.success ? parsed.data.requestId : null) ?? reply.requestId,
  };
  if (reply.status === 404) {
    return { page: { items: [], unreadable: [], totalRecords: 0, ...meta }, next: null };
  }
  const listSchema = z.object({ [spec.key]: z.array(z.unknown()).nullish() });
  const list = listSchema.safeParse(reply.json);
  // Null is an empty list; of neither the list nor its records a word is no list at all.
  const isNamed =
    list.success && (list.data[spec.key] !== undefined || (parsed.data?.records ?? null) !== null);
  if (!parsed.success || !isNamed) {
    throw unexpected(`The reply of Gong has no list "${spec.key}".`, reply);
  }
  const items: Item[] = [];
  const unreadable: UnreadableItem[] = [];
  for (const told of list.data[spec.key] ?? []) {
    const id = spec.idOf(told);
    // Lists move while they are read, and may be begun anew.
    if (id !== null && given.has(id)) continue;
    if (id !== null) given.add(id);
    const item = spec.schema.safeParse(told);
    if (item.success) items.push(item.data);
    else unreadable.push({ id, paths: item.error.issues.map(({ path }) => path.join('.')) });
  }
  const records = parsed.data.records;
  // An empty cursor is as good as none.
  const next = records?.cursor ? records.cursor : null;
  return { page: { items, unreadable, totalRecords: records?.totalRecords ?? null, ...meta }, next };
}

function unexpected(text: string, reply: HttpReply): GongError {
  const { status, requestId } = reply;
  return new GongError('gong_unexpected_reply', text, { outcome: 'unknown', status, requestId });
}
