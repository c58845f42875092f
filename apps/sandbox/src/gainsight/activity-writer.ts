import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import type { Row } from '../world.ts';
import { createActivityReader, type ActivityFault } from './activity-reader.ts';
import { deleteRecord } from './delete-log.ts';
import { lookupsBlock } from './lookups.ts';
import { gsidOf } from './gsid.ts';
import type { ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';
import { Refusal } from './refusal.ts';

/** The object that keeps Timeline activities. */
export const activityObject = 'activity_timeline';

/** Schema of the body of a Timeline save or update, single and bulk. */
export const saveRequest = z.object({
  records: z.array(z.record(z.string(), z.unknown())).min(1),
  lookups: lookupsBlock,
});

/** Schema of the query string of a Timeline update. */
export const updateQuery = z.object({ identifier: z.string().default('') });

/** The body of a save or update as read. */
export type SaveRequest = z.infer<typeof saveRequest>;

/** The column by which an update picks its rows. */
export type IdentifierColumn = 'ExternalId' | 'activityId' | 'Gsid';

/** What became of each record, by ExternalId. */
export interface TimelineOutcome {
  readonly success: Readonly<Record<string, readonly { readonly activityId: string }[]>>;
  readonly failures: Readonly<
    Record<string, readonly { readonly errorCode: string; readonly Message: string }[]>
  >;
}

/** Stores, changes and deletes activities one by one (reference section 10.2): no record stops another. */
export interface ActivityWriter {
  save(request: SaveRequest): TimelineOutcome;
  update(request: SaveRequest, column: IdentifierColumn): TimelineOutcome;
  delete(activityIds: readonly string[]): TimelineOutcome;
}

/** Makes the writer of the tenant's activities, for single calls and for bulk jobs. */
export function createActivityWriter(store: RecordStore, context: SandboxContext): ActivityWriter {
  const { switches } = context;
  const reader = createActivityReader(store, context);

  return {
    save: (body) => {
      const activities = findActivities(store);
      const outcome = createOutcome();
      const seen = new Set<string>();
      body.records.forEach((record, at) => {
        const externalId = textOf(record, 'ExternalId');
        const key = externalId ?? String(at);
        const isRepeat =
          externalId !== null && (seen.has(externalId) || findByExternalId(activities, externalId) !== null);
        if (externalId !== null) seen.add(externalId);
        if (isRepeat && switches.externalIdRepeat === 'refused') {
          outcome.refuse(key, {
            errorCode: 'GS_TL_10_0207',
            message: `Activity with ExternalId '${key}' already exists`,
          });
          return;
        }
        const read = reader.readNew(record, body.lookups, activities);
        if (read.kind === 'fault') outcome.refuse(key, read.fault);
        else outcome.accept(key, activityIdOf(store.find(activityObject)?.insert(read.values)));
      });
      return outcome.result();
    },
    update: (body, column) => {
      const activities = findActivities(store);
      const outcome = createOutcome();
      body.records.forEach((record, at) => {
        const id = textOf(record, column);
        const key = textOf(record, 'ExternalId') ?? id ?? String(at);
        const row = id === null ? null : findActivity(activities, column, id);
        if (row === null) {
          outcome.refuse(key, { errorCode: 'GS_TL_10_0213', message: `No activity found for ${column}` });
          return;
        }
        if (switches.personActivityEdit === 'refused' && isOfPerson(row)) {
          const message = 'Only its creator may change an activity';
          outcome.refuse(key, { errorCode: 'GS_TL_10_0206', message });
          return;
        }
        const read = reader.readChange(record, body.lookups, activities, row);
        if (read.kind === 'fault') {
          outcome.refuse(key, read.fault);
          return;
        }
        activities.update(gsidOf(row), read.values);
        outcome.accept(key, activityIdOf(row));
      });
      return outcome.result();
    },
    delete: (activityIds) => {
      const activities = findActivities(store);
      const outcome = createOutcome();
      for (const id of activityIds) {
        const row = findActivity(activities, 'activityId', id);
        if (row !== null && deleteRecord(store, activities, gsidOf(row), context)) outcome.accept(id, id);
        else outcome.refuse(id, { errorCode: 'GS_TL_10_0213', message: 'No activity found' });
      }
      return outcome.result();
    },
  };
}

/** Reads the body of a save or update of at most `max` records; throws a refusal when it does not fit. */
export function readSaveRequest(body: unknown, max = Infinity): SaveRequest {
  const parsed = saveRequest.safeParse(body);
  if (!parsed.success) throw new Refusal(400, 'GS_TL_10_0206', 'records missing or not readable');
  if (parsed.data.records.length > max) throw new Refusal(400, 'GS_TL_10_0206', `At most ${max} records`);
  return parsed.data;
}

/** Reads the `identifier` of an update; throws a refusal for any but the three documented ones. */
export function readIdentifier(query: unknown): IdentifierColumn {
  const identifier = updateQuery.parse(query).identifier.toLowerCase();
  if (identifier === 'externalid') return 'ExternalId';
  if (identifier === 'activityid') return 'activityId';
  if (identifier === 'gsid') return 'Gsid';
  throw new Refusal(400, 'GS_TL_10_0206', 'Invalid identifier');
}

function findActivities(store: RecordStore): ObjectStore {
  const found = store.find(activityObject);
  if (found === undefined)
    throw new Refusal(400, 'OBJECT_NOT_FOUND', 'Requested object not found.', 'metadata');
  return found;
}

/** A non-empty text of a record under a name in any letter case. */
function textOf(record: Readonly<Record<string, unknown>>, name: string): string | null {
  const found = Object.entries(record).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  if (typeof found === 'number') return String(found);
  return typeof found === 'string' && found !== '' ? found : null;
}

function findByExternalId(activities: ObjectStore, externalId: string): Row | null {
  const field = activities.field('ExternalId');
  const [gsid] = field === undefined ? [] : activities.matching(field, externalId);
  return gsid === undefined ? null : (activities.find(gsid) ?? null);
}

function findActivity(activities: ObjectStore, column: IdentifierColumn, id: string): Row | null {
  if (column === 'ExternalId') return findByExternalId(activities, id);
  const row = activities.find(id);
  if (row !== undefined || column === 'Gsid') return row ?? null;
  return activities.object.rows.find((candidate) => candidate['ActivityId'] === id) ?? null;
}

/** What people write in the product carries no id of a caller's. */
function isOfPerson(row: Row): boolean {
  return (row['ExternalId'] ?? null) === null;
}

/** The id that the save reply names; whether it is the Gsid is a switch, decided when the row is made. */
function activityIdOf(row: Row | undefined): string {
  return String(row?.['ActivityId'] ?? row?.['Gsid'] ?? '');
}

function createOutcome() {
  const success: Record<string, { activityId: string }[]> = {};
  const failures: Record<string, { errorCode: string; Message: string }[]> = {};
  return {
    accept: (key: string, activityId: string) => {
      (success[key] ??= []).push({ activityId });
    },
    refuse: (key: string, { errorCode, message }: ActivityFault) => {
      (failures[key] ??= []).push({ errorCode, Message: message });
    },
    result: (): TimelineOutcome => ({ success, failures }),
  };
}
