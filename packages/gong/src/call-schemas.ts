import { z } from 'zod';
import { amount, flag, id, instant, listOf, orNull, text } from './fields.ts';

/** A call's own facts (reference 3, `GET /v2/calls`); any but the id may be null. */
export const callSchema = z.object({
  id,
  url: text,
  title: text,
  /** When it was planned; the list's period looks at this for web conferences. */
  scheduled: instant,
  started: instant,
  /** Seconds. */
  duration: amount,
  /** Gong user id of the host. */
  primaryUserId: text,
  /** `Inbound`, `Outbound`, `Conference`, `Unknown`. */
  direction: text,
  /** Recorder or conference system. */
  system: text,
  /** `Internal`, `External`, `Unknown`. */
  scope: text,
  /** `Video`, `Audio`. */
  media: text,
  /** ISO 639-2/B, also `und` and `zxx`. */
  language: text,
  workspaceId: text,
  clientUniqueId: text,
  purpose: text,
  meetingUrl: text,
  isPrivate: flag,
  calendarEventId: text,
});

const crmContextSchema = z.object({
  /** `Salesforce`, `HubSpot`, `MicrosoftDynamic`, `Generic`. */
  system: text,
  objects: listOf(
    z.object({
      /** `Opportunity`, `Account`; of a party also `Contact`, `Lead`, `User`. */
      objectType: text,
      objectId: text,
      /** `Now` or `TimeOfCall`. */
      timing: text,
      /** Only in the extended context. */
      fields: listOf(z.object({ name: text, value: z.unknown() })).catch([]),
    }),
  ),
});

const partySchema = z.object({
  id: text,
  name: text,
  emailAddress: text,
  title: text,
  phoneNumber: text,
  /** Set for Gong users only. */
  userId: text,
  /** The key to the transcript; null for those who did not speak. */
  speakerId: text,
  /** `Internal`, `External`, `Unknown`. */
  affiliation: text,
  /** `Invitee`, `Attendee`. */
  methods: listOf(z.string()).catch([]),
  context: listOf(crmContextSchema).catch([]),
});

/** Gong's own analysis; times in seconds. A part that was not selected is empty. */
const contentSchema = z.object({
  brief: text,
  keyPoints: listOf(z.object({ text })).catch([]),
  highlights: listOf(
    z.object({ title: text, items: listOf(z.object({ text, startTimes: listOf(z.number()).catch([]) })) }),
  ).catch([]),
  outline: listOf(
    z.object({
      section: text,
      startTime: amount,
      duration: amount,
      items: listOf(z.object({ text, startTime: amount })),
    }),
  ).catch([]),
  callOutcome: orNull(z.object({ id: text, category: text, name: text })),
  topics: listOf(z.object({ name: text, duration: amount })).catch([]),
  trackers: listOf(z.object({ id: text, name: text, type: text, count: amount })).catch([]),
});

/** What was measured of the talk; absent for calls without enough speech. */
const interactionSchema = z.object({
  /** Talk time in seconds. */
  speakers: listOf(z.object({ id: text, userId: text, talkTime: amount })).catch([]),
  interactionStats: listOf(z.object({ name: text, value: amount })).catch([]),
  questions: orNull(z.object({ companyCount: amount, nonCompanyCount: amount })),
});

/** A call with the parts that were selected (reference 3, `POST /v2/calls/extensive`). */
export const extensiveSchema = z.object({
  metaData: callSchema,
  parties: listOf(partySchema),
  context: listOf(crmContextSchema),
  content: orNull(contentSchema),
  interaction: orNull(interactionSchema),
});

/** A call as listed. */
export type GongCallFacts = z.infer<typeof callSchema>;
/** Someone invited to or present in a call. */
export type GongParty = z.infer<typeof partySchema>;
/** Links of a call or party into a CRM. */
export type GongCrmContext = z.infer<typeof crmContextSchema>;
/** A call with its parties and CRM links. */
export type GongExtensiveCall = z.infer<typeof extensiveSchema>;
