import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import { findAllowed } from './find-allowed.ts';
import type { Job, JobBoard, JobPhase } from './jobs.ts';
import { createPersonWriter, type PersonFault, type PersonWriter } from './person-writer.ts';
import type { RecordStore } from './record-store.ts';
import { envelope, Refusal } from './refusal.ts';
import { objectReply, shapeOfRow } from './reply-shapes.ts';

/** Most people of one asynchronous call (reference section 8.3). */
const maxPeople = 50;

const personRequest = z.looseObject({ Email: z.unknown().optional(), companies: z.unknown().optional() });
// No document read so far shows the body: a list below `records`, as everywhere else, or the bare list.
const peopleRequest = z.union([
  z.array(personRequest).min(1).max(maxPeople),
  z.object({ records: z.array(personRequest).min(1).max(maxPeople) }).transform(({ records }) => records),
]);
const emailQuery = z.object({ email: z.string().default('') });
const gsidPath = z.object({ gsid: z.string() });
const statusPath = z.object({ statusId: z.string() });

const personReply = objectReply(shapeOfRow);
const people = { area: 'People', reply: personReply } as const;
const upsertDocument = documented({
  ...people,
  summary: 'Insert a person or change the one with this e-mail, with companies',
  mark: 'client',
  body: personRequest,
});
const byEmailDocument = documented({
  ...people,
  summary: 'One person by e-mail',
  mark: 'inferred',
  query: emailQuery,
});
const byGsidDocument = documented({ ...people, summary: 'One person by GSID', mark: 'inferred' });
const asyncDocument = documented({
  summary: 'Insert or change up to 50 people, later',
  area: 'People',
  mark: 'second-hand',
  body: peopleRequest,
  reply: objectReply(z.looseObject({ statusId: z.string() })),
});
const statusDocument = documented({
  summary: 'How far an asynchronous call is; the path is inferred',
  area: 'People',
  mark: 'inferred',
  reply: objectReply(
    z.looseObject({
      statusId: z.string(),
      status: z.enum(['INIT', 'INPROGRESS', 'COMPLETED']),
      count: z.int().optional(),
      persons: z.array(shapeOfRow).optional(),
      errors: z.array(shapeOfRow).optional(),
    }),
  ),
});

/** What an asynchronous call came to. */
interface PeopleResult {
  readonly count: number;
  readonly persons: readonly object[];
  readonly errors: readonly object[];
}

/** Serves the people API (reference section 8). */
export function registerPeople(
  app: FastifyInstance,
  context: SandboxContext,
  surroundings: { readonly store: RecordStore; readonly jobs: JobBoard },
): void {
  const { store, jobs } = surroundings;
  const started = new Map<string, Job<PeopleResult>>();
  const writer = () =>
    createPersonWriter(store, {
      people: findAllowed(store, context, 'person'),
      ties: findAllowed(store, context, 'company_person'),
    });

  for (const path of ['/v1/peoplemgmt/v1.0/people', '/v1.0/api/people']) {
    app.put(path, upsertDocument, (request) => {
      const sent = personRequest.safeParse(request.body);
      if (!sent.success) throw new Refusal(400, 'GSOBJ_1023', 'Invalid request - one person is expected');
      const checked = writer().check(sent.data);
      if (checked.kind === 'person') return envelope(request.id, checked.apply());
      const [{ code, fieldName, message }] = checked.faults;
      throw new Refusal(400, code, `${message} (${fieldName})`, 'object', { errors: checked.faults });
    });
  }

  app.put('/v1/peoplemgmt/v1.0/people/async', asyncDocument, (request) => {
    const sent = peopleRequest.safeParse(request.body);
    if (!sent.success) throw new Refusal(400, 'GSOBJ_1023', `Invalid request - 1 to ${maxPeople} people`);
    const into = writer();
    const job = jobs.start(() => storeAll(into, sent.data), { mayFail: false });
    started.set(job.id, job);
    return envelope(request.id, { statusId: job.id });
  });

  app.get('/v1/peoplemgmt/v1.0/people/async/status/:statusId', statusDocument, (request) => {
    const { statusId } = statusPath.parse(request.params);
    const job = started.get(statusId);
    if (job === undefined) throw noSuchPerson();
    const status = statusOf(job.phase());
    return envelope(request.id, { statusId, status, ...job.result() });
  });

  app.get('/v1/peoplemgmt/v1.0/people', byEmailDocument, (request) => {
    const { email } = emailQuery.parse(request.query);
    if (email.trim() === '') {
      throw new Refusal(400, 'GSOBJ_VQP1001', 'Query parameter email is null or empty');
    }
    const from = writer();
    const person = from.findByEmail(email.trim());
    if (person === null) throw noSuchPerson();
    return envelope(request.id, from.present(person));
  });

  app.get('/v1/peoplemgmt/v1.0/people/:gsid', byGsidDocument, (request) => {
    const person = findAllowed(store, context, 'person').find(gsidPath.parse(request.params).gsid);
    if (person === undefined) throw noSuchPerson();
    return envelope(request.id, writer().present(person));
  });
}

/** Stores each person by itself; a row that does not fit leaves the others alone. */
function storeAll(into: PersonWriter, sent: readonly z.infer<typeof personRequest>[]): PeopleResult {
  const persons: object[] = [];
  const errors: object[] = [];
  sent.forEach((person, at) => {
    const checked = into.check(person);
    if (checked.kind === 'person') persons.push(checked.apply());
    else errors.push(...checked.faults.map((fault) => rowError(at + 1, fault)));
  });
  return { count: persons.length, persons, errors };
}

function rowError(rowNumber: number, { fieldName, value, message, code }: PersonFault): object {
  return { rowNumber, fieldName, value, message, code };
}

/** The people API knows three states and no failed job. */
function statusOf(phase: JobPhase): 'INIT' | 'INPROGRESS' | 'COMPLETED' {
  if (phase === 'submitted' || phase === 'not-started') return 'INIT';
  return phase === 'in-progress' ? 'INPROGRESS' : 'COMPLETED';
}

function noSuchPerson(): Refusal {
  return new Refusal(400, 'GSOBJ_1011', 'No entity matches the given criteria.');
}
