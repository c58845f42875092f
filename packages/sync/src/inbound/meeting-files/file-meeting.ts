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
  return { line, reason: issue === undefined ? 'The line is no meeting.' : reasonOf(issue, value) };
}

function reasonOf(issue: z.core.$ZodIssue, value: unknown): string {
  const place = issue.path.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  const what = place === '' ? 'The line' : place.replace(/^\./u, '');
  return `${what} ${faultOf(issue, valueAt(value, issue.path))}.`;
}

function faultOf(issue: z.core.$ZodIssue, value: unknown): string {
  if (value === undefined) return 'is missing';
  switch (issue.code) {
    case 'invalid_type':
      return `is no ${NOUNS[issue.expected] ?? issue.expected}`;
    case 'too_small':
      return issue.origin === 'array' ? 'has too few entries' : 'is too small';
    case 'too_big':
      return issue.origin === 'array'
        ? 'has too many entries'
        : issue.origin === 'string'
          ? 'is too long'
          : 'is too large';
    case 'invalid_format':
      return 'is no time as 2026-11-03T09:00:00Z is one';
    default:
      return 'does not fit';
  }
}

const NOUNS: Readonly<Partial<Record<string, string>>> = {
  object: 'object',
  array: 'list',
  string: 'text',
  number: 'number',
  int: 'whole number',
};

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((within, key) => Object(within)[key], value);
}
