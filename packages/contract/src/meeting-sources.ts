import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { MEETING_FILE_FORMATS } from './meetings.ts';
import { idParamsSchema, instantSchema, pageOf, pageQuerySchema } from './page.ts';

/** What is held of a source of meetings. */
export const meetingSourceSchema = z.object({
  source: z.enum(['gong', 'file']),
  meetings: z.number().int(),
  transcribed: z.number().int(),
  awaiting: z.number().int(),
  withoutTranscript: z.number().int(),
  oldest: instantSchema.nullable(),
  newest: instantSchema.nullable(),
  /** Meetings kept out, by the rule; nothing else of them is kept. */
  excluded: z.array(z.object({ rule: z.string(), ruleInWords: z.string(), meetings: z.number().int() })),
  /** Meetings that are gone at the recorder, too many at once to be taken away without a person's word. */
  gone: z.number().int(),
});
export type MeetingSource = z.infer<typeof meetingSourceSchema>;

export const listMeetingSources = endpoint({
  name: 'listMeetingSources',
  method: 'GET',
  path: '/api/v1/meetings/sources',
  summary: 'What is held of each source of meetings, and what is kept out by which rule',
  action: 'read-settings',
  showsContent: false,
  reply: z.object({ items: z.array(meetingSourceSchema) }),
});

export const removeGoneMeetings = endpoint({
  name: 'removeGoneMeetings',
  method: 'POST',
  path: '/api/v1/meetings/sources/gong/removal',
  summary: 'Take away the meetings that are gone at the recorder, their Timeline entries included',
  action: 'import-meetings',
  showsContent: false,
  body: z.strictObject({ meetings: z.number().int().min(1) }),
  reply: z.object({ removed: z.number().int() }),
});

export const meetingImportSchema = z.object({
  id: z.string(),
  /** Null where it may be all that tells of a meeting that is kept out. */
  fileName: z.string().nullable(),
  format: z.enum(MEETING_FILE_FORMATS),
  importedBy: z.string().nullable(),
  createdAt: instantSchema,
  added: z.number().int(),
  /** Meetings that stood before and that it gave the time at which they were held. */
  changed: z.number().int(),
  unchanged: z.number().int(),
  excluded: z.number().int(),
  faultCount: z.number().int(),
  faults: z.array(z.object({ line: z.number().int(), reason: z.string() })),
  undoneAt: instantSchema.nullable(),
});
export type MeetingImport = z.infer<typeof meetingImportSchema>;

export const listMeetingImports = endpoint({
  name: 'listMeetingImports',
  method: 'GET',
  path: '/api/v1/meetings/imports',
  summary: 'Files of meetings that were imported, newest first',
  action: 'import-meetings',
  showsContent: false,
  query: pageQuerySchema,
  reply: pageOf(meetingImportSchema),
});

export const undoMeetingImport = endpoint({
  name: 'undoMeetingImport',
  method: 'POST',
  path: '/api/v1/meetings/imports/:id/undo',
  summary: 'Take away the meetings that an import brought, their Timeline entries included',
  action: 'import-meetings',
  showsContent: false,
  params: idParamsSchema,
  reply: z.object({ removed: z.number().int() }),
});
