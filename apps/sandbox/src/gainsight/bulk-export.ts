import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { SandboxContext } from '../context.ts';
import { documented } from '../openapi/route-document.ts';
import { csvLine } from './csv.ts';
import { findAllowed } from './find-allowed.ts';
import { jobStatus, type Job, type JobBoard } from './jobs.ts';
import { queryRequest, type QueryRequest } from './query-request.ts';
import type { RecordStore } from './record-store.ts';
import { envelope, Refusal } from './refusal.ts';
import { objectReply } from './reply-shapes.ts';
import { runQuery } from './run-query.ts';

/** Base of the export calls; the paths below it are inferred, the document only says that replies name them. */
export const exportBase = '/v3/exports/data/bulk';

/** Rows of an export without a limit, and rows of one chunk (reference section 12). */
const maxExportRows = 1_000_000;
const chunkRows = 20_000;

const objectPath = z.object({ object: z.string() });
const jobPath = z.object({ jobId: z.string() });
const chunkPath = jobPath.extend({ chunk: z.coerce.number().int().nonnegative() });

const common = { area: 'Bulk export', mark: 'second-hand' } as const;
const startDocument = documented({
  ...common,
  summary: 'Start the export of an object; the reply names where to ask for its state',
  body: queryRequest,
  reply: objectReply(z.looseObject({ jobId: z.string(), statusURL: z.string() })),
});
const statusDocument = documented({
  ...common,
  mark: 'inferred',
  summary: 'How far an export is, and where its chunks are',
  reply: objectReply(
    z.looseObject({
      jobStatus: z.string(),
      totalRecords: z.int().optional(),
      chunkDetails: z.array(z.object({ chunkURL: z.string(), offset: z.int(), limit: z.int() })).optional(),
    }),
  ),
});
const chunkDocument = documented({
  ...common,
  mark: 'inferred',
  summary: 'One chunk as CSV with a header line',
  replyType: 'text/csv',
  reply: z.string(),
});

/** What an export came to: a text for each chunk, so that later writes do not show in it. */
interface Export {
  readonly totalRecords: number;
  readonly chunks: readonly string[];
}

/** Serves bulk export (reference section 12). Its limit counts started jobs; asking for their state is a common call. */
export function registerBulkExport(
  app: FastifyInstance,
  context: SandboxContext,
  surroundings: { readonly store: RecordStore; readonly jobs: JobBoard },
): void {
  const { store, jobs } = surroundings;
  const { switches, clock } = context;
  const started = new Map<string, Job<Export>>();

  app.post(`${exportBase}/:object`, startDocument, (request) => {
    const from = findAllowed(store, context, objectPath.parse(request.params).object);
    const query = readExportRequest(request.body);
    const read = (asked: QueryRequest) =>
      runQuery(from, asked, { store, switches, clock, maxRows: maxExportRows });
    // Read once without rows, so that a query that cannot be answered is refused now and not in the job.
    asMalformed(() => read({ ...query, limit: 1 }));
    const job = jobs.start(() => writeChunks(query, read(query)));
    started.set(job.id, job);
    return envelope(request.id, { jobId: job.id, statusURL: pathTo(`status/${job.id}`) });
  });

  app.get(`${exportBase}/status/:jobId`, statusDocument, (request) => {
    const { jobId } = jobPath.parse(request.params);
    const job = getJob(jobId);
    const done = job.result();
    return envelope(request.id, {
      jobStatus: jobStatus(job.phase()),
      ...(done === null
        ? {}
        : {
            totalRecords: done.totalRecords,
            chunkDetails: done.chunks.map((_, at) => ({
              chunkURL: pathTo(`chunk/${jobId}/${at}`),
              offset: at * chunkRows,
              limit: chunkRows,
            })),
          }),
    });
  });

  app.get(`${exportBase}/chunk/:jobId/:chunk`, chunkDocument, (request, reply) => {
    const { jobId, chunk } = chunkPath.parse(request.params);
    const text = getJob(jobId).result()?.chunks[chunk];
    if (text === undefined) throw noSuchJob();
    return reply.type('text/csv; charset=utf-8').send(text);
  });

  function getJob(jobId: string): Job<Export> {
    const job = started.get(jobId);
    if (job === undefined) throw noSuchJob();
    return job;
  }
}

function readExportRequest(body: unknown): QueryRequest {
  const parsed = queryRequest.safeParse(body);
  if (!parsed.success)
    throw malformed(`Malformed query - ${parsed.error.issues[0]?.path.join('.') ?? 'body'}`);
  if ((parsed.data.select ?? []).length === 0) {
    throw new Refusal(400, 'GSOBJ_ESS_9104', 'Please add fields in the select clause');
  }
  return parsed.data;
}

/** Query faults of the data API are told with the export's own code. */
function asMalformed(read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (error instanceof Refusal && error.form === 'object') throw malformed(error.message);
    throw error;
  }
}

function malformed(message: string): Refusal {
  return new Refusal(400, 'GSOBJ_ESS_9150', message);
}

function noSuchJob(): Refusal {
  return new Refusal(400, 'GSOBJ_1011', 'No entity matches the given criteria.');
}

function writeChunks(query: QueryRequest, rows: readonly object[]): Export {
  const columns = [...new Map((query.select ?? []).map((name) => [name.toLowerCase(), name])).values()];
  const chunks: string[] = [];
  for (let start = 0; start < Math.max(rows.length, 1); start += chunkRows) {
    const lines = rows.slice(start, start + chunkRows).map((row) => {
      const values = new Map<string, unknown>(Object.entries(row));
      return csvLine(columns.map((column) => joined(values.get(column))));
    });
    chunks.push(csvLine(columns) + lines.join(''));
  }
  return { totalRecords: rows.length, chunks };
}

/** A cell holds text: the items of a multi-select are joined, whatever queries do. */
function joined(value: unknown): unknown {
  return Array.isArray(value) ? value.join(';') : value;
}

/** URLs in replies are relative and have no slash in front. */
function pathTo(rest: string): string {
  return `${exportBase.slice(1)}/${rest}`;
}
