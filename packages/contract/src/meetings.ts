import {
  ATTRIBUTION_RULE_KEYS,
  DELIVERY_STATES,
  ENTRY_CHANGES,
  SUMMARY_PARTS,
  TIMELINE_WISHES,
} from '@handrail/core';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { daySchema, idParamsSchema, instantSchema, pageOf, pageQuerySchema } from './page.ts';
import { failureSchema } from './problem.ts';

export { DELIVERY_STATES, standingInWords, unseenAccountsInWords } from '@handrail/core';

export const MEETING_STATES = ['awaiting-transcript', 'transcribed', 'excluded', 'no-transcript'] as const;
export const SIDES = ['ours', 'theirs', 'unknown'] as const;
export const TURN_ACTS = ['commit', 'ask'] as const;
export const TONES = ['positive', 'neutral', 'negative'] as const;

/** What a file of recorded meetings may be: many in JSON lines, one in each of the others. */
export const MEETING_FILE_FORMATS = ['json-lines', 'webvtt', 'srt', 'text'] as const;
export type MeetingFileFormat = (typeof MEETING_FILE_FORMATS)[number];

/** The format of a file by the end of its name; null when it is none of ours. */
export function meetingFileFormat(fileName: string): MeetingFileFormat | null {
  const end = /\.([a-z]+)$/iu.exec(fileName)?.[1]?.toLowerCase();
  if (end === 'jsonl' || end === 'ndjson' || end === 'json') return 'json-lines';
  if (end === 'vtt') return 'webvtt';
  if (end === 'srt') return 'srt';
  return end === 'txt' ? 'text' : null;
}

/** Where the words stand that a claim rests on: turn (0-based), verbatim quote, start in ms. */
export const evidenceSchema = z.object({
  turn: z.number().int(),
  quote: z.string(),
  startMs: z.number().int().nullable(),
});
export const claimSchema = z.object({
  id: z.string(),
  text: z.string(),
  evidence: evidenceSchema,
});
/** A claim that a person may add: theirs rests on no words of the transcript, and has the name of who added it. */
export const partSchema = claimSchema.extend({
  evidence: evidenceSchema.nullable(),
  addedBy: z.string().nullable(),
});
export const actionItemSchema = partSchema.extend({
  owner: z.string().nullable(),
  due: daySchema.nullable(),
  side: z.enum(SIDES),
  state: z.enum(['open', 'done']),
});
export const summarySchema = z.object({
  version: z.number().int(),
  algorithm: z.string(),
  language: z.string().nullable(),
  languageNote: z.string().nullable(),
  /** Whether a person corrected what the machine made. */
  isCorrected: z.boolean(),
  /** The language model that wrote it; null: the built-in method. */
  model: z.string().nullable(),
  /** Why the model that is set did not write it; null where it did, or none was set. */
  fallbackCode: z.string().nullable(),
  headline: claimSchema.nullable(),
  points: z.array(claimSchema),
  decisions: z.array(partSchema),
  actionItems: z.array(actionItemSchema),
  risks: z.array(partSchema),
  asks: z.array(partSchema),
  topics: z.array(claimSchema.extend({ sentiment: z.number().nullable() })),
  createdAt: instantSchema,
});
export type Summary = z.infer<typeof summarySchema>;

/** What stands of a meeting in the Timeline of an account, and what is still to become of it. */
export const entryStandingSchema = z.object({
  /** Of the order, as in the outbox. */
  state: z.enum(DELIVERY_STATES),
  /** Since when the words stand at Gainsight that stand there now; null where no entry of ours stands. */
  standsSince: instantSchema.nullable(),
  /** What is still to become of it; null: nothing. */
  next: z.enum(ENTRY_CHANGES).nullable(),
  /** Why it is so, by our codes or Gainsight's; null where there is nothing to tell. */
  reason: z.string().nullable(),
});
export type EntryStanding = z.infer<typeof entryStandingSchema>;

