import { z } from 'zod';
import { parseDate } from '../dates.ts';
import { type Envelope, namesFailures } from '../envelope.ts';
import { GainsightError } from '../errors.ts';
import type { Lookup, Lookups } from '../lookups.ts';
import { type Condition, runQuery } from '../query.ts';
import { runQueryPages } from '../query-pages.ts';
import type { Row } from '../row.ts';
import type { CallOptions, Transport } from '../transport.ts';

/** Object name of the Timeline for queries and describe (reference 10.1 [D]). */
export const TIMELINE_OBJECT = 'activity_timeline';
/** Failure code of a repeated ExternalId (reference 10.2 [G]). */
export const DUPLICATE_EXTERNAL_ID = 'GS_TL_10_0207';
/** Failure code of a required field left out (reference 10.2 [G]). */
export const MISSING_FIELD = 'GS_TL_10_0206';
/** Failure code of a lookup that found nothing (reference 10.2 [G]). */
export const LOOKUP_FAILED = 'GS_TL_10_0213';
/** Failure code of a fault inside the Timeline (reference 10.2 [G]): nobody knows what it left behind. */
const INTERNAL_FAILURE = 'GS_TL_10_0500';

/** An activity as it is saved; names as the Timeline takes them (reference 10.2). */
export interface ActivityRecord {
  /** Ours: idempotency key on insert, match key on update [D]. */
  readonly ExternalId: string;
  readonly [field: string]: unknown;
}

/** Why one activity was not saved. */
export interface ActivityRefusal {
  readonly code: string | null;
  /** The vendor's prose; shown to an admin, never logged. */
  readonly message: string | null;
  /** Set when the call was turned away as a whole: the fault may be one of any activity. */
  readonly isOfCall?: true;
}

/**
 * What became of one activity, by ExternalId (reference 10.2 [G]): each succeeds or fails for itself. `duplicate` is
 * the refusal of an ExternalId that exists; `unanswered` means the reply did not name it, or that the Timeline failed
 * inside, so it may be saved.
 */
export type ActivityOutcome =
  | { readonly externalId: string; readonly state: 'saved'; readonly activityId: string | null }
  | {
      readonly externalId: string;
      readonly state: 'duplicate' | 'refused';
      readonly refusals: readonly ActivityRefusal[];
    }
  | { readonly externalId: string; readonly state: 'unanswered' };

/** An activity as read back (reference 10.6, 18.6). */
export interface Activity {
  readonly gsid: string;
  readonly externalId: string;
  readonly subject: string | null;
  /** HTML as stored. */
  readonly notes: string | null;
  readonly activityDate: Date | null;
  readonly createdDate: Date | null;
  readonly lastModifiedDate: Date | null;
  readonly gsCompanyId: string | null;
  readonly authorId: string | null;
}

/** What tells an activity from others, without its text. */
export type ListedActivity = Pick<Activity, 'gsid' | 'externalId' | 'createdDate' | 'gsCompanyId'>;

/** Reading the Timeline. */
export interface ReadableTimeline {
  /** The activities with exactly this ExternalId: none, one, or more where the tenant stores repeats. */
  findByExternalId(externalId: string, options?: CallOptions): Promise<readonly Activity[]>;
  /** The activities whose ExternalId begins with `prefix` (operator STARTS_WITH, reference 4.2). */
  findByExternalIdPrefix(prefix: string, options?: CallOptions): Promise<readonly Activity[]>;
  /**
   * All activities whose ExternalId begins with `prefix`, without their text, 5,000 a page; null when they take more than
   * `maxPages`, or when the pages end before the one of the greatest Gsid: then an absence says nothing. Asks for that
   * one first, so that none at all costs one call. Only for a tenant whose pages are keyed by Gsid (see `Capabilities`).
   */
  listByExternalIdPrefix(
    prefix: string,
    bounds: { readonly maxPages: number },
    options?: CallOptions,
  ): Promise<readonly ListedActivity[] | null>;
}

/** What finds the activity of an update (reference 10.3 [G]). */
export type ActivityIdentifier = 'externalid' | 'activityid' | 'gsid';

/** Activities to save or update. */
export interface ActivitiesWrite {
  readonly records: readonly ActivityRecord[];
  readonly lookups?: Lookups;
}

