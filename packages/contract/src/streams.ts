import { RUN_LISTINGS, RUN_OUTCOMES } from '@handrail/core';
import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParamsSchema, instantSchema, pageOf, pageQuerySchema } from './page.ts';
import { failureSchema } from './problem.ts';

export const STREAM_NAMES = [
  'accounts',
  'relationships',
  'deletions',
  'stakeholders',
  'users',
  'meetings',
  'signals',
  'timeline',
  'values',
  'retention',
  'inventory',
] as const;
/** Streams that are shown and can be run now: the inventory is read for a draft alone, by an endpoint of its own. */
export const SYNC_STREAM_NAMES = z.enum(STREAM_NAMES).exclude(['inventory']).options;
export type SyncStreamName = (typeof SYNC_STREAM_NAMES)[number];
/**
 * Streams that read everything again when they are told to. Each run of the others does all there is to do, and what
 * retention removes goes by a count that was previewed.
 */
export const FULL_SYNC_STREAM_NAMES: readonly SyncStreamName[] = [
  'accounts',
  'relationships',
  'stakeholders',
  'users',
  'meetings',
];
export const RUN_STATES = [
  'queued',
  'running',
  'done',
  'partial',
  'failed',
  'cancelled',
  'awaiting-approval',
] as const;

/** What a run is narrowed to. */
export const runScopeSchema = z.discriminatedUnion('kind', [
  /** The account is null for a company that was none here when the run was asked for. */
  z.object({ kind: z.literal('account'), accountId: z.string().nullable(), gainsightId: z.string() }),
  z.object({ kind: z.literal('since'), since: instantSchema }),
  /** How many records; null for all that are set aside. */
  z.object({ kind: z.literal('set-aside'), records: z.number().int().nullable() }),
]);

export const runSchema = z.object({
  id: z.string(),
  number: z.number().int(),
  stream: z.enum(STREAM_NAMES),
  mode: z.enum(['incremental', 'full', 'projection']),
  cause: z.enum(['schedule', 'manual', 'first', 'resumed', 'day-change', 'saved']),
  state: z.enum(RUN_STATES),
  configVersion: z.number().int(),
  /** Null: all that the mode reads. */
  scope: runScopeSchema.nullable(),
  counts: z.object({
    seen: z.number().int(),
    added: z.number().int(),
    changed: z.number().int(),
    unchanged: z.number().int(),
    filtered: z.number().int(),
    setAside: z.number().int(),
    exits: z.number().int(),
  }),
  /** Known size of the work when it can be told, for progress. */
  total: z.number().int().nullable(),
  pages: z.number().int(),
  calls: z.number().int(),
  bytes: z.number().int(),
  failure: failureSchema.nullable(),
  /** When a run that waits goes on by itself; null for one that works, or has ended. */
  resumeAt: instantSchema.nullable(),
  /** When a person asked to cancel it; it ends after its present page. */
  cancelRequestedAt: instantSchema.nullable(),
  withheld: z
    .object({
      count: z.number().int(),
      live: z.number().int(),
      sample: z.array(
        z.object({
          gainsightId: z.string(),
          name: z.string().nullable(),
          /**
           * No longer at the source, out by the filter, turned to Churned, or removed for good. A user would lose access, or
           * get a lesser role.
           */
          kind: z
            .enum(['missing', 'filtered', 'churned', 'removed', 'no-access', 'lowered'])
            .default('missing'),
        }),
      ),
      /** The field that stopped the run before it decided: no longer described, or empty where it was not. */
      drift: z
        .object({
          object: z.string().default('Company'),
          field: z.string(),
          kind: z.enum(['removed', 'emptied']),
        })
        .nullable()
        .default(null),
    })
    .nullable(),
  /**
   * What became of the exits that it met, where they did not simply take effect by a decision: they wait with an older run
   * that met them all (`joined`), a newer one met more beside them and waits instead (`superseded`), they were decided
   * with another run (`decided`), all of them took effect or no longer would (`settled`), or a person
   * kept them (`kept`), with this run or with the other one that is named.
   */
  withheldEnd: z
    .object({
      kind: z.enum(['joined', 'superseded', 'decided', 'settled', 'kept']),
      count: z.number().int(),
      /** The other run. */
      run: z.object({ id: z.string(), number: z.number().int() }).nullable(),
      /** How many of them took effect; null where that is not told. */
      gone: z.number().int().nullable(),
    })
    .nullable(),
  createdAt: instantSchema,
  startedAt: instantSchema.nullable(),
  finishedAt: instantSchema.nullable(),
});
export type Run = z.infer<typeof runSchema>;

export const streamSchema = z.object({
  name: z.enum(SYNC_STREAM_NAMES),
  label: z.string(),
  direction: z.enum(['in', 'out']),
  intervalMinutes: z.number().int(),
  enabled: z.boolean(),
  /** Why it does not run, when it does not (e.g. not connected). */
  idleReason: z.string().nullable(),
  /** What alone it does where it runs on though what it does is switched off. */
  narrowedTo: z.string().nullable(),
  lastCompletedAt: instantSchema.nullable(),
  lastFullCompletedAt: instantSchema.nullable(),
  nextDueAt: instantSchema.nullable(),
  nextFullDueAt: instantSchema.nullable(),
  openSetAside: z.number().int(),
  currentRun: runSchema.nullable(),
  lastRuns: z.array(runSchema),
});
export type Stream = z.infer<typeof streamSchema>;

