import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type BenchDatabase, startCluster } from './cluster.ts';
import { FORTY_FIELDS } from './forty-fields.ts';
import { atMost, type Measure, seconds, shown } from './measure.ts';
import { type Product, startProduct } from './product.ts';
import { type SandboxProcess, startSandboxProcess } from './sandbox-process.ts';

const WORKSPACES = 20;
const PAGES = 10;
const PAGE_ROWS = 20;
const LATENCY_MS = 400;

/** Full runs of 20 workspaces × 10 pages by one worker process and by two, while the vendor takes 400 ms a call. */
export async function benchTwoWorkers(): Promise<Measure[]> {
  const sandbox = await startSandboxProcess(PAGES * PAGE_ROWS);
  const cluster = await startCluster();
  try {
    const database = await cluster.createDatabase();
    const products: Product[] = [];
    const { url } = database;
    const secretKey = randomBytes(32).toString('base64');
    for (let made = 0; made < WORKSPACES; made += 1)
      products.push(await startProduct({ url, sandbox, config: FORTY_FIELDS.config, secretKey }));
    const workAll = async (workers: number) => {
      for (const product of products) await product.queue('accounts', 'full');
      return workWith({ database, sandbox, secretKey, workers });
    };
    await workAll(2);
    await sandbox.addFault({ kind: 'latency', amount: LATENCY_MS });
    const one = await workAll(1);
    const two = await workAll(2);
    for (const product of products) await product.close();
    await database.drop();
    return [
      shown(`${WORKSPACES} workspaces × ${PAGES} pages at ${LATENCY_MS} ms a call, one worker`, seconds(one)),
      atMost('two worker processes / one', two / one, 0.6, (value) => value.toFixed(2)),
    ];
  } finally {
    await cluster.stop();
    await sandbox.stop();
  }
}

interface Work {
  readonly database: BenchDatabase;
  readonly sandbox: SandboxProcess;
  readonly secretKey: string;
  readonly workers: number;
}

/** Lets so many processes work what is queued; answers the ms from the first one's start of work to the last run's end. */
async function workWith({ database, sandbox, secretKey, workers }: Work): Promise<number> {
  const main = fileURLToPath(new URL('worker-process.ts', import.meta.url));
  const given = JSON.stringify({
    url: database.url,
    origins: [sandbox.gainsightUrl, sandbox.gongUrl],
    secretKey,
    pageSizeRecords: PAGE_ROWS,
  });
  const children = await Promise.all(Array.from({ length: workers }, () => startWorker(main, given)));
  try {
    for (;;) {
      const { rows } = await database.superuser.query<{ open: number; failed: number; ms: number }>(
        `select (count(*) filter (where state in ('queued', 'running')))::int as open,
           (count(*) filter (where state not in ('queued', 'running', 'done')))::int as failed,
           (extract(epoch from max(finished_at) - min(started_at)) * 1000)::float8 as ms
         from (select * from runs order by number desc limit ${WORKSPACES}) as newest`,
      );
      const [state] = rows;
      if (state === undefined || state.failed > 0)
        throw new TypeError(`a run failed: ${JSON.stringify(state)}`);
      if (state.open === 0) return state.ms;
      await pause(50);
    }
  } finally {
    for (const child of children) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }
}

async function startWorker(main: string, given: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [...process.execArgv, main, given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) if (line === 'ready') break;
  return child;
}
