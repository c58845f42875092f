import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import {
  createActivityWriter,
  readIdentifier,
  readSaveRequest,
  saveRequest,
  updateQuery,
  type TimelineOutcome,
} from './activity-writer.ts';
import { readDate } from './date-value.ts';
import { deleteLogObject, deleteLogStart } from './delete-log.ts';
import type { RecordStore } from './record-store.ts';
import { Refusal } from './refusal.ts';
import { shapeOfRow, timelineOutcome, timelineReply } from './reply-shapes.ts';

const deleteRequest = z.object({ activityIds: z.array(z.string()).min(1) });
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
  const writer = createActivityWriter(store, context);

  app.post('/v1/ant/es/activity', saveDocument, (request) =>
    replyOf(writer.save(readSaveRequest(request.body, switches.activityRecordsMax)), context),
  );

  app.put('/v1/ant/es/activity', updateDocument, (request) => {
    const column = readIdentifier(request.query);
    const body = readSaveRequest(request.body, switches.activityRecordsMax);
    return replyOf(writer.update(body, column), context);
  });

  app.delete('/v1/ant/es/activity', deleteDocument, (request) => {
    const parsed = deleteRequest.safeParse(request.body);
    if (!parsed.success) throw new Refusal(400, 'GS_TL_10_0206', 'activityIds missing');
    return replyOf(writer.delete(parsed.data.activityIds), context);
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

/** The reply of a save, update or delete: always a success, whatever became of the records. */
function replyOf(outcome: TimelineOutcome, { switches }: SandboxContext): object {
  const whole = ({ ...entries }: object) =>
    switches.emptyOutcomeForm === 'null' && Object.keys(entries).length === 0 ? null : entries;
  const data = { success: whole(outcome.success), failures: whole(outcome.failures) };
  return { result: true, data, message: null, additionalInfo: null };
}
