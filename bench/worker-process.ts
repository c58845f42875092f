/**
 * A worker of the `two-workers` measure: `node worker-process.ts '{"url", "origins", "secretKey", "pageSizeRecords"}'`. Works
 * slices as the server's worker does, with smaller pages, until SIGTERM.
 */
import { openDatabase, openJobs } from '@handrail/database';
import { createAccountsStream, runSlice, SLICE_QUEUE, type SliceJob } from '@handrail/sync';
import { z } from 'zod';
import { openEngine } from './engine.ts';

/** As many slices at once as the server's worker takes. */
const CONCURRENCY = 5;

const given = z
  .object({
    url: z.string(),
    origins: z.array(z.string()),
    secretKey: z.string(),
    pageSizeRecords: z.number(),
  })
  .parse(JSON.parse(process.argv[2] ?? ''));

const database = await openDatabase({ url: given.url, poolSize: 8, applicationName: 'bench-worker' });
const { engine } = await openEngine(database, {
  secretKey: given.secretKey,
  allowOrigins: given.origins,
  streams: (vendors) => [createAccountsStream(vendors, { pageSizeRecords: given.pageSizeRecords })],
});
const jobs = await openJobs({
  url: given.url,
  applicationName: 'bench-worker',
  onError: (error) => process.stderr.write(`${error.stack ?? error.message}\n`),
  onWarning: () => undefined,
});
await jobs.work<SliceJob>(SLICE_QUEUE, { concurrency: CONCURRENCY }, (job) =>
  runSlice(engine, job.payload, job.signal),
);
process.stdout.write('ready\n');
process.once('SIGTERM', () => void jobs.stop(5_000).then(() => database.close()));
