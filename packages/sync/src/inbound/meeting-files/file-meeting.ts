import { z } from 'zod';
import { MAX_TIME_MS, storable } from '../meeting-facts.ts';

/** Most turns that one imported meeting may have. */
export const MAX_TURNS = 20_000;

const text = z.string().transform((value) => storable(value) ?? '');
const moment = z.number().int().nonnegative().max(MAX_TIME_MS).nullish();

/** One meeting of a file; times in ms from the start of the recording. */
export const fileMeetingSchema = z.object({
  id: text.optional(),
  title: text.optional(),
  startedAt: z.iso.datetime({ offset: true }).optional(),
  language: text.pipe(z.string().max(20)).optional(),
  participants: z
    .array(z.object({ name: text.nullish(), email: text.nullish(), title: text.nullish() }))
    .optional(),
  turns: z
    .array(z.object({ speaker: text, text, startMs: moment, endMs: moment }))
    .min(1)
    .max(MAX_TURNS),
});
export type FileMeeting = z.infer<typeof fileMeetingSchema>;
export type FileTurn = FileMeeting['turns'][number];

/** A meeting of a file with the line on which it stands (1 = the first), or why it cannot be read. */
export type FileEntry =
  | { readonly line: number; readonly meeting: FileMeeting }
  | { readonly line: number; readonly reason: string };

/** A value of a file as a meeting, or as the reason why it is none. */
export function toFileEntry(line: number, value: unknown): FileEntry {
  const parsed = fileMeetingSchema.safeParse(value);
  if (parsed.success) return { line, meeting: parsed.data };
  const [issue] = parsed.error.issues;
  return { line, reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'not a meeting'}` };
}