/** Reading and writing the Timeline. */
export interface WritableTimeline extends ReadableTimeline {
  /**
   * Saves new activities: `POST /v1/ant/es/activity` (reference 10.2), charged to `timeline`. Never repeated by
   * itself once sent: after an error whose outcome is `unknown`, look the ExternalId up first.
   */
  save(write: ActivitiesWrite, options?: CallOptions): Promise<readonly ActivityOutcome[]>;
  /** Changes activities: `PUT …?identifier=` (reference 10.3 [G]). Absent fields stay. */
  update(
    identifier: ActivityIdentifier,
    write: ActivitiesWrite,
    options?: CallOptions,
  ): Promise<readonly ActivityOutcome[]>;
  /**
   * Deletes by activity id: `DELETE` with a body (reference 10.5 [G], key name [I]). Answers why some of them were not
   * deleted, which may be that they are gone; nothing when all were.
   */
  delete(activityIds: readonly string[], options?: CallOptions): Promise<readonly ActivityRefusal[]>;
}

const byEmail = (column: string, objectName: string, onNoMatch: 'ERROR' | 'NULLABLE'): Lookup => ({
  fields: { [column]: 'Email' },
  lookupField: 'Gsid',
  objectName,
  multiMatchOption: 'FIRSTMATCH',
  onNoMatch,
});

/**
 * Lookups from e-mails to people for the input columns `Author`, `internalAttendees` and `externalAttendees`
 * (reference 10.2 [D, the last I]): an unknown author fails the activity, unknown attendees are left out.
 */
export const ACTIVITY_LOOKUPS = {
  AuthorId: byEmail('Author', 'GsUser', 'ERROR'),
  InternalAttendees: byEmail('internalAttendees', 'GsUser', 'NULLABLE'),
  ExternalAttendees: byEmail('externalAttendees', 'Person', 'NULLABLE'),
} as const satisfies Lookups;

const PATH = '/v1/ant/es/activity';
const SELECT = [
  'Gsid',
  'ExternalId',
  'Subject',
  'Notes',
  'ActivityDate',
  'CreatedDate',
  'LastModifiedDate',
  'GsCompanyId',
  'AuthorId',
] as const;
const SELECT_LISTED = ['Gsid', 'ExternalId', 'CreatedDate', 'GsCompanyId'] as const;
/** Rows a look-up reads at once: notes are long, and a look-up expects one. */
const FIND_LIMIT = 100;

/** Makes the reading calls over a transport. */
export function createReadableTimeline(transport: Transport): ReadableTimeline {
  return {
    findByExternalId: (externalId, options = {}) =>
      find(
        transport,
        { name: 'ExternalId', operator: 'EQ', value: [externalId] },
        (id) => id === externalId,
        options,
      ),
    findByExternalIdPrefix: (prefix, options = {}) =>
      find(transport, beginsWith(prefix), (id) => id.startsWith(prefix), options),
    listByExternalIdPrefix: (prefix, { maxPages }, options = {}) =>
      list(transport, prefix, maxPages, options),
  };
}

/** Makes the reading and writing calls over a transport. */
export function createWritableTimeline(transport: Transport): WritableTimeline {
  return {
    ...createReadableTimeline(transport),
    save: (write, options = {}) => send(transport, 'POST', {}, write, options),
    update: (identifier, write, options = {}) => send(transport, 'PUT', { identifier }, write, options),
    async delete(activityIds, options = {}) {
      const { envelope } = await transport.call({
        method: 'DELETE',
        path: PATH,
        json: { activityIds },
        family: 'timeline',
        repeatable: true,
        purpose: { kind: 'timeline' },
        ...options,
      });
      if (isRefusedWhole(envelope)) return [refusalOf(envelope)];
      const { failures } = outcomeSchema.catch({}).parse(envelope.data);
      return Object.values(failures ?? {}).flatMap(toRefusals);
    },
  };
}

async function find(
  transport: Transport,
  condition: Condition,
  isWanted: (externalId: string) => boolean,
  options: CallOptions,
): Promise<readonly Activity[]> {
  const found: Activity[] = [];
  const pages = runQueryPages(
    transport,
    TIMELINE_OBJECT,
    { select: SELECT, where: [condition], limit: FIND_LIMIT },
    options,
  );
  for await (const { rows } of pages) {
    // Case sensitivity of text operators is undocumented (reference 4.2), so the answer is checked.
    for (const row of rows) if (isWanted(textOf(row['ExternalId']) ?? '')) found.push(toActivity(row));
  }
  return found;
}

function beginsWith(prefix: string): Condition {
  return { name: 'ExternalId', operator: 'STARTS_WITH', value: [prefix] };
}

