import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { z } from 'zod';
import { type Cluster, startCluster } from './cluster.ts';
import { atMost, type Measure, megabytes, shown } from './measure.ts';
import { startSandboxProcess } from './sandbox-process.ts';

const SMALL = 10_000;
const HEAP_MB = 192;
const outcomeSchema = z.object({ liveBytes: z.number(), rssBytes: z.number(), seen: z.number() });
type Outcome = z.infer<typeof outcomeSchema>;

/** What lives in a worker during a full run, at 10,000 companies and at so many more, in a heap of 192 MB. */
export async function benchMemory(companies: number): Promise<Measure[]> {
  const cluster = await startCluster();
  try {
    const small = await runAt(cluster, SMALL);
    const big = await runAt(cluster, companies);
    return [
      shown(`live heap + external of a full run at ${SMALL}, the most`, megabytes(small.liveBytes)),
      atMost(
        `at ${companies} − at ${SMALL}, old space of ${HEAP_MB} MB`,
        big.liveBytes - small.liveBytes,
        20 * 2 ** 20,
        megabytes,
      ),
      shown(
        `greatest resident size at ${SMALL} / at ${companies}`,
        `${megabytes(small.rssBytes)} / ${megabytes(big.rssBytes)}`,
      ),
    ];
  } finally {
    await cluster.stop();
  }
}

async function runAt(cluster: Cluster, companies: number): Promise<Outcome> {
  const sandbox = await startSandboxProcess(companies);
  const database = await cluster.createDatabase();
  try {
    const { gainsightUrl, gongUrl, credentials } = sandbox;
    const main = fileURLToPath(new URL('memory-run.ts', import.meta.url));
    const address = JSON.stringify({ url: database.url, gainsightUrl, gongUrl, credentials });
    const { stdout } = await promisify(execFile)(process.execPath, [
      ...process.execArgv,
      `--max-old-space-size=${HEAP_MB}`,
      main,
      address,
    ]);
    const outcome = outcomeSchema.parse(JSON.parse(stdout));
    if (outcome.seen !== companies) throw new TypeError(`the run saw ${outcome.seen} of ${companies}`);
    return outcome;
  } finally {
    await database.drop();
    await sandbox.stop();
  }
}
