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
import { jobStatus, type Job, type JobBoard } from './jobs.ts';
import type { RecordStore } from './record-store.ts';
import { Refusal } from './refusal.ts';
import { timelineOutcome, timelineReply } from './reply-shapes.ts';

const jobPath = z.object({ jobId: z.string() });
const jobReply = timelineReply(
  z.looseObject({ jobId: z.string(), status: z.string(), ...timelineOutcome.partial().shape }),
);
const common = { area: 'Timeline', mark: 'second-hand', reply: jobReply } as const;
const saveDocument = documented({
  ...common,
  summary: 'Save many activities, later; at most 80 MB',
  body: saveRequest,
});
const updateDocument = documented({
  ...common,
  summary: 'Change many activities, later',
  query: updateQuery,
  body: saveRequest,
});
const statusDocument = documented({
  ...common,
  summary: 'How far a bulk job is, and what became of each record',
});

/**
 * Serves bulk save and update of the Timeline and their job status (reference section 10.4). The records are stored
 * when the job completes; paths are second-hand, the names of the reply's keys are inferred.
 */
export function registerTimelineBulk(
  app: FastifyInstance,
  context: SandboxContext,
  surroundings: { readonly store: RecordStore; readonly jobs: JobBoard },
): void {
  const { store, jobs } = surroundings;
  const writer = createActivityWriter(store, context);
  const started = new Map<string, Job<TimelineOutcome>>();

  function start(work: () => TimelineOutcome): object {
    const job = jobs.start(work);
    started.set(job.id, job);
    return replyOf({ jobId: job.id, status: 'SUBMITTED' });
  }

  app.post('/v1/ant/es/activity/bulk', saveDocument, (request) => {
    const body = readSaveRequest(request.body);
    return start(() => writer.save(body));
  });

  app.put('/v1/ant/es/activity/bulk', updateDocument, (request) => {
    const column = readIdentifier(request.query);
    const body = readSaveRequest(request.body);
    return start(() => writer.update(body, column));
  });

  app.get('/v1/ant/es/job/status/:jobId', statusDocument, (request) => {
    const { jobId } = jobPath.parse(request.params);
    const job = started.get(jobId);
    if (job === undefined) throw new Refusal(400, 'GS_TL_10_0213', `No job ${jobId}`);
    return replyOf({ jobId, status: jobStatus(job.phase()), ...job.result() });
  });
}

function replyOf(data: object): object {
  return { result: true, data, message: null };
}
