import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { GongRefusal } from './refusal.ts';

/** Cursors live this long from the *first* page, not from the last. */
const CURSOR_LIFE_MS = 3_600_000;

const cursorSchema = z.object({ request: z.string(), page: z.int().min(1), firstAtMs: z.number() });

/** Which page of which list is asked for, and when its first page was. */
export interface PagePosition {
  readonly request: string;
  readonly page: number;
  /** Later pages show the list as it stood then, so calls that appear meanwhile move nothing. */
  readonly firstAtMs: number;
}

/** The `records` block of a list answer; `cursor` is there only while more follows. */
export interface Records {
  readonly totalRecords: number;
  readonly currentPageSize: number;
  readonly currentPageNumber: number;
  readonly cursor?: string;
}

/**
 * Reads which page of a request (all of it but the cursor) is asked for. The cursor holds the request, the page and when
 * the first page was asked for, so it survives a restart; it is refused when it is not ours, belongs to another request,
 * or is an hour old.
 */
export function readPosition(
  { clock, switches }: SandboxContext,
  cursor: string | null | undefined,
  request: unknown,
): PagePosition {
  const nowMs = clock.now().getTime();
  const asked = createHash('sha256').update(JSON.stringify(request)).digest('base64url').slice(0, 16);
  // An empty one is none: clients begin a list with it.
  if (!cursor) return { request: asked, page: 0, firstAtMs: nowMs };
  const position = readCursor(cursor);
  if (position.request !== asked) throw new GongRefusal(400, ['cursor: does not belong to this request']);
  if (nowMs - position.firstAtMs >= CURSOR_LIFE_MS)
    throw new GongRefusal(switches.gongStaleCursorStatus, ['cursor has expired']);
  return position;
}

/** Cuts the page of a list; how many records it holds is Gong's choice. */
export function cutPage<T>(
  { switches }: SandboxContext,
  all: readonly T[],
  { request, page, firstAtMs }: PagePosition,
): { items: readonly T[]; records: Records } {
  const end = (page + 1) * switches.gongPageSize;
  const items = all.slice(page * switches.gongPageSize, end);
  const records: Records = {
    totalRecords: all.length,
    currentPageSize: items.length,
    currentPageNumber: page,
  };
  if (end >= all.length) return { items, records };
  const next = JSON.stringify({ request, page: page + 1, firstAtMs });
  return { items, records: { ...records, cursor: Buffer.from(next).toString('base64url') } };
}

function readCursor(cursor: string): PagePosition {
  let content: unknown;
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    // Not ours: falls through to the schema, which refuses it.
  }
  const parsed = cursorSchema.safeParse(content);
  if (!parsed.success) throw new GongRefusal(400, ['cursor: invalid value']);
  return parsed.data;
}
