import { z } from 'zod';
import { inBatches } from './batches.ts';
import { amount, flag, id, idUnder, instant, listOf, text } from './fields.ts';
import { type GongPage, readPages } from './page.ts';
import type { CallOptions, Transport } from './transport.ts';

/** A call's own facts (reference 3, `GET /v2/calls`); any but the id may be null. */
const callSchema = z.object({
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
  objects: listOf(z.object({ objectType: text, objectId: text, timing: text })),
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

const extensiveSchema = z.object({
  metaData: callSchema,
  parties: listOf(partySchema),
  context: listOf(crmContextSchema),
});

/** A call as listed. */
export type GongCallFacts = z.infer<typeof callSchema>;
/** Someone invited to or present in a call. */
export type GongParty = z.infer<typeof partySchema>;
/** Links of a call or party into a CRM. */
export type GongCrmContext = z.infer<typeof crmContextSchema>;
/** A call with its parties and CRM links. */
export type GongExtensiveCall = z.infer<typeof extensiveSchema>;

/** A period; `from` is inside, `to` is not. */
export interface GongPeriod extends CallOptions {
  readonly from: Date;
  readonly to: Date;
  readonly workspaceId?: string;
}

/** Some calls by id. */
export interface GongCallIds extends CallOptions {
  readonly callIds: readonly string[];
}

/** Calls of a Gong company. */
export interface GongCalls {
  /**
   * Calls of a period, page by page: `GET /v2/calls` (reference 3). Calls appear hours after they end, under their
   * planned time, so a caller reads overlapping periods.
   */
  list(period: GongPeriod): AsyncIterable<GongPage<GongCallFacts>>;
  /** Parties and CRM links of calls: `POST /v2/calls/extensive`, 100 ids a request (reference 3). Unknown ids are left out. */
  extensive(calls: GongCallIds): AsyncIterable<GongPage<GongExtensiveCall>>;
}

/** Makes the calls resource over a transport. */
export function createCalls(transport: Transport): GongCalls {
  return {
    list: ({ from, to, workspaceId, ...options }) =>
      readPages(
        transport,
        {
          call: {
            method: 'GET',
            path: '/v2/calls',
            notFoundMeans: 'empty',
            query: { fromDateTime: from.toISOString(), toDateTime: to.toISOString(), workspaceId },
          },
          key: 'calls',
          schema: callSchema,
          idOf: idUnder('id'),
        },
        options,
      ),
    extensive: ({ callIds, ...options }) =>
      inBatches(callIds, (batch) =>
        readPages(
          transport,
          {
            call: {
              method: 'POST',
              path: '/v2/calls/extensive',
              notFoundMeans: 'empty',
              json: { filter: { callIds: batch }, contentSelector },
            },
            key: 'calls',
            schema: extensiveSchema,
            idOf: idUnder('metaData', 'id'),
          },
          options,
        ),
      ),
  };
}

/** Parties and links only: Gong's own analysis and media are neither needed nor fetched (least reading). */
const contentSelector = { context: 'Basic', exposedFields: { parties: true } } as const;