export const listStreams = endpoint({
  name: 'listStreams',
  method: 'GET',
  path: '/api/v1/streams',
  summary: 'Every stream with its age, next run and last runs',
  action: 'read',
  showsContent: false,
  reply: z.object({ items: z.array(streamSchema) }),
});
export const syncStream = endpoint({
  name: 'syncStream',
  method: 'POST',
  path: '/api/v1/streams/:name/sync',
  summary:
    'Run a stream now; answers the run that is under way when there is one, which a full run that was asked for follows',
  action: 'sync',
  showsContent: false,
  params: z.object({ name: z.enum(SYNC_STREAM_NAMES) }),
  body: z
    .strictObject({
      /** Full only for streams that have such a run: FULL_SYNC_STREAM_NAMES. */
      mode: z.enum(['incremental', 'full']).default('incremental'),
      /** One account alone. */
      accountId: z.uuid().optional(),
      /** The same by its id in Gainsight, also of a company that is no account here: a new one, or one filtered out. */
      gainsightId: z
        .string()
        .regex(/^[0-9A-Za-z]{1,100}$/u, 'letters and digits alone')
        .optional(),
      /** All that was modified, or held, since a day (from its midnight UTC on) or an instant; neither may be to come. */
      since: z.union([z.iso.date(), z.iso.datetime({ offset: true })]).optional(),
    })
    .refine((body) => narrowingsOf(body) <= 1, { message: 'one account or a date, not several' })
    .refine((body) => body.mode === 'incremental' || narrowingsOf(body) === 0, {
      message: 'a full run reads everything: leave out the account and the date',
    }),
  reply: runSchema,
});

function narrowingsOf(body: {
  readonly accountId?: string | undefined;
  readonly gainsightId?: string | undefined;
  readonly since?: string | undefined;
}): number {
  return [body.accountId, body.gainsightId, body.since].filter((given) => given !== undefined).length;
}

export const listRuns = endpoint({
  name: 'listRuns',
  method: 'GET',
  path: '/api/v1/runs',
  summary: 'Runs, newest first',
  action: 'read',
  showsContent: false,
  query: pageQuerySchema.extend({ stream: z.enum(STREAM_NAMES).optional() }),
  reply: pageOf(runSchema),
});
export { RUN_OUTCOMES };
export const runRecordSchema = z.object({
  kind: z.string(),
  recordId: z.string().nullable(),
  gainsightId: z.string().nullable(),
  name: z.string().nullable(),
  /** Of a relationship or stakeholder: its account, whose id is null where it is none here; null where it is not known. */
  account: z
    .object({ id: z.string().nullable(), gainsightId: z.string(), name: z.string().nullable() })
    .nullable(),
  /** What happened more closely: `returned` among the changed, `left` among the filtered … */
  event: z.string(),
  fields: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
  reason: z.string().nullable(),
  /** When the preview was read that Save rested on, where Gainsight changed the record between it and this run. */
  changedSincePreviewOf: instantSchema.nullable(),
});
export type RunRecord = z.infer<typeof runRecordSchema>;
export const listRunRecords = endpoint({
  name: 'listRunRecords',
  method: 'GET',
  path: '/api/v1/records',
  summary: 'The records of a run by outcome',
  action: 'read',
  showsContent: true,
  query: pageQuerySchema.extend({
    run: z.uuid(),
    outcome: z.enum(RUN_OUTCOMES),
    search: z.string().trim().max(200).optional(),
  }),
  reply: pageOf(runRecordSchema).extend({
    /** What the list says of the run's count of this outcome. */
    listing: z.enum(RUN_LISTINGS),
  }),
});
export const getRun = endpoint({
  name: 'getRun',
  method: 'GET',
  path: '/api/v1/runs/:id',
  summary: 'One run',
  action: 'read',
  showsContent: false,
  params: idParamsSchema,
  reply: runSchema,
});
export const cancelRun = endpoint({
  name: 'cancelRun',
  method: 'POST',
  path: '/api/v1/runs/:id/cancel',
  summary: 'Stop a run after its present page',
  action: 'sync',
  showsContent: false,
  params: idParamsSchema,
  reply: runSchema,
});
export const approveRun = endpoint({
  name: 'approveRun',
  method: 'POST',
  path: '/api/v1/runs/:id/approve',
  summary: 'Let the withheld exits of a run take effect, never more than was shown',
  action: 'change-settings',
  showsContent: false,
  params: idParamsSchema,
  reply: runSchema,
});
export const rejectRun = endpoint({
  name: 'rejectRun',
  method: 'POST',
  path: '/api/v1/runs/:id/reject',
  summary: 'Keep everything that the guard withheld',
  action: 'change-settings',
  showsContent: false,
  params: idParamsSchema,
  reply: runSchema,
});
