import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema } from './page.ts';

/** Where the next increment of a stream's object begins. */
export const cursorSchema = z.object({
  stream: z.string(),
  object: z.string(),
  cursor: instantSchema,
  /** Up to where complete runs have read, full ones among them: it may be set back, and forward again as far as this. */
  reached: instantSchema,
});
export type Cursor = z.infer<typeof cursorSchema>;

/** Cursors as a document: what is not named in it stays where it is. */
export const cursorsDocumentSchema = z.strictObject({
  cursors: z
    .array(
      z.strictObject({
        stream: z.string().max(100),
        object: z.string().max(100),
        cursor: z.iso.datetime({ offset: true, error: 'an instant such as 2026-11-24T08:00:00Z' }),
        /** As it was exported; it goes by runs alone and is not set. */
        reached: instantSchema.optional(),
      }),
    )
    .max(200),
});

export const listCursors = endpoint({
  name: 'listCursors',
  method: 'GET',
  path: '/api/v1/cursors',
  summary: 'Where the next increment of each object begins, of all that a complete run has read',
  action: 'read',
  showsContent: false,
  reply: z.object({ cursors: z.array(cursorSchema) }),
});
export const setCursors = endpoint({
  name: 'setCursors',
  method: 'PUT',
  path: '/api/v1/cursors',
  summary:
    'Set cursors back, or forward as far as runs reached, all or none; 409 while a run of the stream is open',
  action: 'change-settings',
  showsContent: false,
  body: cursorsDocumentSchema.extend({
    /** Says what would move, and moves nothing. */
    isTrial: z.boolean().default(false),
  }),
  reply: z.object({
    moved: z.array(
      z.object({ stream: z.string(), object: z.string(), from: instantSchema, to: instantSchema }),
    ),
  }),
});
export type CursorMoved = z.infer<typeof setCursors.reply>['moved'][number];
