import { createHash } from 'node:crypto';
import { z } from 'zod';
import { GongRefusal } from './refusal.ts';

/** Records on a page, as seen in the field. */
const PAGE_SIZE = 100;
/** Cursors live this long from the *first* page, not from the last. */
const CURSOR_LIFE_MS = 3_600_000;

const cursorSchema = z.object({ request: z.string(), page: z.int().min(1), firstAt: z.number() });

/** The `records` block of a list answer; `cursor` is there only while more follows. */
export interface Records {
  readonly totalRecords: number;
  readonly currentPageSize: number;
  readonly currentPageNumber: number;
  readonly cursor?: string;
}

/**
 * Cuts the page that a cursor asks for. The cursor holds which request it belongs to, the page and when the first
 * page was asked for, so it survives a restart; it is refused with 400 when it is not ours, belongs to another
 * filter, or is an hour old.
 */
export function cutPage<T>(
  all: readonly T[],
  { cursor, filter, nowMs }: { cursor: string | null | undefined; filter: unknown; nowMs: number },
): { items: readonly T[]; records: Records } {
  const request = createHash('sha256').update(JSON.stringify(filter)).digest('base64url').slice(0, 16);
  const at =
    cursor === null || cursor === undefined ? { page: 0, firstAt: nowMs } : readCursor(cursor, request);
  if (nowMs - at.firstAt >= CURSOR_LIFE_MS) throw new GongRefusal(400, ['cursor has expired']);

  const items = all.slice(at.page * PAGE_SIZE, (at.page + 1) * PAGE_SIZE);
  const records: Records = {
    totalRecords: all.length,
    currentPageSize: items.length,
    currentPageNumber: at.page,
  };
  if ((at.page + 1) * PAGE_SIZE >= all.length) return { items, records };
  const next = JSON.stringify({ request, page: at.page + 1, firstAt: at.firstAt });
  return { items, records: { ...records, cursor: Buffer.from(next).toString('base64url') } };
}

function readCursor(cursor: string, request: string): { page: number; firstAt: number } {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    // Not ours: falls through to the schema, which refuses it.
  }
  const parsed = cursorSchema.safeParse(content);
  if (!parsed.success) throw new GongRefusal(400, ['cursor: invalid value']);
  if (parsed.data.request !== request)
    throw new GongRefusal(400, ['cursor: does not belong to this request']);
  return parsed.data;
}