async function list(
  transport: Transport,
  prefix: string,
  maxPages: number,
  options: CallOptions,
): Promise<readonly ListedActivity[] | null> {
  const where = [beginsWith(prefix)];
  const orderBy = [['Gsid', 'desc']] as const;
  const end = await runQuery(
    transport,
    TIMELINE_OBJECT,
    { select: ['Gsid'], where, orderBy, limit: 1 },
    options,
  );
  if (end.rows.length === 0) return [];
  const untilGsid = textOf(end.rows[0]?.['Gsid']);
  const listed: ListedActivity[] = [];
  let pages = 0;
  for await (const { rows } of runQueryPages(
    transport,
    TIMELINE_OBJECT,
    { select: SELECT_LISTED, where, untilGsid },
    options,
  )) {
    for (const row of rows) listed.push(toListed(row));
    if (rows.some((row) => row['Gsid'] === untilGsid))
      return listed.filter(({ externalId }) => externalId.startsWith(prefix));
    pages += 1;
    if (pages === maxPages) break;
  }
  return null;
}

function toListed(row: Row): ListedActivity {
  return {
    gsid: textOf(row['Gsid']) ?? '',
    externalId: textOf(row['ExternalId']) ?? '',
    createdDate: parseDate(row['CreatedDate']) ?? null,
    gsCompanyId: textOf(row['GsCompanyId']),
  };
}

function toActivity(row: Row): Activity {
  return {
    ...toListed(row),
    subject: textOf(row['Subject']),
    notes: textOf(row['Notes']),
    activityDate: parseDate(row['ActivityDate']) ?? null,
    lastModifiedDate: parseDate(row['LastModifiedDate']) ?? null,
    authorId: textOf(row['AuthorId']),
  };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

const told = z.string().nullish().catch(null);
const saved = z.object({ activityId: told });
const refusal = z.object({ errorCode: told, Message: told });
/**
 * Keys are ExternalIds, each value an array, the failure's text is `Message` (reference 10.2 [G]). A bare value is read
 * as an array of one, and a mere list as of nobody's by name: what was saved must not be lost to a form.
 */
const outcomeSchema = z.object({
  success: byExternalId(saved),
  failures: byExternalId(refusal),
});

function byExternalId<Item extends z.ZodType>(item: Item) {
  const oneOrMore = z.union([z.array(item), item.transform((one) => [one])]);
  const unnamed = z.array(item).transform((items): Record<string, typeof items> => ({ '': items }));
  return z.union([z.record(z.string(), oneOrMore), unnamed]).nullish();
}

async function send(
  transport: Transport,
  method: 'POST' | 'PUT',
  query: Readonly<Record<string, string>>,
  { records, lookups }: ActivitiesWrite,
  options: CallOptions,
): Promise<readonly ActivityOutcome[]> {
  const { envelope, reply } = await transport.call({
    method,
    path: PATH,
    query,
    json: lookups === undefined ? { records } : { records, lookups },
    family: 'timeline',
    // An update says the same twice; a repeated insert is only as safe as the tenant's check of ExternalIds.
    repeatable: method === 'PUT',
    purpose: { kind: 'timeline' },
    ...options,
  });
  if (isRefusedWhole(envelope)) {
    const refusals = [refusalOf(envelope)];
    return records.map(({ ExternalId }) => ({ externalId: ExternalId, state: 'refused', refusals }));
  }
  const parsed = outcomeSchema.safeParse(envelope.data);
  if (!parsed.success) {
    const { status, requestId } = reply;
    const text = 'The reply of the Timeline does not say what was saved.';
    throw new GainsightError('gainsight_unexpected_reply', text, { outcome: 'unknown', status, requestId });
  }
  return records.map(({ ExternalId }) => outcomeOf(ExternalId, parsed.data));
}

function outcomeOf(
  externalId: string,
  { success, failures }: z.infer<typeof outcomeSchema>,
): ActivityOutcome {
  const good = success?.[externalId];
  if (good !== undefined) return { externalId, state: 'saved', activityId: good[0]?.activityId ?? null };
  const bad = failures?.[externalId];
  const isOpen = bad?.some(({ errorCode }) => errorCode === INTERNAL_FAILURE) ?? true;
  if (bad === undefined || isOpen) return { externalId, state: 'unanswered' };
  const refusals = toRefusals(bad);
  const isDuplicate = refusals.some(({ code }) => code === DUPLICATE_EXTERNAL_ID);
  return { externalId, state: isDuplicate ? 'duplicate' : 'refused', refusals };
}

function toRefusals(failures: readonly z.infer<typeof refusal>[]): readonly ActivityRefusal[] {
  return failures.map(({ errorCode, Message }) => ({ code: errorCode ?? null, message: Message ?? null }));
}

/** Whether a failure says nothing of single activities: then none of the call was carried out. */
function isRefusedWhole(envelope: Envelope): boolean {
  return !envelope.result && !namesFailures(envelope);
}

function refusalOf({ errorCode, errorDesc }: Envelope): ActivityRefusal {
  return { code: errorCode ?? null, message: errorDesc ?? null, isOfCall: true };
}
