import { PREVIEW_KINDS } from '@handrail/core';
import type { PreviewKind } from '@handrail/core';
import { z } from 'zod';
import { issueSchema } from './config.ts';
import { endpoint } from './endpoint.ts';
import { instantSchema, MAX_DOCUMENT_BYTES } from './page.ts';
import { STREAM_NAMES } from './streams.ts';

export { PREVIEW_KINDS };
export type { PreviewKind };

const documentSchema = z.record(z.string(), z.unknown());

/** From this age on, in ms, what was read of Gainsight is to be read again before a preview. */
export const INVENTORY_FRESH_MS = 3_600_000;

/** The most rows of a kind that one preview lists. */
export const MAX_PREVIEW_ROWS = 5_000;

export const previewRowSchema = z.object({
  gainsightId: z.string(),
  accountId: z.string().nullable(),
  name: z.string().nullable(),
  /** The rule or group that decided, as a sentence; for a record set aside its cause. */
  rule: z.string().nullable(),
  field: z.string().nullable(),
  value: z.unknown(),
  changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
});
export type PreviewRow = z.infer<typeof previewRowSchema>;

const perKind = <T extends z.ZodType>(schema: T) =>
  z.object({
    entering: schema,
    leaving: schema,
    'almost-in': schema,
    'stays-out': schema,
    status: schema,
    people: schema,
    fields: schema,
    'set-aside': schema,
    missing: schema,
  });

const otherValuesSchema = z.object({
  /** How many are to have other values, of all that stand. */
  changed: z.number().int(),
  total: z.number().int(),
  rows: z.array(
    z.object({
      gainsightId: z.string(),
      name: z.string().nullable(),
      accountName: z.string().nullable(),
      changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
    }),
  ),
  /** Fields that the document reads and that were never read, or that Gainsight does not have: what they bring is not foreseen. */
  unforeseen: z.array(z.string()),
});
export type OtherValues = z.infer<typeof otherValuesSchema>;

const withAccountsSchema = z.object({ relationships: z.number().int(), stakeholders: z.number().int() });

export const previewSchema = z.object({
  /** The day that relative dates were counted from. */
  today: z.string(),
  inventory: z.object({ records: z.number().int(), readAt: instantSchema }),
  totals: perKind(z.number().int()),
  /**
   * What is here of the accounts that leave, and leaves with them once its own runs follow: the exits that these count. A
   * stakeholder is one person at one account, also one set inactive.
   */
  withLeaving: withAccountsSchema,
  /**
   * What comes in with the accounts that enter once its own runs follow, of what was read while they were kept out. Of that
   * only ids are stored: one that Gainsight no longer has by then, or that cannot be read, does not come; who stands at a
   * relationship alone and never was a stakeholder is not counted.
   */
  withEntering: withAccountsSchema.extend({
    /** Accounts that enter and whose relationships or stakeholders were never read: the next runs read these first. */
    unread: withAccountsSchema,
  }),
  unchanged: z.number().int(),
  rows: perKind(z.array(previewRowSchema)),
  /** The most rows that are listed of a kind; totals count all, whatever is searched for. */
  limit: z.number().int(),
  /**
   * What the deletion guard will hold until a person approves, by the kinds under which it is listed (`status`: who would
   * turn to Churned); null when it will let everything go.
   */
  held: z
    .object({
      total: z.number().int(),
      leaving: z.number().int(),
      status: z.number().int(),
      missing: z.number().int(),
    })
    .nullable(),
  /**
   * The fields that the document reads and Gainsight does not have, where Save takes it all the same; runs of accounts stop
   * at them before they decide. `isDecided`: whether accounts are foreseen here as they would be once what is read from
   * these alone is mended; else none is. Null when Gainsight has all fields.
   */
  unforeseen: z.object({ fields: z.array(z.string()), isDecided: z.boolean() }).nullable(),
  /**
   * Accounts whose exits a run before holds for approval already, by the kinds under which they would be listed. Who is gone
   * is among `totals.missing` only where the draft has all read anew.
   */
  waiting: z.array(
    z.object({
      run: z.object({ id: z.string(), number: z.number().int() }),
      /** All of them; the others are of those that the run lists by name. */
      total: z.number().int(),
      leaving: z.number().int(),
      status: z.number().int(),
      missing: z.number().int(),
    }),
  ),
  /** About what saving takes: all streams that it starts, and those that follow them. */
  cost: z.object({
    /** Whether all accounts are read anew; else the stored ones are decided again without a call. */
    isFull: z.boolean(),
    /** Of all streams whose calls are known. */
    calls: z.number().int(),
    seconds: z.number().int(),
    streams: z.array(
      z.object({
        stream: z.enum(STREAM_NAMES),
        label: z.string(),
        vendor: z.enum(['gainsight', 'gong']),
        /** Everything read anew, what changed since, stored records decided again without a call, or what waits sent. */
        mode: z.enum(['full', 'incremental', 'projection', 'outgoing']),
        /** Null before a first run, which alone can tell. */
        calls: z.number().int().nullable(),
        /** How many more, once a person confirmed the first difference of what is to be written. */
        callsOnceConfirmed: z.number().int(),
        seconds: z.number().int(),
      }),
    ),
  }),
  /** What another mapping or zone makes of stakeholders and relationships, as they were read last; null for what stays. */
  otherValues: z.object({
    stakeholders: otherValuesSchema.nullable(),
    relationships: otherValuesSchema.nullable(),
  }),
  /** What the values that were read say against the draft: text that does not all convert. Save takes it as it is. */
  warnings: z.array(issueSchema),
});
export type Preview = z.infer<typeof previewSchema>;