/** State of one meeting's activity on one account's Timeline. */
export const timelineStateSchema = entryStandingSchema.extend({
  outboxId: z.string().nullable(),
  accountId: z.string(),
  accountName: z.string(),
  externalId: z.string().nullable(),
  failure: failureSchema.nullable(),
});

/** An account of a meeting that is not the caller's to see: no more than what stands in its Timeline. */
export const unseenAccountSchema = z.object({
  /** Of the newest delivery; null where none was ordered. */
  state: z.enum(DELIVERY_STATES).nullable(),
  /** Since when an entry stands; null where none does. */
  deliveredAt: instantSchema.nullable(),
});
export type UnseenAccount = z.infer<typeof unseenAccountSchema>;

export const meetingSchema = z.object({
  id: z.string(),
  source: z.enum(['gong', 'file']),
  sourceMeetingId: z.string(),
  /** The source's own reference, e.g. the id that a client gave at the recorder. */
  sourceReference: z.string().nullable(),
  title: z.string(),
  url: z.string().nullable(),
  startedAt: instantSchema.nullable(),
  durationSeconds: z.number().int().nullable(),
  language: z.string().nullable(),
  state: z.enum(MEETING_STATES),
  exclusionRule: z.string().nullable(),
  attribution: z.enum(['pending', 'attributed', 'review', 'none']),
  /** Whose word the attribution is; rules never change what a person decided. */
  attributionDecidedBy: z.enum(['rule', 'person']),
  accounts: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      gainsightId: z.string(),
      step: z.number().int(),
      confidence: z.number(),
      reason: z.string(),
    }),
  ),
  /** Those of its accounts that are not the caller's to see. */
  unseenAccounts: z.array(unseenAccountSchema),
  /** What a person wants of its Timeline entries; null: what the settings say. */
  timelineWish: z.enum(TIMELINE_WISHES).nullable(),
  headline: z.string().nullable(),
  actionItemCount: z.number().int(),
  /** Those of its action items that nobody has ticked off. */
  openActionItems: z.array(actionItemSchema),
  timeline: z.array(timelineStateSchema),
});
export type Meeting = z.infer<typeof meetingSchema>;

export const turnSchema = z.object({
  turn: z.number().int(),
  speaker: z.string(),
  side: z.enum(SIDES),
  text: z.string(),
  startMs: z.number().int().nullable(),
  endMs: z.number().int().nullable(),
  /** What the turn does: every one, where the summary gives those that matter most. */
  acts: z.array(z.enum(TURN_ACTS)),
  /** How the turn sounds; null in languages without a word list. */
  sentiment: z.enum(TONES).nullable(),
});
export type Turn = z.infer<typeof turnSchema>;
/** Why a meeting waits for a person, and the accounts that the evidence names. */
export const reviewReasonSchema = z.object({
  reason: z.string(),
  candidates: z.array(
    z.object({
      accountId: z.string(),
      name: z.string(),
      reason: z.string(),
      /** 0–1; null where it was judged before confidence was kept. */
      confidence: z.number().nullable(),
    }),
  ),
});
/** What a decision about a meeting may be made a rule of, the widest first. */
export const ruleOfferSchema = z.object({ key: z.enum(ATTRIBUTION_RULE_KEYS), value: z.string() });
export type RuleOffer = z.infer<typeof ruleOfferSchema>;
export const meetingDetailSchema = meetingSchema.extend({
  /** Of each of its accounts, what the next pass does where no entry was ordered yet. */
  sendings: z.array(
    z.object({
      accountId: z.string(),
      accountName: z.string(),
      /** Why it sends nothing, by the codes of deliveries; null: it sends the summary. */
      reason: z.string().nullable(),
    }),
  ),
  participants: z.array(
    z.object({
      name: z.string().nullable(),
      email: z.string().nullable(),
      title: z.string().nullable(),
      side: z.enum(SIDES),
    }),
  ),
  summary: summarySchema.nullable(),
  /** What people took out of the summary and can be put back, the latest first. */
  removedParts: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(SUMMARY_PARTS),
      text: z.string(),
      /** Null: somebody who is gone. */
      removedBy: z.string().nullable(),
      removedAt: instantSchema,
    }),
  ),
  /** Since when a new summary has been asked for; null: none is. */
  summaryAskedAt: instantSchema.nullable(),
  turns: z.array(turnSchema),
  review: reviewReasonSchema.nullable(),
  ruleOffers: z.array(ruleOfferSchema),
  /** Why nothing goes to the Timeline now, whatever is due: all that goes out is paused, Gainsight is not connected, or passes fail. */
  timelineStandstill: z
    .object({ why: z.enum(['paused', 'not-connected', 'failing']), failure: failureSchema.nullable() })
    .nullable(),
  /** By what nothing of the meeting is kept, in words; null where no rule keeps it out. */
  exclusionInWords: z.string().nullable(),
});
export type MeetingDetail = z.infer<typeof meetingDetailSchema>;

