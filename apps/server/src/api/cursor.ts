import { z } from 'zod';
import { ServerError } from '../errors.ts';

/** A position in a list as callers carry it: opaque to them. */
export function encodeCursor(position: object): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url');
}

/** Reads a cursor by the list's own schema; null without one. Throws cursor_invalid. */
export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string | undefined): z.output<S> | null {
  if (cursor === undefined) return null;
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
  } catch (cause) {
    throw new ServerError({
      code: 'cursor_invalid',
      message: 'This position in the list cannot be read.',
      remedy: 'Begin again at the first page: leave the cursor out.',
      cause,
    });
  }
}

/** An instant inside a cursor. */
export const cursorInstant = z.iso.datetime().transform((text) => new Date(text));
