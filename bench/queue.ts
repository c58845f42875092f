import { migrate, openJobs } from '@handrail/database';
import { startCluster } from './cluster.ts';
import { atLeast, type Measure } from './measure.ts';

const JOBS = 3_000;
const SENT_AT_ONCE = 20;
/** As many as a worker has for slices. */
const CONCURRENCY = 4;

/** Jobs without work, sent and worked by one process: what the queue itself costs. */
export async function benchQueue(): Promise<Measure[]> {
  const cluster = await startCluster();
  try {
    const database = await cluster.createDatabase();
    const queue = 'bench';
    await migrate({ url: database.url, queues: [{ name: queue }] });
    const fail = (error: Error) => process.stderr.write(`${error.message}\n`);
    const jobs = await openJobs({
      url: database.url,
      applicationName: 'bench',
      onError: fail,
      onWarning: (message) => process.stderr.write(`${message}\n`),
    });
    const all = Promise.withResolvers<void>();
    let worked = 0;
    await jobs.work(queue, { concurrency: CONCURRENCY }, () => {
      worked += 1;
      if (worked === JOBS) all.resolve();
      return Promise.resolve();
    });
    const begun = performance.now();
    for (let sent = 0; sent < JOBS; sent += SENT_AT_ONCE)
      await Promise.all(Array.from({ length: SENT_AT_ONCE }, (_, at) => jobs.send(queue, { at: sent + at })));
    await all.promise;
    const rate = JOBS / ((performance.now() - begun) / 1000);
    await jobs.stop(5_000);
    await database.drop();
    return [atLeast('queue without work, jobs a second', rate, 150, (value) => value.toFixed(0))];
  } finally {
    await cluster.stop();
  }
}
