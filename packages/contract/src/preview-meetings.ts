import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instantSchema, MAX_DOCUMENT_BYTES } from './page.ts';

const documentSchema = z.record(z.string(), z.unknown());
const draftSchema = z.strictObject({
  document: documentSchema,
  limit: z.number().int().min(1).max(5_000).default(200),
});
const namedAccountSchema = z.object({ id: z.string(), name: z.string() });

export const triedMeetingSchema = z.object({
  /** Null for a private one. */
  title: z.string().nullable(),
  source: z.enum(['gong', 'file']),
  startedAt: instantSchema.nullable(),
  /** The rule that decides: `private`, `only`, or `exclude title` with a hash of what it says. */
  rule: z.string(),
  ruleInWords: z.string(),
});
export const triedExclusionSchema = z.object({
  since: instantSchema,
  meetings: z.number().int(),
  excluded: z.number().int(),
  /** How many meetings each rule is about: `private`, `exclude[0]`, `only[0]`. */
  matches: z.record(z.string(), z.number().int()),
  list: z.array(triedMeetingSchema),
  calls: z.number().int(),
  isCut: z.boolean(),
});
export type TriedExclusion = z.infer<typeof triedExclusionSchema>;

export const tryExclusion = endpoint({
  name: 'tryExclusion',
  method: 'POST',
  path: '/api/v1/preview/exclusion',
  summary:
    'Which meetings of the last 30 days a draft would keep out, told from titles and people alone; nothing is stored',
  action: 'read-settings',
  showsContent: true,
  body: draftSchema,
  reply: triedExclusionSchema,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
});

export const simulatedMeetingSchema = z.object({
  meetingId: z.string(),
  title: z.string(),
  startedAt: instantSchema.nullable(),
  /** To other accounts, from none to some, from some to none: then it waits in Review. */
  kind: z.enum(['moved', 'gained', 'lost']),
  before: z.array(namedAccountSchema),
  after: z.array(namedAccountSchema),
  reason: z.string(),
  /** Accounts whose Timeline its entry would leave. */
  withdrawnFrom: z.array(namedAccountSchema),
});
export const meetingsPreviewSchema = z.object({
  exclusion: z.object({
    excluded: z.number().int(),
    withdrawals: z.number().int(),
    /** Meetings that a rule keeps out now; they are judged again, and read if the draft lets them in. */
    keptOut: z.number().int(),
    list: z.array(
      z.object({
        meetingId: z.string(),
        title: z.string(),
        startedAt: instantSchema.nullable(),
        rule: z.string(),
        ruleInWords: z.string(),
      }),
    ),
  }),
  attribution: z.object({
    judged: z.number().int(),
    totals: z.object({ moved: z.number().int(), gained: z.number().int(), lost: z.number().int() }),
    withdrawals: z.number().int(),
    list: z.array(simulatedMeetingSchema),
  }),
  limit: z.number().int(),
});
export type MeetingsPreview = z.infer<typeof meetingsPreviewSchema>;

export const previewMeetings = endpoint({
  name: 'previewMeetings',
  method: 'POST',
  path: '/api/v1/preview/meetings',
  summary:
    'What saving a document would do to the meetings that are stored: kept out, moved, placed, sent to Review, and their Timeline entries',
  action: 'read-settings',
  showsContent: true,
  body: draftSchema,
  reply: meetingsPreviewSchema,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
});