export const previewConfig = endpoint({
  name: 'previewConfig',
  method: 'POST',
  path: '/api/v1/preview',
  summary: 'What saving a document would do, to the record; nothing is saved',
  action: 'read-settings',
  showsContent: true,
  body: z.strictObject({
    document: documentSchema,
    search: z.string().trim().max(200).optional(),
    /** Rows listed of each kind. */
    limit: z.number().int().min(1).max(MAX_PREVIEW_ROWS).default(200),
  }),
  reply: previewSchema,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
});

export const listPreviewRows = endpoint({
  name: 'listPreviewRows',
  method: 'POST',
  path: '/api/v1/preview/rows',
  summary: 'All accounts of one kind of a preview, page by page; a page may hold fewer than its limit',
  action: 'read-settings',
  showsContent: true,
  body: z.strictObject({
    document: documentSchema,
    kind: z.enum(PREVIEW_KINDS),
    search: z.string().trim().max(200).optional(),
    cursor: z.string().max(2000).optional(),
    limit: z.number().int().min(1).max(MAX_PREVIEW_ROWS).default(200),
  }),
  reply: z.object({ items: z.array(previewRowSchema), nextCursor: z.string().nullable() }),
  maxBodyBytes: MAX_DOCUMENT_BYTES,
});

export const draftCountsSchema = z.object({
  records: z.number().int(),
  readAt: instantSchema,
  /** Fields of filter and status that Gainsight does not have any more: what asks for them is not counted. */
  gone: z.array(z.string()),
  /** Null where the filter asks for a field that is gone. */
  imported: z.number().int().nullable(),
  rules: z.array(z.object({ path: z.string(), sentence: z.string(), matches: z.number().int() })),
  /** Of a filter that is a list of names or ids: those of no account. */
  unfound: z.array(z.string()),
  /** Null where the status asks for a field that is gone. */
  statuses: z
    .array(
      z.object({
        value: z.unknown(),
        label: z.string(),
        accounts: z.number().int(),
        status: z.enum(['active', 'churned', 'prospect']),
        isMapped: z.boolean(),
      }),
    )
    .nullable(),
});
export type DraftCounts = z.infer<typeof draftCountsSchema>;

export const countDraft = endpoint({
  name: 'countDraft',
  method: 'POST',
  path: '/api/v1/preview/counts',
  summary: 'How many accounts each rule and each status of a draft matches',
  action: 'read-settings',
  showsContent: false,
  body: z.strictObject({ document: documentSchema }),
  reply: draftCountsSchema,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
});

export const leavingSchema = z.object({
  /** Accounts that stand here and that the filter of the draft takes out; null where what it looks at was never read. */
  accounts: z.number().int().nullable(),
  /** All that stand here. */
  imported: z.number().int(),
  /** Whether they are all, more than the deletion guard lets go, or unknown: a person confirms before Save. */
  isToConfirm: z.boolean(),
});
export type Leaving = z.infer<typeof leavingSchema>;

export const countLeaving = endpoint({
  name: 'countLeaving',
  method: 'POST',
  path: '/api/v1/preview/leaving',
  summary:
    'How many accounts saving a document takes out by its filter, and whether that is to be confirmed first',
  action: 'read-settings',
  showsContent: false,
  body: z.strictObject({ document: documentSchema }),
  reply: leavingSchema,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
});

/** The inventory that drafts are counted on, and what reading it takes. */
export const inventorySchema = z.object({
  state: z.enum(['none', 'reading', 'ready']),
  records: z.number().int(),
  readAt: instantSchema.nullable(),
  /** Calls that reading it takes; null when nothing tells how many accounts there are. */
  calls: z.number().int().nullable(),
  /** The run that reads it, or that read it last. */
  runId: z.string().nullable(),
  /** Of the last reading, when it did not succeed. */
  failure: z.object({ code: z.string(), message: z.string(), remedy: z.string() }).nullable(),
});
export type Inventory = z.infer<typeof inventorySchema>;

export const getInventory = endpoint({
  name: 'getInventory',
  method: 'GET',
  path: '/api/v1/inventory',
  summary: 'The inventory that drafts are counted and previewed on',
  action: 'read-settings',
  showsContent: false,
  reply: inventorySchema,
});
export const readInventory = endpoint({
  name: 'readInventory',
  method: 'POST',
  path: '/api/v1/inventory',
  summary:
    'Read the inventory: every company, one call for 5,000 of them, and samples of people; kept 24 hours',
  action: 'change-settings',
  showsContent: false,
  reply: inventorySchema,
});

export const cadencePreviewSchema = z.object({
  /** Streams that would run at other times. */
  streams: z.array(
    z.object({
      stream: z.enum(STREAM_NAMES),
      label: z.string(),
      before: z.object({ intervalMinutes: z.number().int(), nextStart: instantSchema.nullable() }),
      after: z.object({ intervalMinutes: z.number().int(), nextStarts: z.array(instantSchema) }),
      /** Calls a day, as its latest runs need them; null before it ever ran. */
      callsADay: z.object({ before: z.number(), after: z.number() }).nullable(),
    }),
  ),
  /** Calls a day of all streams of a vendor, against what Handrail may use there. */
  vendors: z.array(
    z.object({
      vendor: z.enum(['gainsight', 'gong']),
      host: z.string(),
      before: z.number().int(),
      after: z.number().int(),
      limitDay: z.number().int(),
    }),
  ),
});
export type CadencePreview = z.infer<typeof cadencePreviewSchema>;

export const previewCadence = endpoint({
  name: 'previewCadence',
  method: 'POST',
  path: '/api/v1/preview/cadence',
  summary: 'When streams would start by the cadences of a document, and how many calls a day that takes',
  action: 'read-settings',
  showsContent: false,
  body: z.strictObject({ document: documentSchema }),
  reply: cadencePreviewSchema,
  maxBodyBytes: MAX_DOCUMENT_BYTES,
});
