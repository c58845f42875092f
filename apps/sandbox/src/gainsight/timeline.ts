import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import type { Row } from '../world.ts';
import { deleteRecord, deleteLogObject, deleteLogStart } from './delete-log.ts';
import { createActivityReader, type ActivityFault } from './activity-reader.ts';
import { gsidOf, type ObjectStore } from './object-store.ts';
import type { RecordStore } from './record-store.ts';
import { Refusal } from './refusal.ts';
import { shapeOfRow, timelineOutcome, timelineReply } from './reply-shapes.ts';
import { lookupsBlock } from './lookups.ts';
import { readDate } from './date-value.ts';

/** The object that keeps Timeline activities. */
export const activityObject = 'activity_timeline';

const saveRequest = z.object({
  records: z.array(z.record(z.string(), z.unknown())).min(1),
  lookups: lookupsBlock,
});
const deleteRequest = z.object({ activityIds: z.array(z.string()).min(1) });
const updateQuery = z.object({ identifier: z.string().default('') });
const timeline = { area: 'Timeline', reply: timelineReply(timelineOutcome) } as const;
const saveDocument = documented({
  ...timeline,
  summary: 'Save activities; each record stands or falls alone',
  mark: 'documented',
  body: saveRequest,
});
const updateDocument = documented({
  ...timeline,
  summary: 'Change activities that an identifier picks',
  mark: 'second-hand',
  query: updateQuery,
  body: saveRequest,
});
const deleteDocument = documented({
  ...timeline,
  summary: 'Delete activities',
  mark: 'second-hand',
  body: deleteRequest,
});
const deletedDocument = documented({
  summary: 'Activities deleted in a range of time',
  area: 'Timeline',
  mark: 'second-hand',
  body: z.record(z.string(), z.unknown()),
  reply: timelineReply(z.looseObject({ records: z.array(shapeOfRow) })),
});

/**
 * Serves save, update, delete and the deleted list of the Timeline (reference section 10). Records stand
 * or fall one by one: the reply is 200 with `result:true` even when all fail.
 */
export function registerTimeline(app: FastifyInstance, context: SandboxContext, store: RecordStore): void {
  const { switches, clock } = context;
  const reader = createActivityReader(store, context);

  app.post('/v1/ant/es/activity', saveDocument, (request) => {
    const activities = findActivities(store);
    const body = readSaveRequest(request.body, switches.activityRecordsMax);
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
    return outcome.reply();
  });

  app.put('/v1/ant/es/activity', updateDocument, (request) => {
    const activities = findActivities(store);
    const identifier = updateQuery.parse(request.query).identifier.toLowerCase();
    const column = { externalid: 'ExternalId', activityid: 'activityId', gsid: 'Gsid' }[identifier];
    if (column === undefined) throw new Refusal(400, 'GS_TL_10_0206', 'Invalid identifier');
    const body = readSaveRequest(request.body, switches.activityRecordsMax);
    const outcome = createOutcome();
    body.records.forEach((record, at) => {
      const id = textOf(record, column);
      const key = textOf(record, 'ExternalId') ?? id ?? String(at);
      const row = id === null ? null : findActivity(activities, column, id);
      if (row === null) {
        outcome.refuse(key, { errorCode: 'GS_TL_10_0213', message: `No activity found for ${column}` });
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
    return outcome.reply();
  });

  app.delete('/v1/ant/es/activity', deleteDocument, (request) => {
    const activities = findActivities(store);
    const parsed = deleteRequest.safeParse(request.body);
    if (!parsed.success) throw new Refusal(400, 'GS_TL_10_0206', 'activityIds missing');
    const outcome = createOutcome();
    for (const id of parsed.data.activityIds) {
      const row = findActivity(activities, 'activityId', id);
      if (row !== null && deleteRecord(store, activities, gsidOf(row), clock)) outcome.accept(id, id);
      else outcome.refuse(id, { errorCode: 'GS_TL_10_0213', message: 'No activity found' });
    }
    return outcome.reply();
  });

  // The names of the range's keys are not documented: any two dates of the body are taken as its ends.
  app.post('/v1/ant/es/activity/deleted', deletedDocument, (request) => {
    const dates = Object.values(z.record(z.string(), z.unknown()).catch({}).parse(request.body))
      .flatMap((value) => readDate(value)?.at.toISOString().slice(0, 19) ?? [])
      .toSorted();
    const from = [dates[0] ?? '', deleteLogStart(clock.now())].toSorted().at(-1) ?? '';
    const until = dates.at(-1) ?? '9999';
    const rows = store.find(deleteLogObject)?.object.rows ?? [];
    const records = rows
      .filter((row) => row['ObjectName'] === 'Activity_Timeline')
      .filter((row) => String(row['DeletedOn']) >= from && String(row['DeletedOn']).slice(0, 19) <= until)
      .map((row) => ({ activityId: row['RecordId'], deletedOn: row['DeletedOn'] }));
    return { result: true, data: { records }, message: null, additionalInfo: null };
  });
}

function findActivities(store: RecordStore): ObjectStore {
  const found = store.find(activityObject);
  if (found === undefined)
    throw new Refusal(400, 'OBJECT_NOT_FOUND', 'Requested object not found.', 'metadata');
  return found;
}

function readSaveRequest(body: unknown, max: number): z.infer<typeof saveRequest> {
  const parsed = saveRequest.safeParse(body);
  if (!parsed.success) throw new Refusal(400, 'GS_TL_10_0206', 'records missing or not readable');
  if (parsed.data.records.length > max) throw new Refusal(400, 'GS_TL_10_0206', `At most ${max} records`);
  return parsed.data;
}

/** A non-empty text of a record under a name in any letter case. */
function textOf(record: Readonly<Record<string, unknown>>, name: string): string | null {
  const found = Object.entries(record).find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1];
  return typeof found === 'string' && found !== '' ? found : null;
}

function findByExternalId(activities: ObjectStore, externalId: string): Row | null {
  const field = activities.field('ExternalId');
  const [gsid] = field === undefined ? [] : activities.matching(field, externalId);
  return gsid === undefined ? null : (activities.find(gsid) ?? null);
}

function findActivity(activities: ObjectStore, column: string, id: string): Row | null {
  if (column === 'ExternalId') return findByExternalId(activities, id);
  const row = activities.find(id);
  if (row !== undefined || column === 'Gsid') return row ?? null;
  return activities.object.rows.find((candidate) => candidate['ActivityId'] === id) ?? null;
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
    reply: () => ({ result: true, data: { success, failures }, message: null, additionalInfo: null }),
  };
}