export const listMeetings = endpoint({
  name: 'listMeetings',
  method: 'GET',
  path: '/api/v1/meetings',
  summary: 'Meetings, newest first',
  action: 'read',
  showsContent: true,
  query: pageQuerySchema.extend({
    accountId: z.uuid().optional(),
    search: z.string().max(200).optional(),
    attribution: z.enum(['pending', 'attributed', 'review', 'none']).optional(),
  }),
  reply: pageOf(meetingSchema),
});
export const getMeeting = endpoint({
  name: 'getMeeting',
  method: 'GET',
  path: '/api/v1/meetings/:id',
  summary: 'One meeting with summary and transcript',
  action: 'read',
  showsContent: true,
  params: idParamsSchema,
  reply: meetingDetailSchema,
});
export const importMeetings = endpoint({
  name: 'importMeetings',
  method: 'POST',
  path: '/api/v1/meetings/import',
  summary:
    'Import recorded meetings from JSON lines, or one from WebVTT, SRT or text with speakers; the same content twice changes nothing',
  action: 'import-meetings',
  showsContent: false,
  maxBodyBytes: 32 * 1024 * 1024,
  body: z.strictObject({
    fileName: z.string().max(300),
    format: z.enum(MEETING_FILE_FORMATS),
    content: z.string(),
    /** When the meeting was held, for the formats that do not say it; a meeting without is kept undated. */
    startedAt: z.iso.datetime({ offset: true }).optional(),
    accountId: z.uuid().optional(),
  }),
  reply: z.object({
    added: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    refused: z.array(z.object({ line: z.number().int(), reason: z.string() })),
    meetingIds: z.array(z.string()),
  }),
});

/** Most accounts that one meeting may be placed at. */
export const MAX_ATTRIBUTED_ACCOUNTS = 20;
export const attributeMeeting = endpoint({
  name: 'attributeMeeting',
  method: 'POST',
  path: '/api/v1/meetings/:id/attribution',
  summary:
    "Place a meeting by a person's word: at these accounts, at none, or as the rules say; its Timeline entries follow. For who sees all accounts that it leaves or comes to",
  action: 'attribute-meetings',
  showsContent: true,
  params: idParamsSchema,
  body: z.discriminatedUnion('by', [
    z.strictObject({
      by: z.literal('person'),
      accountIds: z.array(z.uuid()).max(MAX_ATTRIBUTED_ACCOUNTS),
    }),
    z.strictObject({ by: z.literal('rule') }),
  ]),
  reply: meetingDetailSchema,
});

/** Subject and HTML notes of a Timeline entry. */
const activityTextSchema = z.object({ subject: z.string(), notes: z.string() });
/** A Timeline entry to the letter as it would be sent now. */
export const activityPreviewSchema = activityTextSchema.extend({
  accountId: z.string(),
  accountName: z.string(),
  /** What sending it does: nothing where it stands as it is, or waits for a person. */
  does: z.enum(['post', 'change', 'nothing']),
  /** Why nothing is done, by the codes of deliveries; null otherwise, and where it stands as it is. */
  reason: z.string().nullable(),
  /** What keeps entries from being posted or changed now; what shall no longer stand is taken back while the Timeline is off. */
  heldBack: z.enum(['paused', 'switched-off']).nullable(),
  /** Null: about the company, or it stands already and stays about what it is. */
  relationship: z.string().nullable(),
  /** Null of what stands already: a change leaves the type. */
  typeName: z.string().nullable(),
  author: z.string(),
  heldAt: instantSchema,
  internalEmails: z.array(z.string()),
  externalEmails: z.array(z.string()),
  fields: z.record(z.string(), z.string()),
  missingFields: z.array(z.string()),
  externalId: z.string(),
  /** What a person made of it at Gainsight, where that waits for a decision. */
  there: activityTextSchema.nullable(),
});
export type ActivityPreview = z.infer<typeof activityPreviewSchema>;
export const previewActivities = endpoint({
  name: 'previewActivities',
  method: 'GET',
  path: '/api/v1/meetings/:id/activities',
  summary:
    "A meeting's Timeline entries to the letter, one for each of its accounts; for who sees all of them",
  action: 'send-meetings',
  showsContent: true,
  params: idParamsSchema,
  reply: z.object({ items: z.array(activityPreviewSchema) }),
});
export const wishTimeline = endpoint({
  name: 'wishTimeline',
  method: 'POST',
  path: '/api/v1/meetings/:id/timeline',
  summary:
    "Hold a meeting's Timeline entries back or send them (again), for who sees all its accounts; or take them back, which needs `send`",
  action: 'send-meetings',
  showsContent: true,
  params: idParamsSchema,
  body: z.strictObject({ wish: z.enum(TIMELINE_WISHES) }),
  reply: meetingDetailSchema,
});

const partTextSchema = z.string().trim().min(1).max(2_000);
const itemOwnerSchema = z.string().trim().min(1).max(200).nullable();

/** What of a summary a person may add. */
export const ADDABLE_PARTS = ['action-item', 'decision', 'risk', 'ask'] as const;
export const addSummaryPart = endpoint({
  name: 'addSummaryPart',
  method: 'POST',
  path: '/api/v1/summaries/:id/parts',
  summary: "Add to a meeting's summary what it misses; it stays, with the name of who added it",
  action: 'correct-summaries',
  showsContent: true,
  params: idParamsSchema,
  body: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('action-item'),
      text: partTextSchema,
      owner: itemOwnerSchema.default(null),
      due: z.iso.date().nullable().default(null),
      side: z.enum(SIDES).default('unknown'),
    }),
    z.strictObject({ kind: z.enum(ADDABLE_PARTS).exclude(['action-item']), text: partTextSchema }),
  ]),
  reply: meetingDetailSchema,
});
export const correctSummary = endpoint({
  name: 'correctSummary',
  method: 'POST',
  path: '/api/v1/summaries/:id/parts/:partId',
  summary:
    "Correct, remove or put back a part of a meeting's summary, or tick an action item off; it stays corrected",
  action: 'correct-summaries',
  showsContent: true,
  params: idParamsSchema.extend({ partId: z.uuid() }),
  body: z
    .strictObject({
      text: partTextSchema.optional(),
      owner: itemOwnerSchema.optional(),
      due: z.iso.date().nullable().optional(),
      side: z.enum(SIDES).optional(),
      state: z.enum(['open', 'done']).optional(),
      /** Of a topic: its tone, −1 (bad) to 1 (good). */
      sentiment: z.number().min(-1).max(1).optional(),
      /** Takes the part out; `false`, alone, puts one of the `removedParts` back. */
      isRemoved: z.boolean().optional(),
    })
    .refine((body) => Object.keys(body).length > 0, { message: 'must change something' })
    .refine((body) => body.isRemoved !== false || Object.keys(body).length === 1, {
      message: 'puts a part back as it was: isRemoved stands alone',
    }),
  reply: meetingDetailSchema,
});
